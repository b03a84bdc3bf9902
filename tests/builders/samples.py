"""The samples, read once."""

from __future__ import annotations

from functools import cache

from playbook.client import load_client
from playbook.client.model import Client
from tests.builders.clients import DATA


@cache
def sample(client: str) -> Client:
    return load_client(client, root=DATA)
