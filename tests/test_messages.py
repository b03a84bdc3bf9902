"""Every message has its Chinese: what is said, what the commands' help says, and what click says of itself."""

from __future__ import annotations

import ast
import gettext
import io
import pickle
import re
import string
from collections.abc import Iterator
from contextvars import copy_context
from functools import cache
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.mofile import read_mo
from babel.messages.pofile import read_po
from click.testing import CliRunner

import playbook
from playbook.cli import cli
from playbook.errors import Fault, UserError
from playbook.messages import joined, said, spoken, translated
from playbook.messages.command import help_texts, let_click_speak

HERE = Path(playbook.__file__).parent
LETTER = re.compile(r"[^\W\d_]")
#: Floors that speak in documents, and to whoever writes code.
ELSEWHERE = ("charts/", "exhibits/", "steps/", "report/web/")
#: What makes a message of its arguments: what is said there is said in a template.
MAKERS = {"UserError", "Unreadable", "Fault", "fault", "fault_in", "warn", "refuse", "echo", "tell"}


def _catalogues() -> dict[str, Catalog]:
    return {
        path.name: read_po(io.BytesIO(path.read_bytes()), locale="zh_Hans_CN")
        for path in sorted((HERE / "messages/zh").glob("*.po"))
    }


def _entries() -> dict[str, set[str]]:
    """Each template of the catalogues, and its Chinese (in each catalogue that has it)."""
    entries: dict[str, set[str]] = {}
    for catalogue in _catalogues().values():
        for message in catalogue:
            if message.id:
                entries.setdefault(str(message.id), set()).add(str(message.string))
    return entries


def _said() -> set[str]:
    """Every template that the code says, and what the help of the commands says."""
    first = (call.args[0] for path, call in _calls() if _says(path, call))
    return {one.value for one in first if isinstance(one, ast.Constant)} | set(help_texts(cli))


def _has_words(template: str) -> bool:
    return LETTER.search(re.sub(r"\{.*?\}", "", template)) is not None


def _placeholders(template: str) -> list[str]:
    return sorted(name for _, name, _, _ in string.Formatter().parse(template) if name is not None)


def test_every_template_with_letters_has_its_chinese() -> None:
    assert sorted({*filter(_has_words, _said())} - _entries().keys()) == []


def test_the_chinese_fills_the_same_places() -> None:
    wrong = [
        (template, one)
        for template, chinese in _entries().items()
        for one in chinese
        if _placeholders(one) != _placeholders(template)
    ]
    assert wrong == []


def test_no_entry_is_unused_and_none_has_two_translations() -> None:
    """But for those of the example in `playbook.messages`, which stand in its own catalogue."""
    entries = _entries()
    assert sorted(entries.keys() - _said() - {"row {row} lacks {what}", "a date"}) == []
    assert sorted(template for template, chinese in entries.items() if len(chinese) > 1) == []


def test_no_entry_is_without_chinese() -> None:
    ideograph = re.compile(r"[\u3000-\u303f\uff00-\uffef\u4e00-\u9fff]")
    worded = [chinese for template, chinese in _entries().items() if _has_words(template)]
    assert [one for chinese in worded for one in chinese if not ideograph.search(one)] == []


@cache
def _calls() -> list[tuple[str, ast.Call]]:
    return [
        (path.relative_to(HERE).as_posix(), node)
        for path in sorted(HERE.rglob("*.py"))
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call)
    ]


def _name(call: ast.Call) -> str:
    return getattr(call.func, "attr", getattr(call.func, "id", ""))


def _says(path: str, call: ast.Call) -> bool:
    """Whether a call is one of `said`; the made-up clients have another one of that name."""
    ours = not path.startswith("synth/") or path == "synth/book.py"
    return ours and isinstance(call.func, ast.Name) and call.func.id == "said" and bool(call.args)


def _texts(call: ast.Call) -> Iterator[ast.expr]:
    """The texts among a call's arguments, but for those that are said."""
    waiting: list[ast.AST] = [*call.args, *(keyword.value for keyword in call.keywords)]
    while waiting:
        node = waiting.pop()
        if isinstance(node, ast.JoinedStr | ast.Constant):
            yield node
        elif not (isinstance(node, ast.Call) and _name(node) == "said"):
            waiting.extend(ast.iter_child_nodes(node))


def _words(node: ast.expr) -> str:
    """The letters of a text, without what is filled in."""
    parts = node.values if isinstance(node, ast.JoinedStr) else [node]
    return "".join(str(part.value) for part in parts if isinstance(part, ast.Constant))


def test_every_message_is_said() -> None:
    """A file's name (`f"{table}.csv"`) and an option's (`f"--{name}"`) are no messages; words between blanks are."""
    found = [
        f"{path}:{node.lineno}: {_words(node)}"
        for path, call in _calls()
        if _name(call) in MAKERS and not path.startswith(ELSEWHERE)
        for node in _texts(call)
        if re.search(r"[A-Za-z]{2,} | [A-Za-z]{2,}", _words(node))
    ]
    assert found == []


