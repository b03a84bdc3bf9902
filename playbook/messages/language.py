"""Which language the terminal is spoken to in: the command's `--lang`, else PLAYBOOK_LANG, else the locale, else
English."""

from __future__ import annotations

import os
from contextvars import ContextVar
from locale import getlocale

from playbook.messages.text import Lang

__all__ = ["speak", "spoken"]

#: Where a language may be named, the first one that names any before the others.
_VARIABLES = ("PLAYBOOK_LANG", "LC_ALL", "LC_MESSAGES", "LANG")
#: How a system that sets no variable names its own.
_NAMES = ("zh", "chinese")
_asked: ContextVar[str] = ContextVar("language", default="")


def speak(lang: str | None) -> None:
    """Speak so from now on; blank and None change nothing."""
    if lang:
        _asked.set(lang)


def spoken() -> Lang:
    """The language that whoever sits at the terminal reads."""
    named = _asked.get() or next(filter(None, map(os.environ.get, _VARIABLES)), "") or getlocale()[0] or ""
    return "zh" if named.lower().startswith(_NAMES) else "en"
