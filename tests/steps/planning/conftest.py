"""The plan of the published case."""

from __future__ import annotations

import pytest

from playbook.client import load_client
from playbook.steps.planning.analysis import ClientPlan, analyse
from tests.builders.clients import DATA


@pytest.fixture(scope="module")
def published() -> ClientPlan:
    return analyse(load_client("pingan-life-fuzhou", root=DATA))
