"""Do two checkouts make the same plans? Both make them; documents, manifests and notebooks are held against each other.

    python benchmarks/same_plans.py OLD NEW [--clients a,b] [--langs zh,en] [--quick] [--keep FOLDER]

The samples of each checkout and a made-up book, which OLD writes for both, go through the commands of each: `batch`,
`run` as of a date, `diff`, `index`. `--quick` makes the samples' plans alone, each in its client's own language. What a
clean OLD made lies under `--keep` by its commit, and is not made again; what NEW made lies there until the next time.

Exit codes: 0 the same, 1 not the same, 2 plans could not be made.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import shutil
import subprocess
import sys
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from fnmatch import fnmatchcase
from functools import cached_property
from hashlib import sha256
from importlib.metadata import distributions
from pathlib import Path
from tempfile import TemporaryDirectory, gettempdir
from time import perf_counter
from typing import Any

import yaml

NUMBER, SEED = 8, 5
APART = timedelta(days=60)  # the published case has bills of four months
SHOWN, WIDTH, BEFORE = 40, 100, 30
EXHIBIT = "application/vnd.playbook.exhibit+json"
MARKERS = ("<!--playbook:body-->", "<!--/playbook:body-->")
#: Files that say when and for how long, and nothing about a plan.
NOT_COMPARED = ("run.log", "batch.json", ".scratch")
#: When plans were made, as the index shows it.
WHEN = re.compile(r'"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d"')
#: What may differ, by its path in a manifest or a notebook (a star stands for slashes as well), and why.
MAY_DIFFER = {
    "inputs/code": "the code's fingerprint: that it changed is why one compares",
    "inputs/notebooks/*": "the notebooks' fingerprints: their cells are compared themselves",
    "versions*": "which libraries the code names; both run with the same",
    "started": "when",
    "seconds*": "for how long",
    "steps/*/seconds": "for how long",
    "peak_mb": "how much memory",
    "steps/*/peak_mb": "how much memory",
    "host": "where",
    "files/*/*": "fingerprints and sizes of files that are compared themselves",
    f"cells/*/{EXHIBIT}/version": "the exhibit's schema may go on",
}
#: What NEW may have beside what OLD has: an exhibit's keys.
MAY_BE_NEW = tuple(f"cells/*/{EXHIBIT}/{key}" for key in ("family", "chapter", "picture", "table"))

Difference = tuple[str, str, str]  # where, OLD's piece, NEW's piece


class NotMade(Exception):
    """A command failed: there are no plans to compare."""


@dataclass(frozen=True)
class Question:
    """What is asked of both checkouts."""

    langs: tuple[str, ...]
    clients: tuple[str, ...] = ()
    quick: bool = False

    def jobs(self, samples: Path, book: Path) -> list[list[str]]:
        """The commands, as arguments; `{samples}`, `{book}` and `{out}` stand for each side's own folders."""
        asked, made_up = self._asked(samples), [] if self.quick else self._asked(book)
        if unknown := set(self.clients) - {*asked, *made_up}:
            raise NotMade(f"no clients {', '.join(sorted(unknown))}")
        books = [("{samples}", asked), ("{book}", made_up)]
        spoken = [[]] if self.quick else [["--lang", lang] for lang in self.langs]
        plans = [["batch", *names, *lang, "--data", root] for root, names in books if names for lang in spoken]
        apart = [] if self.quick else [*_apart(samples, "{samples}", asked), *_apart(book, "{book}", made_up)]
        diffs = [[*job, *lang] for job in apart for lang in spoken]
        earlier = [["run", job[1], "--as-of", job[2], *job[4:], *spoken[-1]] for job in apart[:1]]
        return [[*job, "--out", "{out}"] for job in [*plans, *earlier, *diffs, ["index"]]]

    def _asked(self, root: Path) -> list[str]:
        names = sorted(path.name for path in (root / "clients").iterdir() if path.is_dir())
        return [name for name in names if name in self.clients or not self.clients]


def _apart(root: Path, said: str, clients: list[str]) -> list[list[str]]:
    """The comparison of the last client whose profile names a date with a day before."""
    profiles = {name: yaml.safe_load((root / "clients" / name / "profile.yaml").read_text("utf-8")) for name in clients}
    dated = {name: str(profile["as_of"]) for name, profile in profiles.items() if profile.get("as_of")}
    return [
        ["diff", name, (date.fromisoformat(day) - APART).isoformat(), day, "--data", said]
        for name, day in list(dated.items())[-1:]
    ]


