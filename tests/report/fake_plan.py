"""An invented plan, to try the documents on: executed notebooks with exhibits of every kind, in Chinese and in English.

Its texts, about as long as real ones, are in fake_plan.yaml; one of its tables is far too long for a slide.
"""

from __future__ import annotations

from copy import deepcopy
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

import yaml
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

from playbook.charts.drawing.canvas import Canvas
from playbook.exhibits.exhibit import Cell, Exhibit, Field, Values
from playbook.units import Lang

__all__ = ["CLIENT", "EXHIBIT_IDS", "exhibits", "notebooks"]

CLIENT = {"zh": "榕城<人寿>福州分公司", "en": "Banyan <Life> & Pensions, Fuzhou branch"}
EXHIBIT_IDS = (
    "0.1",
    "6.0",
    "1.1",
    "1.3",
    "1.5",
    "2.2",
    "2.4",
    "3.1",
    "3.2",
    "3.5",
    "3.8",
    "4.4",
    "4.6",
    "4.7",
    "5.1",
    "5.2",
    "6.1",
    "6.4",
    "7.1",
    "7.2",
    "7.3",
)
AMOUNTS = (28184.12, 28120.83, 3918.55, None)
#: Their figures are made of our marks; the others are a consultant's own.
OWN_MARKS = ("1.3", "2.2", "6.1")
STATUSES = ("published", "estimated", "illustrative", "partly_illustrative")

#: The chapter that each number begins.
CHAPTERS = ("front", "industry", "competition", "needs", "solutions", "capability", "planning", "back")


def notebooks(lang: Lang) -> list[NotebookNode]:
    """Six executed notebooks, as papermill would leave them; 6.0 and the back are made in the last one."""
    return deepcopy(_notebooks(lang))


def exhibits(lang: Lang) -> list[Exhibit]:
    """Every exhibit of the plan, in the order of EXHIBIT_IDS."""
    texts = _texts(lang)
    makers = {"0.1": _cover, "6.0": _summary, "5.1": _card}
    return [
        makers[exhibit_id](lang)
        if exhibit_id in makers
        else _table(exhibit_id, lang)
        if exhibit_id in texts["tables"]
        else _chart(exhibit_id, lang)
        for exhibit_id in EXHIBIT_IDS
    ]


@cache
def _notebooks(lang: Lang) -> list[NotebookNode]:
    by_step: dict[int, list[Exhibit]] = {}
    for exhibit in exhibits(lang):
        by_step.setdefault({0: 1, 7: 6}.get(exhibit.step, exhibit.step), []).append(exhibit)
    return [executed(step, shown) for step, shown in sorted(by_step.items())]


def executed(step: int, shown: list[Exhibit]) -> NotebookNode:
    """A step's notebook that has shown these exhibits."""
    cells = [new_markdown_cell("# Guidance for the consultant, which no document shows", id=f"guide-{step}")]
    for place, exhibit in enumerate(shown):
        output = new_output("execute_result", exhibit._repr_mimebundle_(), execution_count=place + 1)
        cells.append(new_code_cell("show()", id=f"cell-{step}-{place}", outputs=[output], execution_count=place + 1))
    return new_notebook(cells=cells, metadata={"title": f"0{step}_step.ipynb"})


@cache
def _texts(lang: Lang) -> Any:
    source = Path(__file__).with_name("fake_plan.yaml").read_text(encoding="utf-8")
    return _in(yaml.safe_load(source), 0 if lang == "zh" else 1)


def _in(value: Any, place: int) -> Any:
    """The language's twin wherever the file has a pair of texts."""
    if isinstance(value, dict):
        return {key: _in(item, place) for key, item in value.items()}
    if isinstance(value, list) and len(value) == 2 and all(isinstance(item, str) for item in value):
        return value[place]
    return [_in(item, place) for item in value] if isinstance(value, list) else value


def _exhibit(exhibit_id: str, lang: Lang, *, title: str, kind: str, status: str = "published", **more: Any) -> Exhibit:
    texts = _texts(lang)
    options = {"so_what": (), "values": Values((), ()), **more}
    return Exhibit(
        id=exhibit_id,
        family="plan",
        chapter=CHAPTERS[int(exhibit_id[0])],
        step=int(exhibit_id[0]),
        lang=lang,
        title=title,
        subtitle=texts["subtitle"],
        source=texts["source"],
        status=status,
        status_label=texts["status"][status],
        kind=kind,
        so_what_label=texts["so_what"],
        notes=(texts["note"],),
        **options,
    )


