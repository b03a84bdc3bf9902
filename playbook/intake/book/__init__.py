"""Folders of clients and markets in either form: begun, written, and brought from one form to the other."""

from __future__ import annotations

__all__: list[str] = []
