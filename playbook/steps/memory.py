"""The memory of the steps: a pure function of a client is computed once per client and process."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import TypeVar

from playbook.client.model import Client

__all__ = ["remembered"]

Result = TypeVar("Result")


def remembered(step: Callable[[Client], Result]) -> Callable[[Client], Result]:
    """The step, computed once per client; a client is told apart by the fingerprint of its inputs."""
    return lru_cache(maxsize=8)(step)
