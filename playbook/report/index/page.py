"""index.html: every client's plan on one page that asks nobody for anything.

The rows travel as JSON inside the page, and the page's own script sorts, filters and draws them: ten thousand rows as
HTML would take seconds to open. Texts go in as data and are shown as text, so that no client's name can become markup.
The same manifests give the same bytes.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader
from markupsafe import Markup

from playbook.report.index.names_font import page_fonts
from playbook.report.index.records import Failure, Names, Plan
from playbook.report.index.rows import Row, rows_of
from playbook.report.web.notebook import HTML_LANG
from playbook.text import message_ids
from playbook.units import Lang

__all__ = ["COLUMNS", "index_page", "payload"]

#: What a row of the page's data holds, in order.
COLUMNS = (
    "id",
    "zh",
    "en",
    "industry",
    "currency",
    "revenue",
    "known",
    "growth",
    "risk",
    "least",
    "uplift",
    "health",
    "open",
    "run",
    "warnings",
    "dates",
    "failure",
)
_CATALOGUE = "index."
#: The exporter's templates, without the second that importing nbconvert takes.
_TEMPLATES = Path(__file__).parents[1] / "web" / "templates"
_KINDS = ("input", "bug", "died", "timeout", "memory")


def index_page(plans: Iterable[Plan], failures: Iterable[Failure], *, older: int = 0, unreadable: int = 0) -> str:
    """The page over these plans and failures; `older` and `unreadable` say how many files are left out of it."""
    data = payload(rows_of(plans, failures)) | {"older": older, "unreadable": unreadable}
    lang: Lang = data["lang"]
    loader = FileSystemLoader([_TEMPLATES / "index", _TEMPLATES / "house"])
    environment = Environment(loader=loader, autoescape=True, trim_blocks=True, lstrip_blocks=True)
    page = environment.get_template("index.html.j2").render(
        lang=lang,
        html_lang=HTML_LANG,
        words={name: message[lang] for name, message in data["words"].items()},
        data=_script_json(data),
        font_css=Markup(page_fonts(data)),
        include=lambda name: Markup(loader.get_source(environment, name)[0]),
    )
    return page.rstrip() + "\n"


def payload(rows: Sequence[Row]) -> dict[str, Any]:
    """The page's data as plain JSON: `words`, `lang` (that of most plans), `industries`, `currencies`, `columns` and
    `rows`."""
    industries = _industries(rows)
    currencies = Counter(row.facts.currency for row in rows if row.facts.currency)
    order = sorted(currencies, key=lambda currency: (-currencies[currency], currency))
    places = {pair: place for place, pair in enumerate(industries)}
    return {
        "lang": _language(rows),
        "html_lang": HTML_LANG,
        "words": {
            name.removeprefix(_CATALOGUE): message
            for name, message in message_ids().items()
            if name.startswith(_CATALOGUE)
        },
        "industries": [[key, *names] for names, key in industries.items()],
        "currencies": order,
        "columns": COLUMNS,
        "rows": [_cells(row, places, order) for row in rows],
    }


def _cells(row: Row, industries: Mapping[tuple[str, str], int], currencies: Sequence[str]) -> list[Any]:
    facts, last = row.facts, row.failure or row.plan
    assert last is not None  # a row has one of them
    industry = _pair(facts.industry)
    return [
        row.client,
        *row.name.both,
        industries[industry] if industry else None,
        currencies.index(facts.currency) if facts.currency else None,
        facts.revenue_month,
        None if facts.revenue_month_known == facts.revenue_month else facts.revenue_month_known,
        facts.growth_year,
        facts.at_risk_month,
        facts.at_risk_month_at_least,
        facts.uplift_month,
        facts.health,
        facts.open_questions,
        last.started.astimezone(UTC).isoformat(timespec="seconds").removesuffix("+00:00"),
        _warnings(row.plan),
        [[day.isoformat(), [_documents(plan) for plan in plans]] for day, plans in row.dates],
        [row.failure.kind if row.failure.kind in _KINDS else "bug", row.failure.line, row.failure.link]
        if row.failure
        else None,
    ]


def _warnings(plan: Plan | None) -> list[Any] | None:
    """How many warnings the plan's data has, the worst one, and whether it was made despite its control total; None
    where there is none."""
    return [len(plan.warnings), plan.warnings[0], plan.despite_control_total] if plan and plan.warnings else None


def _documents(plan: Plan) -> list[Any]:
    """The language, then the paths of page and deck, seen from the client's folder."""
    start = len(plan.client) + 1
    return [plan.lang, *((path := plan.document(name)) and path[start:] for name in ("plan.html", "slides.html"))]


def _industries(rows: Sequence[Row]) -> dict[tuple[str, str], str]:
    """The industries' names, each with the key that addresses of filtered pages name it by: its English name, where
    that is its alone."""
    pairs = sorted({pair for row in rows if (pair := _pair(row.facts.industry))}, key=lambda pair: (pair[1], pair[0]))
    seen = Counter(en for _, en in pairs)
    return {(zh, en): en if seen[en] == 1 else f"{en} · {zh}" for zh, en in pairs}


def _pair(industry: Names | None) -> tuple[str, str] | None:
    return industry.both if industry and any(industry.both) else None


def _language(rows: Sequence[Row]) -> Lang:
    """The language of most plans of the latest dates; Chinese where neither leads."""
    plans_by = Counter(plan.lang for row in rows for _, plans in row.dates[:1] for plan in plans)
    return "en" if plans_by["en"] > plans_by["zh"] else "zh"


def _script_json(data: Any) -> Markup:
    """JSON that may stand in a script element: `<` cannot end it, nor open a comment in it."""
    return Markup(json.dumps(data, ensure_ascii=False, allow_nan=False, separators=(",", ":")).replace("<", "\\u003c"))