def test_a_template_is_a_literal() -> None:
    """What is put together before it is said has no translation."""
    found = [
        f"{path}:{call.lineno}"
        for path, call in _calls()
        if _says(path, call)
        if not (isinstance(call.args[0], ast.Constant) or path == "messages/text.py")
    ]
    assert found == []


def _pairs(catalogue: Catalog) -> list[str]:
    """What each entry says; of one with a plural, each of its forms."""
    return sorted(f"{_forms(message.id)[0]}: {_forms(message.string)}" for message in catalogue if message.id)


def _forms(text: str | list[str] | tuple[str, ...]) -> list[str]:
    return [text] if isinstance(text, str) else [*text]


def test_click_speaks_chinese_too() -> None:
    """What click says where a command is used wrongly, and in its help; the compiled catalogue is that of the text."""
    folder = HERE / "messages/click/zh/LC_MESSAGES"
    written = read_po(io.BytesIO((folder / "messages.po").read_bytes()), locale="zh_Hans_CN")
    compiled = read_mo(io.BytesIO((folder / "messages.mo").read_bytes()))
    assert _pairs(compiled) == _pairs(written)
    click = gettext.translation("messages", HERE / "messages/click", ["zh"])
    assert click.gettext("Usage:") == "用法："
    assert click.ngettext("Option {name!r} requires an argument.", "{nargs}", 1) == "选项{name!r}需要一个值。"


@pytest.mark.parametrize(
    ("variables", "language"),
    [
        ({}, "en"),
        ({"LANG": "zh_CN.UTF-8"}, "zh"),
        ({"LANG": "zh_CN.UTF-8", "LC_ALL": "C"}, "en"),
        ({"LC_MESSAGES": "zh_TW", "LANG": "en_GB.UTF-8"}, "zh"),
        ({"PLAYBOOK_LANG": "en", "LC_ALL": "zh_CN.UTF-8"}, "en"),
        ({"PLAYBOOK_LANG": "zh"}, "zh"),
    ],
)
def test_the_language_is_that_of_the_locale(
    monkeypatch: pytest.MonkeyPatch, variables: dict[str, str], language: str
) -> None:
    for name in ("PLAYBOOK_LANG", "LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr("playbook.messages.language.getlocale", lambda: (None, None))
    assert spoken() == language
    monkeypatch.setattr("playbook.messages.language.getlocale", lambda: ("Chinese (Simplified)_China", "936"))
    assert spoken() == ("zh" if not variables else language)


def test_a_fault_is_said_in_chinese_as_it_travels() -> None:
    fault = Fault("clients/a/bills.csv", 3, "from", "x", said("a date such as {day}", day="2003-01-23"), rows=(3, 4))
    error = pickle.loads(pickle.dumps(UserError(fault.said())))
    assert error.lines[0] == (
        "clients/a/bills.csv, row 3, column from: 'x'; expected a date such as 2003-01-23; the same in row 4"
    )


def test_what_stands_between_texts_is_of_their_language() -> None:
    row = joined(["a", said("yes or no")], said(", "))
    assert (row, row.printed("zh")) == ("a, yes or no", f"a、{translated('yes or no', 'zh')}")


@pytest.mark.parametrize("command", [(), *((name,) for name in sorted(cli.commands))])
def test_the_help_of_every_command_is_in_chinese(command: tuple[str, ...], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PLAYBOOK_LANG", "zh")
    monkeypatch.setenv("LANGUAGE", "en")
    let_click_speak()
    done = CliRunner().invoke(cli, [*command, "--help"])
    assert (done.exit_code, "用法：" in done.output, "显示本帮助并退出。" in done.output) == (0, True, True)
    words = re.sub(r"playbook .*?(  |\n)|--\S+|\[.*?\]|\S*[/.]\S*", "", done.output)
    assert re.findall(r"[a-z]+ [a-z]+ [a-z]+", words) == []


def test_whoever_names_a_language_is_spoken_to_in_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """Also in what click says of a slip; a language that is none is named in that of the terminal."""
    monkeypatch.setenv("PLAYBOOK_LANG", "en")
    monkeypatch.setenv("LANGUAGE", "en")
    assert "Missing argument 'CLIENT'" in copy_context().run(CliRunner().invoke, cli, ["run"]).output
    assert "缺少参数" in copy_context().run(CliRunner().invoke, cli, ["run", "--lang", "zh"]).output
    monkeypatch.setenv("LANGUAGE", "en")
    assert "'fr' is not one of" in copy_context().run(CliRunner().invoke, cli, ["run", "--lang", "fr"]).output
