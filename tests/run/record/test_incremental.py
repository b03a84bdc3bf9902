"""What has not changed is not done again, and the manifest says why what was done was done."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator, Mapping
from copy import deepcopy
from dataclasses import replace
from pathlib import Path
from tomllib import loads
from typing import Any

import pytest
from packaging.requirements import Requirement

from playbook.run.plan import Plan, make_plan
from playbook.run.record.finished import read_plan, unchanged_plan
from playbook.run.record.keys import LIBRARIES, changes, made_from
from playbook.run.record.order import Order
from playbook.run.sources import NAMES
from tests.builders.clients import DATA, write_client
from tests.run.small import files_of, write_notebook, write_notebooks


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A house with a plan that was made once."""
    house = tmp_path_factory.mktemp("house")
    write_client(house / "data")
    write_notebooks(house / "notebooks")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PLAYBOOK_NOTEBOOKS", str(house / "notebooks"))
        _make(house)
        yield house


def _make(house: Path, **options: object) -> Plan:
    return make_plan("acme", data=house / "data", out=house / "out", progress=False, **options)  # type: ignore[arg-type]


def _order(house: Path) -> Order:
    return Order("acme", data=house / "data", out=house / "out", notebooks=house / "notebooks")


def _ran(plan: Plan) -> dict[str, str]:
    """The notebooks that were run, each with why."""
    return {name: step["why"] for name, step in plan.manifest["steps"].items() if step["ran"]}


def test_nothing_changed_nothing_done(first: Path) -> None:
    before = (first / "out" / "acme" / "run.log").read_bytes()
    plan = _make(first)
    assert plan.unchanged
    assert _make(first, as_of="2003-01-23", lang="en").unchanged
    assert (first / "out" / "acme" / "run.log").read_bytes() == before


def test_a_plan_answers_only_what_it_was_made_for(first: Path) -> None:
    order = _order(first)
    assert unchanged_plan(order) is not None
    for other in (
        replace(order, lang="zh"),
        replace(order, as_of="2003-01-22"),
        replace(order, force=True),
        replace(order, client_id="other"),
    ):
        assert unchanged_plan(other) is None


def test_a_plan_made_for_a_date_is_not_the_one_of_the_clients_own_date(first: Path, tmp_path: Path) -> None:
    plan = unchanged_plan(_order(first))
    assert plan is not None
    copy = tmp_path / "acme" / "2003-01-23" / "en-internal"
    copy.mkdir(parents=True)
    manifest = {**plan.manifest, "asked": {"lang": None, "as_of": "2003-01-23"}, "files": {}}
    (copy / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")
    assert unchanged_plan(replace(_order(first), out=tmp_path)) is None
    assert unchanged_plan(replace(_order(first), out=tmp_path, as_of="2003-01-23")) is not None


def test_only_the_notebook_that_changed_is_run(first: Path) -> None:
    before = files_of(_make(first).folder)
    write_notebook(first / "notebooks", "03_needs", "2")
    plan = _make(first)
    assert _ran(plan) == {"03_needs": "03_needs.ipynb changed"}
    assert plan.manifest["steps"]["01_industry"] == {"ran": False, "why": "unchanged", "seconds": 0.0, "peak_mb": None}
    after = files_of(plan.folder)
    assert {name for name in before if before[name] != after[name]} == {"notebooks/03_needs.ipynb"}


def test_what_is_not_as_it_was_written_is_made_again(first: Path) -> None:
    before = _make(first)
    whole = files_of(before.folder)
    (before.folder / "plan.html").write_text("half", encoding="utf-8")
    (before.folder / "notebooks" / "02_competition.ipynb").unlink()
    again = _make(first)
    assert not again.unchanged
    assert _ran(again) == {"02_competition": "02_competition.ipynb is not as it was written"}
    assert files_of(again.folder) == whole


@pytest.mark.parametrize("content", ["", "{", "[]", '{"schema": 1}'])
def test_a_manifest_that_cannot_be_read_is_no_plan(tmp_path: Path, content: str) -> None:
    (tmp_path / "manifest.json").write_text(content, encoding="utf-8")
    assert read_plan(tmp_path) is None


def test_every_notebook_is_run_where_the_data_changed_or_force_says_so(first: Path) -> None:
    before = files_of(_make(first).folder)
    forced = _make(first, force=True)
    assert _ran(forced) == dict.fromkeys(NAMES, "--force")
    assert files_of(forced.folder) == before
    market = first / "data" / "markets" / "town" / "market.yaml"
    market.write_text(market.read_text(encoding="utf-8") + "name_en: Newtown\n", encoding="utf-8")
    assert _ran(_make(first)) == dict.fromkeys(NAMES, "markets/town/market.yaml changed")


def _changed(made: Mapping[str, Any], part: str, *path: str, value: str | None) -> dict[str, Any]:
    changed = deepcopy(dict(made))
    place = changed[part]
    for name in path[:-1]:
        place = place[name]
    place.pop(path[-1]) if value is None else place.update({path[-1]: value})
    return changed


@pytest.mark.parametrize(
    ("path", "value", "said"),
    [
        (("inputs", "files", "clients/acme/bills.csv"), "x", ["clients/acme/bills.csv changed"]),
        (("inputs", "files", "clients/acme/sites.csv"), "x", ["clients/acme/sites.csv new"]),
        (("inputs", "files", "assumptions.yaml"), "", ["assumptions.yaml removed"]),
        (("inputs", "files", "clients/acme/bills.csv"), None, ["clients/acme/bills.csv removed"]),
        (("inputs", "notebooks", "03_needs"), "x", ["03_needs.ipynb changed"]),
        (("inputs", "notebooks", "01_industry"), "x", []),
        (("inputs", "code"), "x", ["code changed"]),
        (("versions", "pandas"), "9.9", ["pandas 1.0 -> 9.9"]),
        (("versions", "polars"), "1.0", ["polars None -> 1.0"]),
    ],
)
def test_what_changed_is_named(tmp_path: Path, path: tuple[str, ...], value: str | None, said: list[str]) -> None:
    write_client(tmp_path)
    made = _changed(made_from(Order("acme", data=tmp_path), "town"), "versions", "pandas", value="1.0")
    assert changes(made, made, "03_needs") == []
    assert changes(made, _changed(made, *path, value=value), "03_needs") == said


def test_every_library_that_we_ask_for_is_held_against_the_last_run() -> None:
    project = loads((DATA.parent / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    asked = {Requirement(line).name for line in project["dependencies"]}
    assert asked - set(LIBRARIES) == {"click", "rich", "xlsxwriter"}  # terminal and workbooks: no plan is made by them


def test_an_unchanged_run_imports_nothing_slow(first: Path) -> None:
    _make(first)
    code = "import sys\nfrom playbook.cli import cli\ncli(sys.argv[1:], standalone_mode=False)\nprint(*sys.modules)"
    arguments = ["run", "acme", "--data", str(first / "data"), "--out", str(first / "out")]
    done = subprocess.run([sys.executable, "-c", code, *arguments], capture_output=True, text=True, check=True)
    said, *_, modules = done.stdout.splitlines()
    assert said.startswith("unchanged since 20")
    assert "playbook.run.plan" in modules.split()
    slow = {
        "pandas",
        "numpy",
        "matplotlib",
        "papermill",
        "nbformat",
        "nbconvert",
        "rich",
        "playbook.run.engine.warm_process",
    }
    assert slow & set(modules.split()) == set()
