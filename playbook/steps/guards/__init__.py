"""Guards: what is hard to believe about a client's data is named, worst first, by the money that would be wrong.

A guard is a pure function of a client that yields cautions. `GUARDS` is the table of contents. What loading has named
already (:attr:`Client.warnings`) stands among them, so that everywhere one list is shown.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import chain

from playbook.client.model import Client
from playbook.steps.guards.caution import Caution, worst_first
from playbook.steps.guards.loading import named_in_loading
from playbook.steps.memory import remembered

__all__ = ["GUARDS", "Caution", "cautions_of"]

Guard = Callable[[Client], Iterable[Caution]]

GUARDS: tuple[Guard, ...] = (named_in_loading,)


@remembered
def cautions_of(client: Client) -> tuple[Caution, ...]:
    """All that is hard to believe about a client's data, accepted or not, worst first."""
    return worst_first(chain.from_iterable(guard(client) for guard in GUARDS))
