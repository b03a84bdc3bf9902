"""What loading has named: the client's warnings as cautions."""

from __future__ import annotations

from collections.abc import Iterator

from playbook.client.model import Client
from playbook.errors import Fault
from playbook.messages import said
from playbook.steps.guards.caution import Caution

__all__ = ["named_in_loading"]


def named_in_loading(client: Client) -> Iterator[Caution]:
    """A caution for each warning of loading."""
    for fault in client.warnings:
        yield _caution(fault)


def _caution(fault: Fault) -> Caution:
    told = fault.cause or said("{value!r}; expected {expected}", value=fault.value, expected=fault.expected)
    return Caution(
        fault.rule or "files.odd",
        fault.file,
        fault.row,
        fault.column,
        about=fault.value,
        told=told,
        told_mend=fault.mend,
    )
