"""3.5b, availability by site."""

from __future__ import annotations

from functools import partial
from typing import Any

from matplotlib.figure import Figure

from playbook.charts.before_after import BeforeAfter, Words, before_after_chart
from playbook.client.rows import records
from playbook.exhibits.chapter import exhibit
from playbook.exhibits.columns import Column, Row, table
from playbook.exhibits.compose import ClientPage, drawable, yes_no
from playbook.exhibits.exhibit import Cell, Exhibit, Values
from playbook.steps.listing import several
from playbook.steps.needs.analysis import NeedsAnalysis
from playbook.steps.needs.availability import Availability, hub_name
from playbook.steps.needs.duration import Duration
from playbook.units import BOUNDS, Lang, Number, Percent, Printable, bounded, is_unknown

__all__ = ["build"]

#: The most rows that the chart of hours draws; an availability prints with at most so many decimals.
_ROWS, _DECIMALS = 14, 4


@exhibit("3.5b", "needs.availability", needs=("sites", "links"))
def build(page: ClientPage, result: NeedsAnalysis) -> Exhibit:
    """3.5b Hours a year that each site can expect to be without its hub: today, in the assumptions' range, and with the
    planned lines."""
    availability = result.availability
    groups = _groups(availability)
    subtitle = page.say(
        "needs.availability.downtime.subtitle_bounds"
        if any(group[0]["bounds"] for group in groups)
        else "needs.availability.downtime.subtitle",
        hub=hub_name(page.subject, str(availability.hub)),
    )
    more = page.say("needs.availability.downtime.more", n=_ROWS) if len(groups) > _ROWS else ""
    return page.make(
        "bar",
        subtitle + more,
        _values(page, availability),
        sources=("sites", "links", "resources"),
        status=availability.status,
        draw=(lambda: _hours_chart(page, availability, groups[:_ROWS])) if groups else None,
    )


def _groups(availability: Availability) -> list[list[Row]]:
    """Sites that nothing tells apart stand in one row: the same hours today and as planned, in the same range. Unknown
    ones come last."""
    groups: dict[Any, list[Row]] = {}
    for row in records(availability.sites):
        figures = (row[name] for name in ("hours", "hours_best", "hours_worst", "hours_later"))
        key = (row["single"], *(None if is_unknown(figure) else Duration(figure).printed("en") for figure in figures))
        groups.setdefault(key, []).append(row)
    return list(groups.values())


def _hours_chart(page: ClientPage, availability: Availability, groups: list[list[Row]]) -> Figure:
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
        [_hours_bar(page, group, planned=availability.planned) for group in groups], words, lang=page.lang
    )


def _hours_bar(page: ClientPage, group: list[Row], *, planned: bool) -> BeforeAfter:
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


def _values(page: ClientPage, availability: Availability) -> Values:
    sites, not_connected = page.subject.names("sites"), page.say("needs.words.not_connected")

    def hours(name: str, role: str, label: str = "") -> Column:
        return Column(name, partial(_hours, name), role, "h", numeric=True, label=label, reason=not_connected)

    return table(
        page,
        records(availability.sites),
        (
            Column("site", lambda row: sites[row["site"]], "category", label=page.say("needs.words.site")),
            Column("availability", partial(_available, page), unit="%", numeric=True, reason=not_connected),
            hours("hours", "value", page.say("needs.availability.hours_number")),
            hours("hours_best", "low"),
            hours("hours_worst", "high"),
            hours("hours_later", "label", page.say("needs.availability.hours_later_number")),
            Column("single", partial(_single, page), "highlight"),
            Column("ends", partial(_unknown_ends, page), reason=not_connected),
            Column("status", lambda row: page.status_label(row["status"])),
        ),
    )


def _available(page: ClientPage, row: Row) -> Cell | None:
    most = BOUNDS["at_most"][page.lang] if row["at_least"] else ""
    return Cell(row["low"], most + _share(row["low"], page.lang)) if row["connected"] else None


def _hours(name: str, row: Row) -> Printable:
    least = row["later_at_least" if name == "hours_later" else "at_least"]
    return bounded(Number(row[name], 3), "at_least" if least else "exact")


def _single(page: ClientPage, row: Row) -> Cell:
    """Does it hang on a single point? An exchange that is not known may be one."""
    if not row["connected"]:
        return yes_no(page, None, page.say("needs.words.not_connected"))
    told = row["single"] or not row["at_least"]
    return yes_no(page, row["single"] if told else None, page.say("needs.availability.no_exchange"))


def _unknown_ends(page: ClientPage, row: Row) -> str | None:
    if not row["ends"]:
        return None
    return page.say("needs.availability.ends_of", n=row["unknown_ends"], ends=row["ends"])
