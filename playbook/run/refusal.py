"""The refusal of a plan whose bills contradict their control total, unless somebody wants it all the same."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from playbook.errors import UserError

if TYPE_CHECKING:
    from playbook.steps.guards.caution import Caution
    from playbook.units import Lang

__all__ = ["refuse_contradicted"]


def refuse_contradicted(cautions: Iterable[Caution], lang: Lang, *, despite: bool) -> None:
    """Let a plan be made, or raise UserError: what contradicts it, then how to have it all the same."""
    grave = [one.line(lang) for one in cautions if one.grave]
    if grave and not despite:
        from playbook.text import say

        raise UserError(*grave, say(lang, "guards.words.despite"))
