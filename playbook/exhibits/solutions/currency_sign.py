"""The currency's sign, for subtitles and axes that name the unit of their amounts."""

from __future__ import annotations

from playbook.exhibits.compose import ClientPage
from playbook.units import Money

__all__ = ["sign_of"]


def sign_of(page: ClientPage) -> str:
    """The sign of the client's currency as it stands beside an amount: `£`, `元`."""
    return page.show(Money(0, page.subject.currency)).strip("0")
