"""The catalogue: every sentence that the playbook writes itself, in Chinese and in English.

One YAML file a topic, in the folder of its chapter, holds all that an exhibit says: its name on a card, its note, the
titles and so-whats of its rules, its labels. A message's id begins with its file's place: `competition.factor_gaps` for
competition/factor_gaps.yaml; what no chapter owns (common.yaml ..) has one name. A message holds a sentence per
language with named placeholders. Where the English depends on a count, `en` holds the plural forms and `by` names the
placeholder that picks one:

    behind.title:            # the message is competition.competitiveness.behind.title
      zh: "{n}项业务落后于对手"
      en: {one: "We trail on one service", other: "We trail on {n} services"}
      by: n
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
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
    message = _catalogue(_file_of(message_id))[message_id]
    template = message[lang]
    if isinstance(template, Mapping):
        template = template[_plural(lang, values[message.get("by", "n")])]
    return str(template).format_map({name: _printed(value, lang) for name, value in values.items()})


def has(message_id: str) -> bool:
    """True where the catalogue holds that message."""
    return message_id in _catalogue(_file_of(message_id))


def message_ids() -> dict[str, Mapping[str, Any]]:
    """Every message of every file, for tests that render each branch."""
    return {message_id: message for name in sorted(_files()) for message_id, message in _catalogue(name).items()}


def _file_of(message_id: str) -> str:
    """`solutions.outcome` for what stands in solutions/outcome.yaml, `common` for what stands in common.yaml."""
    first, _, rest = message_id.partition(".")
    return first if first in _files() else f"{first}.{rest.partition('.')[0]}"


@cache
def _files() -> Mapping[str, Path]:
    """Each file of the catalogue by what the ids of its messages begin with."""
    folder = Path(__file__).parent
    return {".".join(path.relative_to(folder).with_suffix("").parts): path for path in sorted(folder.rglob("*.yaml"))}


@cache
def _catalogue(name: str) -> dict[str, Any]:
    if name not in _files():
        return {}
    messages = yaml.load(_files()[name].read_bytes(), Loader=getattr(yaml, "CBaseLoader", yaml.BaseLoader))
    return {f"{name}.{key}": message for key, message in messages.items()}


def _plural(lang: Lang, value: Value) -> str:
    number = value.value if isinstance(value, Count) else int(str(value))
    return _locale(lang).plural_form(number)


@cache
def _locale(lang: Lang) -> Locale:
    return Locale(lang)


def _printed(value: Value, lang: Lang) -> str:
    return str(value) if isinstance(value, (str, int)) else value.printed(lang)
