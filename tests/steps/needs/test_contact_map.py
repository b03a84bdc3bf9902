"""The contacts by power and attitude, against the published case and by hand."""

from __future__ import annotations

from pathlib import Path

import pytest

from playbook.client import load_client
from playbook.steps.needs.analysis import NeedsAnalysis, analyse
from tests.builders.clients import findings_of, make_client
from tests.builders.contact_map import CONTACTS

FORMS = [
    {"progress": [{"project": "1", "aim": "Win"}]},
    {"progress_roles": [{"project": "1", "contact": "it", "attitude_before": "E", "attitude_now": "D"}]},
]


def rules(result: NeedsAnalysis, exhibit: str) -> list[str]:
    return [finding.rule for finding in findings_of(result.findings, exhibit)]


def test_published_attitudes_have_moved() -> None:
    contacts = analyse(load_client("pingan-life-fuzhou")).contact_map.contacts.set_index("contact")
    moved = {
        contact: (contacts.loc[contact, "before"], contacts.loc[contact, "attitude"])
        for contact in ("office-director", "it-manager", "callback-head")
    }
    assert moved == {"office-director": ("C", "B"), "it-manager": ("B", "B+"), "callback-head": ("D", "C")}
    assert contacts.loc["it-manager", "value"] == pytest.approx(4 / 3)
    assert contacts.loc["senior-management", "stance"] is None


def test_support_and_doubt_by_hand(tmp_path: Path) -> None:
    result = analyse(make_client(tmp_path, {"contacts": CONTACTS, **FORMS[0], **FORMS[1]}))
    found = findings_of(result.findings, "3.8")
    assert [finding.rule for finding in found] == ["needs.contact_map.doubter", "needs.contact_map.moved_up"]
    assert {name: found[0].figures[name].printed("en") for name in ("n", "support", "who", "power")} == {
        "n": "2",
        "support": "1",
        "who": "IT manager",
        "power": "4",
    }
    assert all(finding.internal for finding in found)


@pytest.mark.parametrize(
    ("attitude", "rule"),
    [
        ("C", "needs.contact_map.undecided"),
        ("", "needs.contact_map.stance_unknown"),
        ("A", "needs.contact_map.all_support"),
        ("E", "needs.contact_map.doubter"),
    ],
)
def test_what_the_second_key_person_thinks(tmp_path: Path, attitude: str, rule: str) -> None:
    contacts = [CONTACTS[0], {**CONTACTS[1], "attitude": attitude}, CONTACTS[2]]
    assert rules(analyse(make_client(tmp_path, {"contacts": contacts})), "3.8")[0] == rule


def test_unknown_power_is_nobody_s_power(tmp_path: Path) -> None:
    contacts = [{**row, "power": ""} for row in CONTACTS]
    result = analyse(make_client(tmp_path, {"contacts": contacts}))
    assert result.contact_map.contacts["key"].isna().all()
    assert rules(result, "3.8") == ["needs.contact_map.no_key_person", "needs.contact_map.contacts_unknown"]


def test_a_form_fills_in_an_attitude_and_a_newer_one_wins(tmp_path: Path) -> None:
    contacts = [{**CONTACTS[0], "attitude": ""}, {**CONTACTS[1], "on": "2002-12-01"}]
    roles = [
        {"project": "1", "contact": "boss", "attitude_before": "C", "attitude_now": "B", "on": "2003-01-01"},
        {"project": "1", "contact": "it", "attitude_before": "D", "attitude_now": "C", "on": "2003-01-01"},
    ]
    found = analyse(
        make_client(tmp_path, {"contacts": contacts, **FORMS[0], "progress_roles": roles})
    ).contact_map.contacts.set_index("contact")
    assert (found.loc["boss", "attitude"], found.loc["it", "attitude"]) == ("B", "C")
