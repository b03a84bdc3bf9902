"""Assumptions: how many there are, and how many were set for this client."""

from __future__ import annotations

from pathlib import Path

import yaml

from playbook.client import load_client
from playbook.steps.back.assumptions import assumptions_of
from tests.builders.clients import make_client, write_client


def test_without_own_ones_all_are_the_houses(tmp_path: Path) -> None:
    client = make_client(tmp_path)
    assumed = assumptions_of(client)
    assert [one.id for one in assumed.assumptions] == sorted(
        client.assumptions, key=lambda key: (client.assumptions[key].step, key)
    )
    assert [finding.rule for finding in assumed.findings] == ["back.assumptions.house"]


def test_the_clients_own_are_counted(tmp_path: Path) -> None:
    root = write_client(tmp_path)
    house = yaml.load((root / "assumptions.yaml").read_text(encoding="utf-8"), Loader=yaml.BaseLoader)
    own = yaml.safe_dump({"power_high": house["power_high"]}, allow_unicode=True)
    (root / "clients" / "acme" / "assumptions.yaml").write_text(own, encoding="utf-8")
    assumed = assumptions_of(load_client("acme", root=root))
    assert [finding.rule for finding in assumed.findings] == ["back.assumptions.own"]
    assert assumed.findings[0].figures["own"].printed("en") == "1"
