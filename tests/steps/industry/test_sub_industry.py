"""The client in its sub-industry, against published and hand-made figures, and with each input blanked."""

from __future__ import annotations

import math
from pathlib import Path
from typing import Any

import pytest

from playbook.client import load_client
from playbook.steps.industry.analysis import analyse
from tests.builders.industry import MARKET, client_of, first, printed, rules


def test_published_share_of_the_sub_industry() -> None:
    result = analyse(load_client("pingan-life-fuzhou"))
    assert (result.sub_industry.payments_month, result.sub_industry.market_month) == (64000, 450000)
    assert (result.sub_industry.share, result.sub_industry.others) == (0.142, 0.858)
    assert not result.sub_industry.from_bills
    assert result.sub_industry.status == "published"
    found = first(result, "1.3")
    assert (printed(found, "share"), printed(found, "others")) == ("14.2%", "85.8%")


def test_payments_fall_back_on_the_bills(tmp_path: Path) -> None:
    found = analyse(client_of(tmp_path, payments_month="")).sub_industry
    assert (found.payments_month, found.from_bills, found.share) == (1000, True, 0.222)


@pytest.mark.parametrize(
    ("spend", "rule"),
    [
        ("", "industry.sub_industry.share_unknown"),
        (0, "industry.sub_industry.share_impossible"),
        (800, "industry.sub_industry.share_impossible"),
    ],
)
def test_a_share_that_cannot_be_is_unknown(tmp_path: Path, spend: Any, rule: str) -> None:
    rows = [{**MARKET["sub_industries"][0], "spend_month": spend}]
    result = analyse(client_of(tmp_path, market={"sub_industries": rows}))
    assert math.isnan(result.sub_industry.share)
    assert rules(result, "1.3")[0] == rule


@pytest.mark.parametrize("field", ["industry", "sub_industry"])
def test_a_client_without_its_industry_gets_a_plan(tmp_path: Path, field: str) -> None:
    result = analyse(client_of(tmp_path, **{field: ""}))
    if field == "sub_industry":
        assert rules(result, "1.3") == []
        assert result.sub_industry.id is None
    else:
        assert result.mix.services.empty
        assert rules(result, "1.1") == ["industry.composition.no_industry"]
        assert rules(result, "1.3") == ["industry.sub_industry.share", "industry.sub_industry.mix_unknown"]
