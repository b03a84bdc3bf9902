r"""Commands that speak the language of the terminal: their help by our catalogue, click's own words by gettext.

Help is written in English where the command is, and translated when it is shown, paragraph by paragraph. Examples (in a
paragraph that begins with `\b`, two letters in a raw docstring) stay as they are; what is said beside them is not.
"""

from __future__ import annotations

import gettext
import os
import re
from collections.abc import Callable, Iterator
from copy import copy
from inspect import cleandoc
from pathlib import Path
from typing import Any, TypeVar

import click

from playbook.letters import shown
from playbook.messages.language import speak, spoken
from playbook.messages.text import printed, translated

__all__ = ["Command", "Group", "chosen_language", "help_texts", "let_click_speak", "tell"]

#: Columns of help in Chinese, whose letters are twice as wide.
_WIDTH = 62
_T = TypeVar("_T", bound=click.Command)
_KEPT, _BREAK = "\b\n", "\n\n"
_CLICKS_OWN = Path(__file__).parent / "click"


def tell(line: object, *, err: bool = False) -> None:
    """Print a line in the language of the terminal."""
    click.echo(shown(printed(line, spoken())), err=err)


def let_click_speak() -> None:
    """Let click say its own words in the language of the terminal; gettext takes it from the environment."""
    gettext.bindtextdomain("messages", _CLICKS_OWN)
    if spoken() == "zh" or "LANGUAGE" in os.environ:
        os.environ["LANGUAGE"] = spoken()


def chosen_language(context: click.Context, parameter: click.Parameter, value: str | None) -> str | None:
    """The callback of `--lang`: speak so from now on."""
    speak(value)
    let_click_speak()
    return value


class Command(click.Command):
    """A command whose help is in the language of the terminal."""

    def __init__(self, name: str | None, *, help: str | None = None, **kwargs: Any) -> None:
        super().__init__(name, help=help and help.replace(r"\b", "\b"), **kwargs)

    def get_help(self, ctx: click.Context) -> str:
        """The help, in that language."""
        if spoken() == "en":
            return super().get_help(ctx)
        ctx.max_content_width = _WIDTH
        return super(Command, _in_chinese(self)).get_help(ctx)

    def get_short_help_str(self, limit: int = 45) -> str:
        """The first sentence of the help, in that language."""
        if spoken() == "en" or not self.help:
            return super().get_short_help_str(limit)
        return _Texts(_chinese)(self.help).partition(_BREAK)[0].partition("。")[0]


class Group(Command, click.Group):
    """A group of such commands."""

    command_class = Command


def help_texts(command: click.Command) -> Iterator[str]:
    """Every text of a command's help that is to be said in another language, and those of its commands."""
    found: list[str] = []

    def noted(text: str) -> str:
        found.append(text)
        return text

    texts = _Texts(noted)
    ours = [parameter for parameter in command.params if parameter.name != "version"]
    for text in (command.help, *(getattr(parameter, "help", None) for parameter in ours)):
        texts(text or "")
    yield from found
    for inner in getattr(command, "commands", {}).values():
        yield from help_texts(inner)


def _chinese(text: str) -> str:
    return translated(text, "zh")


def _in_chinese(command: _T) -> _T:
    """The same command with its help in Chinese; help that click has made of its own is made again."""
    said, texts = copy(command), _Texts(_chinese)
    said.help, said.params, said._help_option = texts(command.help or ""), [*map(copy, command.params)], None
    for parameter in said.params:
        if isinstance(parameter, click.Option) and parameter.help:
            version = parameter.name == "version"
            parameter.help = gettext.gettext("Show the version and exit.") if version else texts(parameter.help)
    return said


class _Texts:
    """Goes through a help's paragraphs and calls a function with each text that can be said in another language."""

    def __init__(self, say: Callable[[str], str]) -> None:
        self._say = say

    def __call__(self, text: str) -> str:
        return _BREAK.join(map(self._paragraph, cleandoc(text).split(_BREAK))) if text else ""

    def _paragraph(self, text: str) -> str:
        if not text.startswith(_KEPT):
            return self._say(" ".join(text.split()))
        return _KEPT + "\n".join(map(self._line, text.removeprefix(_KEPT).split("\n")))

    def _line(self, line: str) -> str:
        """A line of examples: commands stay, and what stands beside them after some blanks is said."""
        return "".join(
            part if not part.strip() or part.startswith("playbook ") else self._say(part)
            for part in re.split(r"( {2,})", line)
        )
