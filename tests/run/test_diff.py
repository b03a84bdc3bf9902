"""The command that holds a plan against an earlier one: what it writes, what it prints and what it refuses."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from functools import cache
from hashlib import sha256
from pathlib import Path

import pytest

from playbook.errors import UserError
from playbook.run.diff import Compared, make_diff
from playbook.run.diff_lines import print_diff
from playbook.units import Lang
from tests.builders.clients import DATA, write_client

THEN, NOW = "2003-01-23", "2003-04-23"
CASE = "pingan-life-fuzhou"


@pytest.fixture(scope="module")
def compared(tmp_path_factory: pytest.TempPathFactory) -> Callable[[Lang], Compared]:
    """A function from a language to the published case's comparison, made once."""

    @cache
    def made(lang: Lang) -> Compared:
        return make_diff(CASE, THEN, NOW, lang=lang, data=DATA, out=tmp_path_factory.mktemp("out"))

    return made


def _playbook(*arguments: str) -> subprocess.CompletedProcess[str]:
    command, everything = [sys.executable, "-m", "playbook", *arguments], {**os.environ, "COLUMNS": "160"}
    return subprocess.run(command, capture_output=True, text=True, check=False, cwd=DATA.parent, env=everything)


def test_it_lies_where_it_belongs(compared: Callable[[Lang], Compared]) -> None:
    made = compared("en")
    assert made.folder.parts[-4:] == (CASE, "diff", f"{THEN}..{NOW}", "en-internal")
    assert sorted(path.name for path in made.folder.iterdir()) == ["diff.html", "manifest.json"]
    manifest = json.loads((made.folder / "manifest.json").read_text(encoding="utf-8"))
    assert (manifest["as_of"], manifest["against"]["as_of"], manifest["lang"]) == (NOW, THEN, "en")
    assert manifest["inputs"] != manifest["against"]["inputs"]
    page = (made.folder / "diff.html").read_bytes()
    assert manifest["files"] == {"diff.html": {"sha256": sha256(page).hexdigest(), "bytes": len(page)}}


def test_the_same_data_give_the_same_bytes_and_take_the_old_ones_place(
    tmp_path: Path, compared: Callable[[Lang], Compared]
) -> None:
    first = make_diff(CASE, THEN, NOW, lang="en", data=DATA, out=tmp_path)
    (first.folder / "left-over.txt").write_text("old", encoding="utf-8")
    second = make_diff(CASE, THEN, NOW, lang="en", data=DATA, out=tmp_path)
    assert second.folder == first.folder
    assert sorted(path.name for path in second.folder.iterdir()) == ["diff.html", "manifest.json"]
    assert (second.folder / "diff.html").read_bytes() == (compared("en").folder / "diff.html").read_bytes()
    assert list((tmp_path / ".scratch").iterdir()) == []


def test_a_failure_leaves_the_last_one_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    good = make_diff(CASE, THEN, NOW, lang="en", data=DATA, out=tmp_path)
    before = (good.folder / "diff.html").read_bytes()
    monkeypatch.setattr("playbook.report.web.diff.diff_page", lambda exhibits: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        make_diff(CASE, THEN, NOW, lang="en", data=DATA, out=tmp_path)
    assert (good.folder / "diff.html").read_bytes() == before
    assert list((tmp_path / ".scratch").iterdir()) == []


@pytest.mark.parametrize(
    ("before", "after", "lines"),
    [
        (
            NOW,
            THEN,
            (
                "AS_OF1 2003-04-23 lies after AS_OF2 2003-01-23",
                "swap them: the earlier date comes first (2003-01-23 2003-04-23)",
            ),
        ),
        (
            NOW,
            NOW,
            (
                "both dates are 2003-04-23: a plan does not differ from itself",
                "name two different dates, the earlier one first",
            ),
        ),
        ("January", NOW, ("AS_OF1: 'January'; expected a date such as 2003-01-23",)),
        (THEN, "2003-13-01", ("AS_OF2: '2003-13-01'; expected a date such as 2003-01-23",)),
        (
            "2001-01-01",
            NOW,
            (
                (
                    "pingan-life-fuzhou: no bill has ended by 2001-01-01, so there is no plan of that date: the first"
                    " bill's month ends on 2002-10-31; name a later date"
                ),
            ),
        ),
    ],
)
def test_wrong_dates_are_said_in_lines(tmp_path: Path, before: str, after: str, lines: tuple[str, ...]) -> None:
    with pytest.raises(UserError) as caught:
        make_diff(CASE, before, after, data=DATA, out=tmp_path)
    assert caught.value.lines == lines
    assert not (tmp_path / CASE).exists()


def test_the_command_ends_with_2_and_without_a_traceback(tmp_path: Path) -> None:
    unknown = _playbook("diff", "pingan", THEN, NOW, "--data", str(DATA), "--out", str(tmp_path))
    reversed_ = _playbook("diff", CASE, NOW, THEN, "--data", str(DATA), "--out", str(tmp_path))
    assert (unknown.returncode, unknown.stderr.splitlines()[0]) == (
        2,
        "no client 'pingan'; did you mean pingan-life-fuzhou?",
    )
    assert (reversed_.returncode, reversed_.stdout) == (2, "")
    assert reversed_.stderr.splitlines()[1].startswith("swap them")


def test_the_command_says_what_changed_and_why(tmp_path: Path) -> None:
    done = _playbook("diff", CASE, THEN, NOW, "--lang", "en", "--data", str(DATA), "--out", str(tmp_path))
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("Ping An Life, Fuzhou branch: 23 January 2003 against 23 April 2003\n")
    for text in (
        "Revenue rose from ¥64,008 to ¥68,121",
        "only the date moved on",
        "commitments.csv c2: signed no → yes (account team, 2003-04-16, row 5)",
    ):
        assert text in done.stdout
    path = Path(done.stdout.splitlines()[-1])
    assert path == tmp_path / CASE / "diff" / f"{THEN}..{NOW}" / "en-internal" / "diff.html"
    assert path.is_file()


def test_the_terminal_speaks_chinese(
    compared: Callable[[Lang], Compared], capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "160")
    print_diff(compared("zh"))
    shown = capsys.readouterr().out
    assert shown.startswith("平安寿险福州分公司：2003年1月23日与2003年4月23日对照\n")
    for text in ("月收入由64,008元增至68,121元", "commitments.csv c2：signed 否→是", "只是日期推移"):
        assert text in shown


def test_nothing_new_is_said_plainly(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    made = make_diff("acme", THEN, NOW, data=write_client(tmp_path / "data"), out=tmp_path / "out")
    print_diff(made)
    assert capsys.readouterr().out.splitlines()[1] == "The two plans do not differ."
