"""Invented outputs, to try the index on: manifests and failures as runs write them, of as many clients as one likes.

Everything is drawn from a seeded generator, so a number and a seed give the same clients each time.
"""

from __future__ import annotations

import json
import math
import random
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from playbook.report.index import Failure, Plan

__all__ = ["book", "failure", "manifest", "records", "write"]

FACTS: dict[str, Any] = {
    "industry": {"zh": "金融", "en": "Finance"},
    "market": "fuzhou-2002",
    "currency": "CNY",
    "revenue_month": 64007.8,
    "growth_year": 0.05,
    "at_risk_month": 18097.24,
    "uplift_month": 17800.0,
    "health": 0.96,
    "findings": 5,
    "open_questions": 1,
}
INDUSTRIES = {
    "金融": "Finance",
    "制造": "Manufacturing",
    "酒店餐饮": "Hospitality",
    "物流": "Logistics",
    "教育": "Education",
    "医疗": "Health care",
    "零售": "Retail",
    "党政军": "Party, government and military",
    "能源": "Energy",
    "房地产": "Real estate",
    "媒体": "Media",
}
PLACES = {
    "福州": "Fuzhou",
    "厦门": "Xiamen",
    "泉州": "Quanzhou",
    "漳州": "Zhangzhou",
    "盐口": "Saltmouth",
    "南平": "Nanping",
    "港湾": "Harbour",
    "北桥": "Northbridge",
}
FIRST = {
    "恒": "Heng",
    "永": "Yong",
    "鼎": "Ding",
    "华": "Hua",
    "瑞": "Rui",
    "海": "Hai",
    "金": "Jin",
    "远": "Yuan",
    "明": "Ming",
    "宏": "Hong",
    "榕": "Rong",
    "闽": "Min",
}
SECOND = {
    "盛": "sheng",
    "安": "an",
    "达": "da",
    "通": "tong",
    "信": "xin",
    "丰": "feng",
    "泰": "tai",
    "源": "yuan",
    "茂": "mao",
    "辉": "hui",
}
KINDS = {
    "input": "clients/{id}/bills.csv row 14, column amount_month: “1.2oo”: expected a number",
    "bug": "KeyError: 'growth_year'",
    "died": "the process of 03_needs was killed (signal 9)",
    "timeout": "04_solutions took longer than 600 s",
    "memory": "05_capability needed more than 2 GB",
}


def manifest(
    client: str = "acme",
    *,
    as_of: str = "2026-10-31",
    lang: str = "en",
    started: str = "2026-11-22T10:00:00+00:00",
    **change: Any,
) -> dict[str, Any]:
    """A manifest; `change` replaces its other fields, and under `facts` single facts."""
    facts = {**FACTS, **change.pop("facts", {})}
    return {
        "schema": 2,
        "client": client,
        "name": {"zh": "示例客户", "en": "Acme"},
        "as_of": as_of,
        "lang": lang,
        "edition": "internal",
        "asked": {"lang": None, "as_of": None},
        "inputs": {"client": "0" * 64},
        "facts": facts,
        "steps": {
            name: {"ran": True, "why": "first run", "seconds": 0.4, "peak_mb": 210}
            for name in ("01_industry", "02_competition", "03_needs")
        },
        "versions": {"python": "3.11.7"},
        "started": started,
        "seconds": {"total": 2.5},
        "peak_mb": 300,
        "host": "host",
        "exhibits": ["0.1", "6.0", "7.1"],
        "files": {name: {"sha256": "0" * 64, "bytes": 10} for name in ("plan.html", "slides.html")},
        **change,
    }


def failure(client: str = "acme", *, started: str = "2026-11-22T12:00:00+00:00", **change: Any) -> dict[str, Any]:
    """The record of a failed run."""
    return {
        "schema": 1,
        "client": client,
        "name": None,
        "as_of": None,
        "lang": None,
        "started": started,
        "host": "host",
        "kind": "input",
        "lines": ["clients/acme/bills.csv row 2: expected a number", "mend it"],
        "notebook": None,
        **change,
    }


