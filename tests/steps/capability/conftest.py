"""The sample in which promises and builds are planted."""

from __future__ import annotations

import pytest

from playbook.client import Client, load_client
from tests.builders.clients import DATA


@pytest.fixture(scope="module")
def harbour() -> Client:
    return load_client("harbour-hotels", root=DATA)
