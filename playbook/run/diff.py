"""Plan against plan: load a client as of two dates, compare, write the page, and swap it into its place.

    outputs/<client>/diff/<as_of1>..<as_of2>/<lang>-internal/    diff.html, manifest.json

Like a plan, it is whole or not there.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from playbook.client import Client, find_data, load_client
from playbook.client.files import parse_day
from playbook.errors import UserError
from playbook.exhibits.exhibit import Exhibit
from playbook.families.building import build_all
from playbook.families.difference import DIFFERENCE
from playbook.messages import said
from playbook.run.events import Clock
from playbook.run.record.keys import versions
from playbook.run.record.manifest import heading, timing, write_manifest
from playbook.run.record.places import EDITION
from playbook.run.record.swap import recover, scratch, swap
from playbook.run.startup import without_iri_grammar
from playbook.steps.difference.analysis import PlanDiff, analyse
from playbook.steps.difference.comparison import Comparison
from playbook.units import Lang

__all__ = ["Compared", "make_diff"]


@dataclass(frozen=True)
class Compared:
    """A comparison that was made: the difference, its exhibits in one language, and the folder that its page lies
    in."""

    client: Client
    lang: Lang
    diff: PlanDiff
    exhibits: tuple[Exhibit, ...]
    folder: Path


def make_diff(
    client_id: str,
    before: str,
    after: str,
    *,
    lang: Lang | None = None,
    data: Path | None = None,
    out: Path = Path("outputs"),
) -> Compared:
    """Compare a client's plans of two dates, the earlier first, and write the page under `out`; blank `lang` is the
    client's own.

    Raises DataError or UserError: no such client, dates that are no dates, equal, the wrong way round, or before the
    first bill.
    """
    without_iri_grammar()
    root = data or find_data()
    _check_order(before, after)
    comparison = Comparison(*(load_client(client_id, root=root, as_of=day) for day in (before, after)))
    diff = analyse(comparison)
    spoken: Lang = lang or comparison.language
    exhibits = build_all(DIFFERENCE, comparison, spoken)
    place = (
        out.resolve()
        / client_id
        / "diff"
        / f"{diff.before.isoformat()}..{diff.after.isoformat()}"
        / f"{spoken}-{EDITION}"
    )
    recover(place)
    with scratch(out.resolve()) as scratch_folder:
        _write(scratch_folder / "diff", exhibits, comparison, spoken)
        swap(scratch_folder / "diff", place)
    return Compared(comparison.after, spoken, diff, exhibits, place)


def _check_order(before: str, after: str) -> None:
    """Two different dates, the earlier one first."""
    days = [_day(name, value) for name, value in (("AS_OF1", before), ("AS_OF2", after))]
    if days[0] == days[1]:
        raise UserError(
            said("both dates are {day}: a plan does not differ from itself", day=before),
            said("name two different dates, the earlier one first"),
        )
    if days[0] > days[1]:
        raise UserError(
            said("AS_OF1 {before} lies after AS_OF2 {after}", before=before, after=after),
            said("swap them: the earlier date comes first ({after} {before})", before=before, after=after),
        )


def _day(name: str, value: str) -> date:
    day = parse_day(value, name)
    if day is None:
        raise UserError(said("{name}: {value!r}; expected a date such as 2003-01-23", name=name, value=value))
    return day


def _write(folder: Path, exhibits: tuple[Exhibit, ...], comparison: Comparison, lang: Lang) -> None:
    """The page, then its manifest, which names both plans."""
    from playbook.report.web.diff import FILE_NAME, diff_page  # nbconvert takes a second to import

    folder.mkdir(parents=True)
    clock = Clock(lambda event: None)
    with clock.part("documents"):
        (folder / FILE_NAME).write_text(diff_page(exhibits), encoding="utf-8", newline="\n")
    before, after = comparison.before, comparison.after
    write_manifest(
        folder,
        {
            **heading(after, lang),
            "inputs": after.fingerprint,
            "versions": dict(versions()),
            **timing(clock),
            "exhibits": [one.id for one in exhibits],
            "against": {"as_of": before.as_of.isoformat(), "inputs": before.fingerprint},
        },
    )
