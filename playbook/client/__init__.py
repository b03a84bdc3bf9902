"""The client: what its files may hold, how they are read and checked, and the frozen `Client` that comes of it."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from playbook.client.files import find_data, list_clients

if TYPE_CHECKING:
    from playbook.client.load import load_client
    from playbook.client.model import Assumption, Client, Market

__all__ = ["Assumption", "Client", "Market", "find_data", "list_clients", "load_client"]

_LATER = {"load_client": "load", "Assumption": "model", "Client": "model", "Market": "model"}


def __getattr__(name: str) -> Any:
    """What needs pandas is imported when it is asked for: a run that finds its plan unchanged never does."""
    if name not in _LATER:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_LATER[name]}"), name)
