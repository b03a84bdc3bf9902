"""Parameters are checked against the notebook's own cell before anything runs."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from playbook.errors import UserError
from playbook.run.parameters import check_parameters
from playbook.run.sequence import NAMES, find_notebooks

INDUSTRY = find_notebooks() / "01_industry.ipynb"


@pytest.mark.parametrize("name", NAMES)
def test_good_values_pass(name: str) -> None:
    check_parameters(find_notebooks() / f"{name}.ipynb", {"client": "acme", "as_of": "2003-01-23", "lang": "zh"})


@pytest.mark.parametrize(
    ("values", "said"),
    [
        (
            {"client": "acme", "clinet": "b"},
            "clinet: unknown; expected one of client, as_of, lang, data (did you mean client?)",
        ),
        ({"client": "acme", "zzz": 1}, "zzz: unknown; expected one of client, as_of, lang, data"),
        ({"lang": "zh"}, "client: missing; the notebook cannot run without it"),
        ({"client": ""}, "client: missing; the notebook cannot run without it"),
        ({"client": 202}, "client: 202 is of type int; expected str; an id of digits must be given as text"),
        ({"client": "acme", "lang": True}, "lang: True is of type bool; expected str"),
        ({"client": "acme", "as_of": None}, "as_of: None is of type NoneType; expected str"),
    ],
)
def test_bad_values_are_named(values: dict[str, object], said: str) -> None:
    with pytest.raises(UserError, match=re.escape(said)) as caught:
        check_parameters(INDUSTRY, values)
    assert caught.value.lines == (f"01_industry.ipynb: parameter {said}",)


def test_all_faults_at_once() -> None:
    with pytest.raises(UserError) as caught:
        check_parameters(INDUSTRY, {"clinet": "acme", "lang": 1})
    assert [line.split()[2] for line in caught.value.lines] == ["clinet:", "client:", "lang:"]


def test_a_file_that_is_no_notebook_is_not_taken_for_one(tmp_path: Path) -> None:
    empty = tmp_path / "empty.ipynb"
    empty.write_text(
        '{"cells": [], "metadata": {"kernelspec": {"name": "python3", "language": "python"}}, "nbformat": 4,'
        ' "nbformat_minor": 5}'
    )
    with pytest.raises(UserError, match="client: unknown"):
        check_parameters(empty, {"client": "acme"})