def records(contents: Iterable[Mapping[str, Any]]) -> tuple[list[Plan], list[Failure]]:
    """Manifests and failures as the index reads them."""
    plans, failures = [], []
    for content in contents:
        if content["schema"] == 2:
            plans.append(Plan.model_validate(content))
        else:
            failures.append(Failure.model_validate({**content, "place": _place(content)}))
    return plans, failures


def write(contents: Iterable[Mapping[str, Any]], out: Path) -> Path:
    """The same as files under `out`, with documents and notebooks that say who they are."""
    for content in contents:
        folder = out / _place(content)
        folder.mkdir(parents=True, exist_ok=True)
        plan = content["schema"] == 2
        names = content["files"] if plan else [content["notebook"]] if content["notebook"] else []
        for name in names:
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_text(f"{content['client']} {name}", encoding="utf-8")
        (folder / ("manifest.json" if plan else "failure.json")).write_text(
            json.dumps(content, ensure_ascii=False), encoding="utf-8"
        )
    return out


def _place(content: Mapping[str, Any]) -> str:
    if content["schema"] == 1:
        return f"{content['client']}/failed/{content['as_of'] or 'unknown'}-{content['lang'] or 'default'}"
    return f"{content['client']}/{content['as_of']}/{content['lang']}-{content['edition']}"


def book(size: int, seed: int = 7, *, failing: float = 0.02) -> list[dict[str, Any]]:
    """A book of clients: sizes by a heavy tail, most in yuan and some in pounds, several dates and languages, and some
    runs that failed."""
    draw = random.Random(seed)
    return [content for number in range(size) for content in _client(draw, f"c{number:05}", failing)]


def _client(draw: random.Random, client: str, failing: float) -> Iterable[dict[str, Any]]:
    name, facts = _name(draw), _facts(draw)
    made = datetime(2026, 11, 21, 22, tzinfo=UTC) + timedelta(seconds=draw.randrange(20_000))
    dates = ["2026-10-31", "2026-07-31", "2026-04-30"][: draw.choices((1, 2, 3), (8, 2, 1))[0]]
    failed, fresh = draw.random() < failing, draw.random() < 0.3
    if not (failed and fresh):
        for lang in draw.choices((["zh"], ["en"], ["zh", "en"]), (6, 2, 3))[0]:
            for place, day in enumerate(dates):
                started = made - timedelta(days=90 * place + 3 * failed)
                yield manifest(client, as_of=day, lang=lang, started=started.isoformat(), name=name, facts=facts)
    if failed:
        kind = draw.choices(list(KINDS), (6, 1, 1, 1, 1))[0]
        what = {
            "kind": kind,
            "lines": [KINDS[kind].format(id=client)],
            "notebook": "03_needs.ipynb" if kind != "input" else None,
        }
        yield failure(client, name=None if fresh and kind == "input" else name, started=made.isoformat(), **what)


def _name(draw: random.Random) -> dict[str, str]:
    place, first, second, industry = (draw.choice(list(words.items())) for words in (PLACES, FIRST, SECOND, INDUSTRIES))
    return {
        "zh": f"{place[0]}{first[0]}{second[0]}{industry[0]}有限公司",
        "en": f"{first[1]}{second[1]} {industry[1]} {place[1]} Ltd",
    }


def _facts(draw: random.Random) -> dict[str, Any]:
    pounds = draw.random() < 0.2
    zh, en = draw.choices(list(INDUSTRIES.items()), [12 / (place + 2) for place in range(len(INDUSTRIES))])[0]
    revenue = round(math.exp(draw.gauss(8.3 if pounds else 10.2, 1.2)), 2)

    def known(value: float, share: float) -> float | None:
        return round(value, 6) if draw.random() < share else None

    return {
        "industry": {"zh": zh, "en": en} if draw.random() < 0.97 else None,
        "market": "saltmouth-2025" if pounds else "fuzhou-2002",
        "currency": "GBP" if pounds else "CNY",
        "revenue_month": revenue,
        "growth_year": known(draw.gauss(0.03, 0.11), 0.8),
        "at_risk_month": known(revenue * draw.betavariate(1.3, 6), 0.85),
        "uplift_month": known(revenue * draw.uniform(0, 0.3), 0.7),
        "health": round(min(1.0, draw.betavariate(9, 2.2)), 6),
        "open_questions": draw.randrange(20),
    }
