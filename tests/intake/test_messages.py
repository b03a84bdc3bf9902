"""Every line of an import exists in Chinese too, with the same places to fill."""

from __future__ import annotations

import ast
import string
from pathlib import Path

import pytest

from playbook.messages import said
from tests.builders.clients import DATA

PACKAGE = DATA.parent / "playbook"
FILES = [*sorted((PACKAGE / "intake").glob("*.py")), PACKAGE / "sheets/workbook.py", PACKAGE / "run/importing.py"]


def _templates(path: Path) -> list[str]:
    calls = [node for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))) if isinstance(node, ast.Call)]
    asked = [call.args[0] for call in calls if isinstance(call.func, ast.Name) and call.func.id == "said" and call.args]
    return [first.value for first in asked if isinstance(first, ast.Constant)]


def _places(template: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(template) if name}


TEMPLATES = sorted({template for path in FILES for template in _templates(path)})


@pytest.mark.parametrize("template", TEMPLATES)
def test_a_line_is_said_in_chinese(template: str) -> None:
    number = {"low", "high", "count", "row"}
    values = {name: 7 if name in number else f"<{name}>" for name in _places(template)}
    line = said(template, **values)
    chinese = line.printed("zh")
    assert all(str(value) in chinese for value in values.values())
    has_words = any(word.isalpha() for word in string.Formatter().vformat(template, (), dict.fromkeys(values, 7)))
    assert chinese != line or not has_words
