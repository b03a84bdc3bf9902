"""What `check` passes, `run` makes: any client that is not refused when it is read gets every exhibit, each as its
schema says."""

from __future__ import annotations

import json
import os
import random
import re
from collections.abc import Iterator
from copy import deepcopy
from importlib.resources import files
from pathlib import Path
from typing import get_args

import pytest
from jsonschema import Draft202012Validator

from playbook.client import Client
from playbook.client.load import read_client
from playbook.errors import UserError
from playbook.exhibits.exhibit import MIME_TYPE
from playbook.families.plan import PLAN
from playbook.synth import make_book
from playbook.units import Lang
from tests.builders.clients import DATA, build
from tests.exhibits.edges import Sheets, Variant, several, variants, written

pytestmark = pytest.mark.filterwarnings("ignore:.*the fonts lack")  # which is said, and is no fault

IDS = list(PLAN.ids)
SCHEMA = Draft202012Validator(
    json.loads(files("playbook.exhibits").joinpath("exhibit.schema.json").read_text(encoding="utf-8"))
)
#: What a printed value is not: a word of a program for a number that is none, or a number as a program writes it.
NO_VALUE = re.compile(
    r"(?<![\w.-])[-−+£¥]?(?:nan|NaN|inf|Infinity|NaT|\d+(?:\.\d+)?[eE][+-]\d+)(?![\w-])|^None$|(?<=[\w,:(] )None(?!\w)"
)
SAMPLES = ("pingan-life-fuzhou", "harbour-hotels", "bare-minimum")
#: How many variants of each sample are tried: always, and where there is time.
FEW, MANY = 10, 800


def wrongs(client: Client, lang: Lang, *, drawn: bool) -> Iterator[str]:
    """What is wrong with a client's exhibits, in words."""
    for exhibit_id in IDS:
        try:
            exhibit = build(exhibit_id, client, lang)
            told = json.loads(
                json.dumps(exhibit._repr_mimebundle_()[MIME_TYPE] if drawn else exhibit.as_json(), allow_nan=False)
            )
        except Exception as error:
            yield f"{exhibit_id} {type(error).__name__}: {error} {_place(error)}"
            continue
        yield from (f"{exhibit_id}: {error.message[:200]}" for error in SCHEMA.iter_errors(told))
        yield from (f"{exhibit_id}: {text[:200]!r}" for text in _texts(told) if NO_VALUE.search(text))


def _place(error: BaseException) -> str:
    trace, place = error.__traceback__, ""
    while trace is not None:
        if "playbook" in trace.tb_frame.f_code.co_filename:
            place = f"{Path(trace.tb_frame.f_code.co_filename).name}:{trace.tb_lineno}"
        trace = trace.tb_next
    return place


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        yield from (text for part in value.values() for text in _texts(part))
    elif isinstance(value, list):
        yield from (text for part in value for text in _texts(part))


def tried(sheets: Sheets, variant: Variant, *, source: Path, root: Path, lang: Lang, drawn: bool) -> list[str] | None:
    """What is wrong with a variant's plan; None where it is refused when it is read."""
    changed = deepcopy(sheets)
    variant.change(changed)
    try:
        client = read_client(sheets.client, root=written(changed, source, root))
    except UserError:
        return None
    return list(wrongs(client, lang, drawn=drawn))


def all_tried(client: str, number: int, *, source: Path, root: Path, seed: int) -> dict[str, list[str]]:
    """Variants of a client, a quarter of them with several changes, every fifth drawn, in either language; what is
    wrong, by variant."""
    rng, sheets = random.Random(seed), Sheets.read(source, client)
    single = variants(sheets, rng)
    rng.shuffle(single)
    wrong: dict[str, list[str]] = {}
    for at in range(number):
        variant = single[at % len(single)] if at % 4 else several(rng.sample(single, 3))
        found = tried(sheets, variant, source=source, root=root, lang=rng.choice(get_args(Lang)), drawn=at % 5 == 0)
        if found:
            wrong[variant.what] = found
    return wrong


@pytest.mark.parametrize("client", SAMPLES)
def test_what_is_read_is_made(client: str, tmp_path: Path) -> None:
    assert all_tried(client, FEW, source=DATA, root=tmp_path / "data", seed=11) == {}


@pytest.mark.long
@pytest.mark.parametrize("client", SAMPLES)
def test_what_is_read_is_made_of_many_variants(client: str, tmp_path: Path) -> None:
    assert all_tried(client, MANY, source=DATA, root=tmp_path / "data", seed=int(os.environ.get("SEED", "1"))) == {}


@pytest.mark.long
def test_what_is_read_is_made_of_a_made_up_book(tmp_path: Path) -> None:
    book = make_book(12, seed=5, out=tmp_path / "book").folder
    for folder in sorted((book / "clients").iterdir()):
        assert all_tried(folder.name, 60, source=book, root=tmp_path / "data", seed=5) == {}
