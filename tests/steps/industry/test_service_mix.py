"""The client's mix beside its industry's, by hand."""

from __future__ import annotations

from pathlib import Path

import pytest

from playbook.steps.industry.analysis import analyse
from tests.builders.industry import client_of, rules


def test_location_quotients_by_hand(tmp_path: Path) -> None:
    mix = analyse(client_of(tmp_path)).mix.services.set_index("service")
    assert mix.loc["data", "quotient"] == pytest.approx(0.6 / 0.25)
    assert mix.loc["voice", "quotient"] == pytest.approx(0.4 / 0.75)
    assert mix.loc["voice", "gap_month"] == pytest.approx(400 - 750)
    assert list(mix["signal"]) == ["dependency", "whitespace"]
    assert list(mix["client_share"]) == [0.6, 0.4]


def test_a_service_without_a_bill_is_0_only_where_the_bills_are_complete(tmp_path: Path) -> None:
    bills = [{"from": "2002-10", "to": "2002-12", "service": "data", "amount_month": 600}]
    open_ended = analyse(client_of(tmp_path / "a", tables={"bills": bills}))
    assert list(open_ended.mix.services["service"]) == ["data"]
    assert open_ended.mix.left_out == ("voice",)
    control = [{"from": "2002-10", "to": "2002-12", "amount_month": 600}]
    complete = analyse(client_of(tmp_path / "b", tables={"bills": bills, "control_totals": control}))
    assert list(complete.mix.services["client_month"]) == [600, 0]
    assert complete.mix.left_out == ()


def test_a_credit_leaves_nothing_to_compare(tmp_path: Path) -> None:
    bills = [
        {"from": "2002-10", "to": "2002-12", "service": service, "amount_month": amount}
        for service, amount in (("data", 600), ("voice", -40))
    ]
    result = analyse(client_of(tmp_path, tables={"bills": bills}))
    assert result.mix.services.empty
    assert rules(result, "1.3") == ["industry.sub_industry.share", "industry.sub_industry.mix_unknown"]
