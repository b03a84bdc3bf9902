"""The consultant's own findings: where they stand, with who and when, told apart from the computed ones."""

from __future__ import annotations

from pathlib import Path

import pytest

from playbook.exhibits.remarks import place_of
from playbook.families.plan import PLAN
from playbook.steps.remarks import remarks_of
from tests.builders.clients import build, make_client
from tests.builders.remarks import OWN


def test_a_consultants_finding_is_ranked_with_the_computed_ones_and_told_apart(tmp_path: Path) -> None:
    client = make_client(tmp_path, {"findings": [{**OWN, "exhibit": "3.2", "amount_month": 6000, "confidence": 0.9}]})
    shown = build("6.0", client, "en").extra["findings"]
    assert (shown[0]["headline"], shown[0]["text"], shown[0]["exhibit"]) == (
        "Nobody answers at night",
        "Three calls",
        "3.2",
    )
    assert (shown[0]["origin"], {finding["origin"] for finding in shown[1:]}) == ("Our team", {""})


def test_it_stands_under_its_exhibit_with_who_and_when(tmp_path: Path) -> None:
    client = make_client(tmp_path, {"findings": [{**OWN, "exhibit": "3.2"}]})
    exhibit = build("3.2", client, "en")
    remark = {
        "text": "Nobody answers at night",
        "evidence": "Three calls",
        "by": "account manager, 20 January 2003",
        "internal": False,
    }
    assert exhibit.as_json()["remarks"] == [remark]
    assert "Our team" in exhibit._repr_mimebundle_()["text/html"]
    assert build("3.1", client, "en").remarks == ()


@pytest.mark.parametrize(
    ("step", "exhibit", "place"),
    [(3, "", "3.1"), (6, "", "6.1"), (3, "3.99", "3.1"), (3, "3.10", "3.10"), (6, "6.0", "6.1")],
)
def test_without_an_exhibit_of_its_own_it_stands_under_the_first_of_its_step(
    tmp_path: Path, step: int, exhibit: str, place: str
) -> None:
    (remark,) = remarks_of(make_client(tmp_path, {"findings": [{**OWN, "step": step, "exhibit": exhibit}]}))
    assert place_of(PLAN, remark) == place
    assert (remark.money_month, remark.confidence) == (0.0, 0.5), (
        "what nobody has said is no money, and the usual confidence"
    )


def test_also_a_card_says_it(tmp_path: Path) -> None:
    client = make_client(tmp_path, {"findings": [{**OWN, "step": 2, "exhibit": "2.2"}]})
    card = build("2.2", client, "zh")
    assert (card.kind, card.remarks[0]["by"]) == ("card", "account manager，2003年1月20日")


def test_a_later_finding_is_not_known_yet(tmp_path: Path) -> None:
    assert remarks_of(make_client(tmp_path, {"findings": [{**OWN, "on": "2003-02-01"}]})) == ()
