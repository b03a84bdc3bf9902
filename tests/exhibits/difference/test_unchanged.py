"""3.1, unchanged."""

from __future__ import annotations

import pytest

from tests.builders.clients import printed
from tests.builders.difference_exhibits import PAIRS, made


@pytest.mark.parametrize("client", PAIRS)
def test_what_stayed_is_counted(client: str) -> None:
    stayed = made(client, "en")["3.1"]
    for name in ("same", "changed", "new", "gone"):
        *counts, total = map(int, printed(stayed, name))
        assert sum(counts) == total
