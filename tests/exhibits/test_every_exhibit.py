"""What holds for every exhibit: its bundle is as its schema says, in both languages, whatever input is missing."""

from __future__ import annotations

import json
import re
import shutil
from dataclasses import replace
from functools import cache
from importlib.resources import files
from pathlib import Path

import jsonschema
import pandas as pd
import pytest
from matplotlib.figure import Figure

from playbook.client import Client, load_client
from playbook.client.market_tables import MARKET_TABLES
from playbook.client.tables import CLIENT_TABLES
from playbook.exhibits.exhibit import MIME_TYPE, body_of
from playbook.exhibits.kinds import KINDS
from playbook.families.plan import PLAN
from tests.builders.clients import DATA, build

IDS = list(PLAN.ids)
CLIENTS = ("pingan-life-fuzhou", "harbour-hotels", "bare-minimum")
SCHEMA = json.loads(files("playbook.exhibits").joinpath("exhibit.schema.json").read_text(encoding="utf-8"))
VALIDATOR = jsonschema.Draft202012Validator(SCHEMA)
SOURCES = ("source", "source_zh", "source_en")
MARKET_NAMES = {table.name for table in MARKET_TABLES}
TABLES = {table.name: table for table in (*CLIENT_TABLES, *MARKET_TABLES)}


@cache
def sample(client: str) -> Client:
    return load_client(client, root=DATA)


def test_the_schema_lists_every_kind_and_no_other() -> None:
    VALIDATOR.check_schema(SCHEMA)
    assert SCHEMA["properties"]["kind"]["enum"] == [*KINDS] == sorted(KINDS)


def test_every_kind_is_one_that_an_exhibit_is_made_of() -> None:
    built = {build(exhibit_id, sample(client), "en").kind for client in CLIENTS for exhibit_id in IDS}
    assert built == set(KINDS)


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("client", CLIENTS)
@pytest.mark.parametrize("exhibit_id", IDS)
def test_an_exhibit_is_whole(exhibit_id: str, client: str, lang: str) -> None:
    exhibit = build(exhibit_id, sample(client), lang)  # type: ignore[arg-type]
    bundle = exhibit._repr_mimebundle_()
    told = json.loads(json.dumps(bundle[MIME_TYPE], allow_nan=False))
    VALIDATOR.validate(told)
    assert body_of(told) == exhibit.body and ("picture" in told) == (exhibit.draw is not None)
    assert "<!--" not in bundle["text/html"] and bundle["text/html"].count("<table") == (exhibit.draw is None)
    assert bundle["text/plain"] == f"{exhibit_id}  {exhibit.title}"
    said = " ".join((exhibit.title, exhibit.subtitle, *exhibit.so_what, exhibit.source, *exhibit.notes))
    assert "nan" not in said.lower().split() and not re.search(r"\bNone\b(?! of )", said)
    assert all(len(row) == len(exhibit.values.fields) for row in exhibit.values.rows)
    assert all(cell.known or cell.reason or exhibit.kind == "card" for row in exhibit.values.rows for cell in row), (
        "an unknown cell gives its reason"
    )


@pytest.mark.parametrize(
    "exhibit_id", [exhibit_id for exhibit_id in IDS if exhibit_id not in ("0.1", "6.0", "7.2", "7.3")]
)
@pytest.mark.parametrize("client", CLIENTS[:2])
def test_a_title_is_a_sentence_with_a_number(exhibit_id: str, client: str) -> None:
    for lang in ("zh", "en"):
        title = build(exhibit_id, sample(client), lang).title  # type: ignore[arg-type]
        words = (
            "one",
            "two",
            "three",
            "none",
            "no ",
            "both",
            "all",
            "every",
            "half",
            "一",
            "二",
            "两",
            "三",
            "没有",
            "均",
            "全部",
        )
        assert any(character.isdigit() for character in title) or any(word in title.lower() for word in words), title


def test_what_cannot_be_shown_is_a_card_that_says_what_to_collect() -> None:
    card = build("2.4", sample("bare-minimum"), "en")
    assert (card.kind, card.status, card.draw) == ("card", "unknown", None)
    assert [item["table"] for item in card.extra["collect"]] == ["scores.csv", "competition_services.csv"]
    assert card.title == "Revenue at risk: collect 2 tables first"