@dataclass(frozen=True)
class Checkout:
    """A folder with the package, its notebooks and its data."""

    folder: Path

    @cached_property
    def commit(self) -> str:
        """The commit, where nothing differs from it; else blank."""
        top, head = self._git("rev-parse", "--show-toplevel", "HEAD").splitlines() or ("", "")
        return head if top and Path(top).resolve() == self.folder and not self._git("status", "--porcelain") else ""

    @property
    def samples(self) -> Path:
        """Its own data."""
        return self.folder / "data"

    def make(self, jobs: list[list[str]], book: Path, out: Path) -> None:
        """Carry the commands out. What is there is whole: it is made beside its place, and put there in the end."""
        self.check()
        scratch = out.with_name(f"{out.name}.{os.getpid()}")
        folders = {"{samples}": str(self.samples), "{book}": str(book), "{out}": str(scratch)}
        try:
            for job in jobs:
                self.playbook(*(folders.get(word, word) for word in job))
            shutil.rmtree(out, ignore_errors=True)
            scratch.rename(out)
        finally:
            shutil.rmtree(scratch, ignore_errors=True)

    def check(self) -> None:
        """Its code must be what is imported, and not what the virtual environment was installed from."""
        found = self._python("-c", "import playbook; print(playbook.__file__)").strip()
        if not Path(found).resolve().is_relative_to(self.folder):
            raise NotMade(f"{self.folder}: playbook is imported from {found}")

    def playbook(self, *arguments: str) -> str:
        """A `playbook` command, from nothing; what it printed."""
        return self._python("-m", "playbook", *arguments)

    def _python(self, *arguments: str) -> str:
        kept = {name: value for name, value in os.environ.items() if not name.startswith(("PLAYBOOK_", "PYTHON"))}
        done = subprocess.run(
            [sys.executable, "-P", *arguments],
            cwd=self.folder,
            env={**kept, "PYTHONPATH": str(self.folder)},
            capture_output=True,
            text=True,
        )
        if done.returncode:
            said = f"exit code {done.returncode}\n{done.stdout}{done.stderr}"
            raise NotMade(f"{self.folder}: {' '.join(arguments)}: {said}")
        return done.stdout

    def _git(self, *arguments: str) -> str:
        done = subprocess.run(
            ["git", "--no-optional-locks", "-C", self.folder, *arguments], capture_output=True, text=True
        )
        return done.stdout.strip()


def made(question: Question, old: Checkout, new: Checkout, keep: Path, scratch: Path) -> tuple[Path, Path]:
    """Both sides' plans; OLD's are taken from `keep` where the same question was put to the same commit before."""
    place = keep / old.commit[:12] if old.commit else scratch
    book = place / "book"
    old.check()
    old.playbook("synth", str(NUMBER), "--seed", str(SEED), "--out", str(book))
    jobs = question.jobs(old.samples, book)
    before, after = place / f"plans-{_key(jobs)}", keep / f"new-{new.folder.name}-{_key(jobs)}"
    for name, side, out in (("OLD", old, before), ("NEW", new, after)):
        start, there = perf_counter(), side is old and out.exists()
        if not there:
            side.make(jobs, book, out)
        how = "made before" if there else f"{len(jobs)} commands in {perf_counter() - start:.0f} s"
        print(f"{name} {side.commit[:12] or 'changed since its commit'}, {how}: {out}", flush=True)
    return before, after


def _key(jobs: list[list[str]]) -> str:
    """The fingerprint of the commands and of the libraries that carry them out."""
    libraries = sorted(f"{one.name} {one.version}" for one in distributions())
    return sha256(json.dumps([jobs, sys.version, libraries]).encode()).hexdigest()[:12]


@dataclass
class Comparison:
    """What was found so far: the differences, line by line, and what both sides weigh."""

    files: int = 0
    found: list[str] = field(default_factory=list)
    sizes: tuple[Counter[str], Counter[str]] = field(default_factory=lambda: (Counter(), Counter()))
    codes: set[str] = field(default_factory=set)

    def folders(self, old: Path, new: Path) -> None:
        """Every file of both; notebooks first, since they say best what differs in the documents as well."""
        names = {path.relative_to(side).as_posix() for side in (old, new) for path in _files(side)}
        for name in sorted(names, key=lambda name: (not name.endswith(".ipynb"), not name.endswith(".json"), name)):
            sides = old / name, new / name
            missing = [word for word, path in zip(("OLD", "NEW"), sides, strict=True) if not path.is_file()]
            lines = [("", f"missing in {missing[0]}", "")] if missing else self._file(*sides)
            self.found += [f"{name}  {where}  {before!r} | {after!r}" for where, before, after in lines]
            self.files += 1

    def _file(self, old: Path, new: Path) -> Iterator[Difference]:
        if old.suffix not in (".ipynb", ".json"):
            return differences(*(_document(path) for path in (old, new)))
        read = [json.loads(path.read_text("utf-8")) for path in (old, new)]
        if old.suffix == ".json":
            self.codes.add(str(read[1]["inputs"].get("code")) if isinstance(read[1]["inputs"], dict) else "")
            return differences(*read)
        for path, notebook, size in zip((old, new), read, self.sizes, strict=True):
            size.update(_weight(path, notebook))
        return differences(*map(essence, read))


def _document(path: Path) -> str:
    """A document's text, which is its bytes but for the times in the index."""
    text = path.read_bytes().decode("utf-8", "backslashreplace")
    return WHEN.sub('"when"', text) if path.name == "index.html" else text


def _files(folder: Path) -> list[Path]:
    paths = [path for path in folder.rglob("*") if path.is_file()]
    return [path for path in paths if not set(path.relative_to(folder).parts) & set(NOT_COMPARED)]


