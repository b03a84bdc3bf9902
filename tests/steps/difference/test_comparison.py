"""What can be held against each other."""

from __future__ import annotations

import pytest

from playbook.client import load_client
from playbook.steps.difference.comparison import Comparison


def test_two_clients_cannot_be_compared() -> None:
    with pytest.raises(ValueError, match="harbour-hotels and pingan-life-fuzhou"):
        Comparison(load_client("harbour-hotels"), load_client("pingan-life-fuzhou"))
