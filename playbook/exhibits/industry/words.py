"""What several exhibits of the industry say alike."""

from __future__ import annotations

from playbook.exhibits.compose import ClientPage
from playbook.units import Name, is_unknown

__all__ = ["no_share", "scope_of"]


def scope_of(page: ClientPage, scope: Name) -> Name:
    """A scope as the file states it, or that it does not."""
    unknown = page.say("industry.words.scope_unknown")
    return scope if scope.zh or scope.en else Name(unknown, unknown)


def no_share(page: ClientPage, amount: float) -> str:
    """Why an industry's share of spend on a service is unknown."""
    return page.say("industry.words.no_amount" if is_unknown(amount) else "industry.words.no_share")