def test_an_exhibit_is_built_once_and_drawn_once() -> None:
    exhibit = build("2.2", sample("pingan-life-fuzhou"), "en")
    assert build("2.2", sample("pingan-life-fuzhou"), "en") is exhibit
    drawn: list[Figure] = []
    counted = replace(exhibit, draw=lambda: drawn.append(exhibit.draw()) or drawn[-1])  # type: ignore[func-returns-value,misc]
    counted._repr_mimebundle_()["text/latex"] = "a shell adds what it finds missing"
    assert counted._repr_mimebundle_() == exhibit._repr_mimebundle_()
    assert len(drawn) == 1


@pytest.mark.parametrize("day", ["2024-12-31", "2025-06-30", "2025-10-31"])
def test_an_earlier_date_has_its_plan(day: str) -> None:
    every_exhibit_comes_out(load_client("harbour-hotels", root=DATA, as_of=day))


def test_an_id_that_is_none_is_an_error() -> None:
    with pytest.raises(KeyError, match=r"9\.9"):
        build("9.9", sample("bare-minimum"), "en")


def copied(folder: Path, client: str) -> Path:
    shutil.copytree(DATA / "markets", folder / "markets")
    shutil.copytree(DATA / "clients" / client, folder / "clients" / client)
    shutil.copy(DATA / "assumptions.yaml", folder)
    return folder


def file_of(root: Path, table: str, client: str) -> Path:
    folder = f"markets/{sample(client).market.id}" if table in MARKET_NAMES else f"clients/{client}"
    return root / folder / f"{table}.csv"


def with_table(table: str) -> str:
    """The first sample that has the table."""
    return next(client for client in CLIENTS if file_of(DATA, table, client).is_file())


@cache
def whole(client: str) -> dict[str, str]:
    """Every exhibit of the sample as it is, as JSON."""
    return {
        exhibit_id: json.dumps(build(exhibit_id, sample(client), "en").as_json(), sort_keys=True) for exhibit_id in IDS
    }


def every_exhibit_comes_out(client: Client) -> None:
    """Each is built; those that what is missing has changed are drawn too."""
    for exhibit_id in IDS:
        exhibit = build(exhibit_id, client, "en")
        told = json.dumps(exhibit.as_json(), allow_nan=False, sort_keys=True)
        if exhibit.draw is not None and told != whole(client.id)[exhibit_id]:
            exhibit.draw()


@pytest.mark.parametrize("table", sorted(set(TABLES) - {"bills", "operators", "services"}))
def test_without_a_table_the_rest_of_the_plan_comes_out(tmp_path: Path, table: str) -> None:
    client = with_table(table)
    root = copied(tmp_path, client)
    removed = {table} | {
        name
        for name, other in TABLES.items()
        for column in other.columns
        if column.refers.startswith(f"{table}.") and column.required
    }
    for name in removed:
        file_of(root, name, client).unlink(missing_ok=True)
    forget(root, table, client)
    every_exhibit_comes_out(load_client(client, root=root))


@pytest.mark.parametrize(
    "table",
    sorted(
        name
        for name, table in TABLES.items()
        if any(not column.required for column in table.columns if column.name not in SOURCES)
    ),
)
def test_without_what_a_table_may_leave_out_the_plan_comes_out(tmp_path: Path, table: str) -> None:
    root = copied(tmp_path, "harbour-hotels")
    path = file_of(root, table, "harbour-hotels")
    frame = pd.read_csv(path, dtype=str, keep_default_na=False)
    required = [column.name for column in TABLES[table].columns if column.required or column.name in TABLES[table].key]
    frame[[name for name in frame.columns if name not in required]] = ""
    frame.drop_duplicates(list(TABLES[table].key)).to_csv(path, index=False)
    every_exhibit_comes_out(load_client("harbour-hotels", root=root))


def forget(root: Path, table: str, client: str) -> None:
    """Blank the optional references to a table that is gone."""
    for name, other in TABLES.items():
        columns = [
            column.name for column in other.columns if column.refers.startswith(f"{table}.") and not column.required
        ]
        for path in [*root.glob(f"clients/*/{name}.csv"), *root.glob(f"markets/*/{name}.csv")] if columns else []:
            frame = pd.read_csv(path, dtype=str, keep_default_na=False)
            frame[columns] = ""
            frame.to_csv(path, index=False)
    if table in ("industries", "sub_industries"):
        profile = root / "clients" / client / "profile.yaml"
        field = "sub_industry:" if table == "sub_industries" else "industry:"
        profile.write_text(
            "\n".join(line for line in profile.read_text(encoding="utf-8").splitlines() if not line.startswith(field)),
            encoding="utf-8",
        )
