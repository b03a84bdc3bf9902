"""The catalogue: every sentence that the playbook writes itself, in Chinese and in English.

One YAML file a step; a message's id begins with its file's name. A message holds a sentence per language with
named placeholders. Where the English depends on a count, `en` holds the plural forms and `by` names the
placeholder that picks one:

    behind.title:            # competition.yaml: the message is competition.behind.title
      zh: "{n}项业务落后于对手"
      en: {one: "We trail on one service", other: "We trail on {n} services"}
      by: n
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any

import yaml
from babel import Locale

from playbook.units import Count, Lang, Printable

__all__ = ["has", "message_ids", "say"]

Value = Printable | str | int


def say(lang: Lang, message_id: str, /, **values: Value) -> str:
    """The message in that language, its placeholders filled.

    Raises KeyError where the catalogue has no such message, or a placeholder has no value.

    >>> say("en", "report.step.1")
    'Industry'
    """
    message = _catalogue(message_id.partition(".")[0])[message_id]
    template = message[lang]
    if isinstance(template, Mapping):
        template = template[_plural(lang, values[message.get("by", "n")])]
    return str(template).format_map({name: _printed(value, lang) for name, value in values.items()})


def has(message_id: str) -> bool:
    """True where the catalogue holds that message."""
    return message_id in _catalogue(message_id.partition(".")[0])


def message_ids() -> dict[str, Mapping[str, Any]]:
    """Every message of every file, for tests that render each branch."""
    names = sorted(
        entry.name.removesuffix(".yaml") for entry in files(__package__).iterdir() if entry.name.endswith(".yaml")
    )
    return {message_id: message for name in names for message_id, message in _catalogue(name).items()}


@cache
def _catalogue(name: str) -> dict[str, Any]:
    source = files(__package__).joinpath(f"{name}.yaml").read_text(encoding="utf-8")
    messages = yaml.load(source, Loader=getattr(yaml, "CBaseLoader", yaml.BaseLoader))
    return {f"{name}.{key}": message for key, message in messages.items()}


def _plural(lang: Lang, value: Value) -> str:
    number = value.value if isinstance(value, Count) else int(str(value))
    return _locale(lang).plural_form(number)


@cache
def _locale(lang: Lang) -> Locale:
    return Locale(lang)


def _printed(value: Value, lang: Lang) -> str:
    return str(value) if isinstance(value, (str, int)) else value.printed(lang)