def _weight(path: Path, notebook: dict[str, Any]) -> dict[str, int]:
    """Bytes: of the notebook, of its exhibits' JSON, and of the pictures in that."""
    outputs = [output.get("data", {}) for cell in notebook["cells"] for output in cell.get("outputs", ())]
    exhibits = [output[EXHIBIT] for output in outputs if EXHIBIT in output]
    pictures = [exhibit["picture"] for exhibit in exhibits if exhibit.get("picture")]
    return {
        "notebooks": path.stat().st_size,
        "exhibits' JSON": sum(map(_bytes, exhibits)),
        "pictures in that": sum(map(_bytes, pictures)),
    }


def _bytes(value: Any) -> int:
    return len(json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode())


def essence(notebook: dict[str, Any]) -> dict[str, Any]:
    """What counts of a notebook: each cell's source, and what it printed and showed."""
    return {
        "cells": [
            {"source": _text(cell["source"]), "outputs": [_output(one) for one in cell.get("outputs", ())]}
            for cell in notebook["cells"]
        ]
    }


def _output(output: dict[str, Any]) -> dict[str, Any]:
    shown = {mime: value if mime.endswith("json") else _text(value) for mime, value in output.get("data", {}).items()}
    said = {key: _text(output[key]) for key in ("name", "text", "ename", "evalue") if key in output}
    return {"type": output["output_type"], **said, **shown}


def _text(value: str | list[str]) -> str:
    """A text of a notebook, without the marks around an exhibit's body, which a reader never sees."""
    whole = value if isinstance(value, str) else "".join(value)
    for marker in MARKERS:
        whole = whole.replace(marker, "")
    return whole


def differences(old: Any, new: Any, where: str = "") -> Iterator[Difference]:
    """Where two JSON values differ, but for what may; of lists of other lengths, the first place and the lengths."""
    if isinstance(old, dict) and isinstance(new, dict):
        for key in [*old, *(key for key in new if key not in old)]:
            place = f"{where}/{key}".lstrip("/")
            if not _allowed(place, gained=key not in old):
                yield from differences(old.get(key, "(none)"), new.get(key, "(none)"), place)
    elif isinstance(old, list) and isinstance(new, list):
        found = (
            one for at, pair in enumerate(zip(old, new, strict=False)) for one in differences(*pair, f"{where}/{at}")
        )
        yield from found if len(old) == len(new) else (one for one, _ in zip(found, range(1), strict=False))
        if len(old) != len(new):
            yield where, f"{len(old)} of them", f"{len(new)} of them"
    elif type(old) is not type(new) or old != new:
        yield where, *_pieces(*(value if isinstance(value, str) else json.dumps(value) for value in (old, new)))


def _allowed(place: str, *, gained: bool) -> bool:
    return any(fnmatchcase(place, pattern) for pattern in [*MAY_DIFFER, *(MAY_BE_NEW if gained else ())])


def _pieces(old: str, new: str) -> tuple[str, str]:
    """Both texts from a little before the first place where they differ."""
    shorter = min(len(old), len(new))
    first = bisect_left(range(shorter), True, key=lambda end: old[: end + 1] != new[: end + 1])
    start = max(0, first - BEFORE)
    return old[start : start + WIDTH], new[start : start + WIDTH]


def report(compared: Comparison) -> None:
    """Print the differences, as many as one reads, then what it came to."""
    for line in compared.found[:SHOWN]:
        print(line)
    if len(compared.found) > SHOWN:
        print(f".. and {len(compared.found) - SHOWN} more")
    if len(compared.codes - {""}) > 1:
        print("warning: NEW's code changed while its plans were made")
    for name in ("notebooks", "exhibits' JSON", "pictures in that"):
        old, new = (size[name] for size in compared.sizes)
        print(f"{name:<17}{old:>12,} -> {new:>12,} bytes  {new - old:+,}  {(new - old) / max(old, 1):+.1%}")
    count = f"{len(compared.found)} differences" if compared.found else "the same"
    print(f"{compared.files} files compared: {count}")


def main() -> int:
    """Make, compare, print; the exit code."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("old", type=Path, metavar="OLD")
    parser.add_argument("new", type=Path, metavar="NEW")
    parser.add_argument("--clients", default="", help="some of them, their ids with commas in between; else all")
    parser.add_argument("--langs", default="zh,en")
    parser.add_argument("--quick", action="store_true", help="the samples alone, each in its own language")
    parser.add_argument(
        "--keep", type=Path, default=Path(gettempdir()) / "same_plans", help="where OLD's plans are kept"
    )
    asked = parser.parse_args()
    question = Question(tuple(asked.langs.split(",")), tuple(filter(None, asked.clients.split(","))), asked.quick)
    old, new, compared = Checkout(asked.old.resolve()), Checkout(asked.new.resolve()), Comparison()
    with TemporaryDirectory() as scratch:
        try:
            sides = made(question, old, new, asked.keep.resolve(), Path(scratch))
        except NotMade as error:
            print(error, file=sys.stderr)
            return 2
        compared.folders(*sides)
    report(compared)
    return 1 if compared.found else 0


if __name__ == "__main__":
    sys.exit(main())
