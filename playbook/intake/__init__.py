"""Intake: other people's exports become a client's tables."""

from __future__ import annotations

__all__: list[str] = []