def _chart(exhibit_id: str, lang: Lang) -> Exhibit:
    chart = _texts(lang)["chart"]
    return _exhibit(
        exhibit_id,
        lang,
        title=chart["titles"][exhibit_id],
        kind="bar",
        status=STATUSES[int(exhibit_id[-1]) % 4],
        so_what=tuple(chart["so_what"]),
        values=_values(lang),
        draw=lambda: _own_bars(lang) if exhibit_id in OWN_MARKS else _bars(lang),
    )


def _values(lang: Lang) -> Values:
    chart, unknown = _texts(lang)["chart"], _texts(lang)["unknown"]
    fields = (
        Field("service", chart["fields"][0], "category"),
        Field("month", chart["fields"][1], "value", "CNY", numeric=True),
    )
    amounts = [
        Cell(None, unknown, chart["reason"]) if amount is None else Cell(amount, f"{amount:,.0f}") for amount in AMOUNTS
    ]
    return Values(
        fields, tuple((Cell(name, name), amount) for name, amount in zip(chart["services"], amounts, strict=True))
    )


def _own_bars(lang: Lang) -> Figure:
    """Three sorted bars of our own marks."""
    canvas = Canvas(lang)
    for place, name in enumerate(_texts(lang)["chart"]["services"][:3]):
        value, y = AMOUNTS[place] or 0, 70.0 + 120 * place
        canvas.text(150, y, name, align="right")
        canvas.rect(160, y - 30, value / 60, 60, "#0B6E99" if place == 0 else "#8A94A0", gid=f"bar {place}")
        canvas.text(170 + value / 60, y, f"{value:,.0f}", bold=place == 0)
    return canvas.figure


def _bars(lang: Lang) -> Figure:
    """Three sorted bars, 780 x 430 px, drawn with the fonts of the installation; texts as paths."""
    font = FontProperties(fname=str(files("noto_cjk_sans_jp_bold").joinpath("NotoSansCJKjp-Bold.otf")), size=11)
    figure = Figure(figsize=(7.8, 4.3), dpi=100)
    axes = figure.add_axes((0.2, 0.04, 0.68, 0.92))
    axes.set_axis_off()
    for place, name in enumerate(_texts(lang)["chart"]["services"][:3]):
        value = AMOUNTS[place] or 0
        axes.barh(-place, value, height=0.55, color="#0B6E99" if place == 0 else "#8A94A0")
        axes.text(-400, -place, name, ha="right", va="center", fontproperties=font, color="#14213D")
        axes.text(value + 300, -place, f"{value:,.0f}", ha="left", va="center", fontproperties=font, color="#14213D")
    return figure


def _cover(lang: Lang) -> Exhibit:
    texts = _texts(lang)
    return _exhibit(
        "0.1",
        lang,
        title=texts["client"],
        kind="cover",
        extra={key: texts[key] for key in ("client", "document", "lines")},
    )


def _summary(lang: Lang) -> Exhibit:
    texts = _texts(lang)
    figures = [{**figure, "status_label": texts["status"][figure["status"]]} for figure in texts["summary"]["figures"]]
    extra = {**texts["summary"], "figures": figures}
    return _exhibit(
        "6.0",
        lang,
        title=extra["claim"],
        kind="summary",
        status="partly_illustrative",
        values=_values(lang),
        extra=extra,
        draw=lambda: _bars(lang),
    )


def _card(lang: Lang) -> Exhibit:
    card = _texts(lang)["card"]
    return _exhibit(
        "5.1",
        lang,
        title=card["title"],
        kind="card",
        status="unknown",
        extra={"label": card["label"], "collect": card["collect"]},
    )


def _table(exhibit_id: str, lang: Lang) -> Exhibit:
    table, unknown = _texts(lang)["tables"][exhibit_id], _texts(lang)["unknown"]
    fields = tuple(
        Field(f"column_{place}", label, numeric=label in ("行", "Row")) for place, label in enumerate(table["head"])
    )
    row = tuple(Cell(text, text) if text else Cell(None, unknown, "-") for text in table["row"])
    return _exhibit(
        exhibit_id,
        lang,
        title=table["title"],
        kind="table",
        values=Values(fields, (row,) * table["times"]),
        so_what=tuple(table.get("so_what", ())),
    )
