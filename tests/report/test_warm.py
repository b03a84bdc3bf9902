"""A process that is warm makes the same bytes as one that is not, and has no thread more."""

from __future__ import annotations

import json
import os
import subprocess
import sys

import pytest

from playbook.charts.drawing import lettering
from playbook.charts.drawing.style import language_of
from playbook.report import warm
from playbook.units import Lang

MAKE = """
import hashlib, json, os, sys, threading
from pathlib import Path
from tempfile import TemporaryDirectory
if sys.argv[1] == "warm":
    from playbook.report.warm import warm, warm_for_many
    warm(("zh",))
    warm_for_many()  # stocks take too long to make here; that a cut from one is the same is tested with fonts
from playbook.client import load_client
from tests.builders.clients import build
from playbook.report import collect, render
from tests.report.fake_plan import notebooks
client = load_client("bare-minimum")
found = {}
for lang in ("zh", "en"):
    for exhibit in ("1.3", "2.2", "6.7"):
        shown = json.dumps(build(exhibit, client, lang)._repr_mimebundle_())
        found[f"{exhibit} {lang}"] = hashlib.sha256(shown.encode()).hexdigest()
    with TemporaryDirectory() as folder:
        render(collect(notebooks(lang)), Path(folder))
        for path in Path(folder).iterdir():
            found[f"{path.name} {lang}"] = hashlib.sha256(path.read_bytes()).hexdigest()
print(json.dumps({"found": found, "threads": threading.active_count()}))
"""


def made(how: str) -> dict[str, object]:
    """The hashes of exhibits and documents that a process of its own makes, with nothing kept on disk, and its number
    of threads."""
    environment = os.environ | {"PLAYBOOK_CACHE": "", "PYTHONPATH": os.pathsep.join(sys.path)}
    done = subprocess.run(
        [sys.executable, "-c", MAKE, how], env=environment, capture_output=True, text=True, check=True
    )
    found: dict[str, object] = json.loads(done.stdout.splitlines()[-1])
    return found


def test_warm_or_not_the_bytes_are_the_same() -> None:
    warm_one = made("warm")
    assert warm_one == made("cold")
    assert warm_one["threads"] == 1


def test_only_who_is_asked_to_makes_stocks(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[tuple[str, bool]] = []
    monkeypatch.setattr(warm, "stock_up", lambda lang, *, make=True: asked.append((lang, make)))
    warm.warm(("en",))
    warm.warm_for_many(("en",))
    warm.make_stocks(("en",))
    assert asked == [("en", False), ("en", False), ("en", True)]


@pytest.mark.parametrize(
    ("lang", "text"), [("en", "Offers (£1,250): 4–8 of the client's staff"), ("zh", "客户（5G）：第4–8月，1,250.5万元")]
)
def test_who_is_warm_for_many_has_drawn_the_letters(lang: Lang, text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    warm.warm_for_many((lang,))
    monkeypatch.setattr(lettering, "_path", None)  # which draws one
    lettering.lettering.cache_clear()
    for bold in (False, True):
        assert lettering.lettering(text, bold=bold, language=language_of(lang)).advance > 0
