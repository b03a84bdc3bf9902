"""3.5b, availability by site."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from matplotlib.figure import Figure

from playbook.charts.before_after import BeforeAfter, Words, before_after_chart
from playbook.client.rows import records
from playbook.exhibits.chapter import exhibit
from playbook.exhibits.compose import ClientPage, cell, drawable, yes_no
from playbook.exhibits.exhibit import Cell, Exhibit, Field, Values
from playbook.steps.listing import several
from playbook.steps.needs.analysis import NeedsAnalysis
from playbook.steps.needs.availability import Availability, hub_name
from playbook.steps.needs.duration import Duration
from playbook.units import BOUNDS, Lang, Number, Percent, bounded, is_unknown

__all__ = ["build"]

#: The most rows that the chart of hours draws; an availability prints with at most so many decimals.
_ROWS, _DECIMALS = 14, 4


@exhibit("3.5b", "needs.availability", needs=("sites", "links"))
def build(page: ClientPage, result: NeedsAnalysis) -> Exhibit:
    """3.5b Hours a year that each site can expect to be without its hub: today, in the assumptions' range, and with the
    planned lines."""
    found = result.availability
    groups = _groups(found)
    subtitle = page.say(
        "needs.availability.downtime.subtitle_bounds"
        if any(group[0]["bounds"] for group in groups)
        else "needs.availability.downtime.subtitle",
        hub=hub_name(page.subject, str(found.hub)),
    )
    more = page.say("needs.availability.downtime.more", n=_ROWS) if len(groups) > _ROWS else ""
    return page.make(
        "bar",
        subtitle + more,
        _hours_values(page, found),
        sources=("sites", "links", "resources"),
        status=found.status,
        draw=(lambda: _hours_chart(page, found, groups[:_ROWS])) if groups else None,
    )


def _groups(found: Availability) -> list[list[dict[str, Any]]]:
    """Sites that nothing tells apart stand in one row: the same hours today and as planned, in the same range. Unknown
    ones come last."""
    groups: dict[Any, list[dict[str, Any]]] = {}
    for row in records(found.sites):
        figures = (row[name] for name in ("hours", "hours_best", "hours_worst", "hours_later"))
        key = (row["single"], *(None if is_unknown(figure) else Duration(figure).printed("en") for figure in figures))
        groups.setdefault(key, []).append(row)
    return list(groups.values())


def _hours_chart(page: ClientPage, found: Availability, groups: list[list[dict[str, Any]]]) -> Figure:
    words = Words(
        page.say("needs.availability.availability"),
        page.say("needs.availability.hours"),
        page.say("needs.availability.hours_later"),
        page.say("needs.availability.legend.bar"),
        page.say("needs.availability.legend.range"),
        page.say("needs.availability.legend.planned"),
        page.say("needs.availability.legend.single"),
    )
    return before_after_chart(
        [_hours_bar(page, group, planned=found.planned) for group in groups], words, lang=page.lang
    )


def _hours_bar(page: ClientPage, group: list[dict[str, Any]], *, planned: bool) -> BeforeAfter:
    names, row = page.subject.names("sites"), group[0]
    now = Duration(row["hours"], most=row["bounds"], least=row["at_least"]).printed(page.lang)
    later = Duration(row["hours_later"], least=row["later_at_least"]).printed(page.lang)
    changed = (
        planned
        and not is_unknown(row["hours_later"])
        and Duration(row["hours_later"]).printed("en") != Duration(row["hours"]).printed("en")
    )
    known = not is_unknown(row["hours"])
    return BeforeAfter(
        page.show(several([names[site["site"]] for site in group], limit=1)),
        drawable(row["hours"]),
        now if known else page.say("common.unknown"),
        low=drawable(row["hours_best"]),
        high=drawable(row["hours_worst"]),
        after=drawable(row["hours_later"]) if changed else None,
        after_printed=later if changed else "–" if planned else "",
        note=_share(row["low"], page.lang),
        role="warning" if row["single"] else "grey",
    )


def _share(value: float, lang: Lang) -> str:
    """An availability with two digits of what is missing to 100%: 99.48%, 99.990%, >99.9999%."""
    if is_unknown(value):
        return ""
    digits = next((digits for digits in range(2, _DECIMALS + 1) if (1 - value) * 10 ** (digits + 1) >= 1), _DECIMALS)
    text = Percent(value, digits).printed(lang)
    return (
        text
        if value == 1 or not text.startswith("100")
        else ">" + Percent(1 - 10 ** -(_DECIMALS + 2), _DECIMALS).printed(lang)
    )


def _hours_values(page: ClientPage, found: Availability) -> Values:
    hours = (("hours", "value"), ("hours_best", "low"), ("hours_worst", "high"), ("hours_later", "label"))
    fields = (
        Field("site", page.say("needs.words.site"), "category"),
        Field("availability", page.say("needs.availability.availability"), "label", "%", numeric=True),
        *(
            Field(
                name,
                page.say(
                    f"needs.availability.{name}_number"
                    if name in ("hours", "hours_later")
                    else f"needs.availability.{name}"
                ),
                role,
                "h",
                numeric=True,
            )
            for name, role in hours
        ),
        Field("single", page.say("needs.availability.single"), "highlight"),
        Field("ends", page.say("needs.availability.ends"), "label"),
        Field("status", page.say("needs.availability.status"), "label"),
    )
    return Values(fields, tuple(tuple(_hours_row(page, row)) for row in records(found.sites)))


def _hours_row(page: ClientPage, row: dict[str, Any]) -> Iterator[Cell]:
    lang, reason = page.lang, page.say("needs.words.not_connected")
    yield cell(page.subject.names("sites")[row["site"]], lang)
    most = BOUNDS["at_most"][lang] if row["at_least"] else ""
    yield Cell(row["low"], most + _share(row["low"], lang)) if row["connected"] else cell(None, lang, reason)
    for name in ("hours", "hours_best", "hours_worst", "hours_later"):
        least = row["later_at_least" if name == "hours_later" else "at_least"]
        yield cell(bounded(Number(row[name], 3), "at_least" if least else "exact"), lang, reason)
    told = row["connected"] and (row["single"] or not row["at_least"])  # an exchange that is not known may be the one
    yield yes_no(
        page,
        row["single"] if told else None,
        page.say("needs.availability.no_exchange") if row["connected"] else reason,
    )
    yield cell(
        page.say("needs.availability.ends_of", n=row["unknown_ends"], ends=row["ends"]) if row["ends"] else None,
        lang,
        reason,
    )
    yield cell(page.status_label(row["status"]), lang)
