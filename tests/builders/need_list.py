"""A need that the client has stated."""

from __future__ import annotations


def stated(need: str = "speed", **given: object) -> dict[str, object]:
    return {"need": need, "name": need.capitalize(), **given}
