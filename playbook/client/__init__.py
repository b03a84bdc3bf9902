"""The client: what its files may hold, how they are read and checked, and the frozen `Client` that comes of it."""
from __future__ import annotations

from playbook.client.files import find_data, list_clients
from playbook.client.load import load_client
from playbook.client.model import Assumption, Client, Market

__all__ = ["Assumption", "Client", "Market", "find_data", "list_clients", "load_client"]
