"""Options that several commands have."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from playbook.messages.command import chosen_language

__all__ = ["DATA", "FILE", "FOLDER", "lang"]

_F = TypeVar("_F", bound=Callable[..., Any])

FOLDER = click.Path(file_okay=False, path_type=Path)
FILE = click.Path(dir_okay=False, path_type=Path)
DATA = click.option(
    "--data",
    type=FOLDER,
    envvar="PLAYBOOK_DATA",
    show_envvar=True,
    help="Folder that holds clients/. Else the nearest data/ above the working directory, else the samples.",
)


def lang(help: str) -> Callable[[_F], _F]:
    """The option `--lang`: whoever names a language is spoken to in it."""
    languages = click.Choice(["zh", "en"])
    return click.option("--lang", type=languages, callback=chosen_language, is_eager=True, help=help)
