"""Why a file, or a row of it, cannot be read."""

from __future__ import annotations

__all__ = ["Unreadable"]


class Unreadable(Exception):
    """Why a file, or a row of it, cannot be read: in words (`cause`), or as what is there and what was expected."""

    def __init__(
        self, cause: str = "", *, row: int | None = None, value: str = "", expected: str = "", mend: str = ""
    ) -> None:
        super().__init__(cause or expected)
        self.cause, self.row, self.value, self.expected, self.mend = cause, row, value, expected, mend
