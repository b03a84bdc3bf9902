"""What is at each site: how far fibre reaches, and what is not known is unknown, never none."""

from __future__ import annotations

from pathlib import Path

import pytest

from playbook.client import load_client
from playbook.steps.capability.analysis import analyse
from tests.builders.clients import DATA
from tests.builders.resources import rules


def test_fuqing_is_unknown_and_not_none() -> None:
    fuqing = analyse(load_client("pingan-life-fuzhou", root=DATA)).site_resources.rows.set_index("site").loc["fuqing"]
    assert (fuqing["fibre"], fuqing["copper"], fuqing["services"]) == (False, None, None)


@pytest.mark.parametrize(
    ("fibre", "rule"),
    [
        (("yes", "yes"), "access_everywhere"),
        (("yes", "no"), "access"),
        (("no", "no"), "access_nowhere"),
        (("no", ""), "access_unknown"),
    ],
)
def test_how_far_fibre_reaches(tmp_path: Path, fibre: tuple[str, str], rule: str) -> None:
    resources = [
        {"site": site, "fibre": has, "copper": "yes", "services": "x"} for site, has in zip("ab", fibre, strict=True)
    ]
    assert rule in rules(tmp_path, resources, {})
