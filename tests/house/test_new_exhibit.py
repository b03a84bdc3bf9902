"""CONTRIBUTING says what a new exhibit takes: this follows it in a copy of the house, and the exhibit comes out."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest
from nbformat.v4 import new_code_cell

from tests.house.pins import ROOT

CHAPTER, TOPIC, NUMBER = "needs", "billed_services", "3.11"

STEP = '''"""3.11, the services that the client is billed for."""

from __future__ import annotations

from dataclasses import dataclass

from playbook.client.model import Client
from playbook.steps.findings import Finding
from playbook.units import Count

__all__ = ["BilledServices", "billed_services"]


@dataclass(frozen=True)
class BilledServices:
    """The ids of the services, in order, and the findings."""

    services: tuple[str, ...]
    findings: tuple[Finding, ...]


def billed_services(client: Client) -> BilledServices:
    """The services that have a bill."""
    services = tuple(dict.fromkeys(client.column("bills", "service")))
    return BilledServices(services, (Finding("needs.billed_services.billed", {"n": Count(len(services))}),))
'''

TEXT = """# 3.11, billed services.
name: {zh: "在用业务", en: "Billed services"}
method: {zh: "有账单的业务。", en: "The services that have a bill."}
billed.title: {zh: "{n}项业务有账单", en: {one: "One service is billed", other: "{n} services are billed"}}
billed.so_what: {zh: "逐项核对。", en: "Look at each of them."}
subtitle: {zh: "按业务", en: "By service"}
service: {zh: "业务", en: "Service"}
"""

EXHIBIT = '''"""3.11, the services that the client is billed for."""

from __future__ import annotations

from playbook.exhibits.chapter import exhibit
from playbook.exhibits.columns import Column, table
from playbook.exhibits.compose import ClientPage
from playbook.exhibits.exhibit import Exhibit
from playbook.steps.needs.analysis import NeedsAnalysis

__all__ = ["build"]


@exhibit("3.11", "needs.billed_services", needs=("bills",))
def build(page: ClientPage, result: NeedsAnalysis) -> Exhibit:
    """3.11 The services that have a bill."""
    names = page.subject.market.names("services")
    rows = [{"service": service} for service in result.billed_services.services]
    values = table(page, rows, (Column("service", lambda row: names[row["service"]], "category"),))
    return page.make("table", page.say("needs.billed_services.subtitle"), values, sources=("bills",), status="measured")
'''

LOOK = f"""
import json
from playbook.client import load_client
from playbook.families.building import build
from playbook.families.plan import PLAN
client = load_client("harbour-hotels")
for lang in ("zh", "en"):
    print(json.dumps([build(PLAN, "{NUMBER}", client, lang).as_json(), PLAN.shown_by("03_needs")[-1]]))
"""


def asked() -> list[str]:
    """The files that CONTRIBUTING lists for a new exhibit, for this one."""
    text = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8").split("## A new exhibit")[1].split("\n## ")[0]
    listed = re.findall(r"^\d\. `([^`]+)`", text, re.MULTILINE)
    return [path.replace("<chapter>", CHAPTER).replace("<topic>", TOPIC).replace("0n_", "03_") for path in listed]


def inserted(path: Path, *changes: tuple[str, str]) -> None:
    """Put a text after the last place where the first one of a pair fits."""
    text = path.read_text(encoding="utf-8")
    for pattern, new in changes:
        end = [*re.finditer(pattern, text)][-1].end()
        text = text[:end] + new + text[end:]
    path.write_text(text, encoding="utf-8")


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The house, with the exhibit added by the list."""
    house = tmp_path_factory.mktemp("house")
    for folder in ("playbook", "notebooks", "data"):
        shutil.copytree(ROOT / folder, house / folder, ignore=shutil.ignore_patterns("__pycache__"))
    step, analysis, text, exhibit, chapter, notebook = (house / path for path in asked())
    step.write_text(STEP, encoding="utf-8")
    inserted(
        analysis,
        (r"from playbook\.steps\.needs\.availability import .*\n", f"from playbook.steps.needs.{TOPIC} import *\n"),
        (r"\n    whitespace: Whitespace\n", f"    {TOPIC}: BilledServices\n"),
        (r"whitespace=[^\n]+,\n", f"        {TOPIC}={TOPIC}(client),\n"),
    )
    text.write_text(TEXT, encoding="utf-8")
    exhibit.write_text(EXHIBIT, encoding="utf-8")
    inserted(
        chapter, (r"    availability,\n", f"    {TOPIC},\n"), (r"whitespace\.build,\n", f"        {TOPIC}.build,\n")
    )
    shown = nbformat.read(notebook, as_version=4)
    shown.cells.append(new_code_cell(f'plan.exhibit("{NUMBER}")', id=f"exhibit-{NUMBER.replace('.', '-')}"))
    nbformat.write(shown, notebook)
    return house


def run(house: Path, *command: str) -> str:
    """Python's output in the copy."""
    environment = {**os.environ, "PYTHONPATH": str(house), "PYTHONSAFEPATH": "1"}
    done = subprocess.run(
        [sys.executable, *command], cwd=house, env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_it_takes_six_files_at_most() -> None:
    assert len(asked()) == 6


def test_it_is_built_in_both_languages_and_stands_in_its_notebook(copy: Path) -> None:
    chinese, english = (json.loads(line) for line in run(copy, "-c", LOOK).splitlines())
    told = [(exhibit["family"], exhibit["chapter"], exhibit["step"], last) for exhibit, last in (chinese, english)]
    assert told == [("plan", CHAPTER, 3, NUMBER)] * 2
    assert english[0]["so_what"] == ["Look at each of them."] and "有账单" in chinese[0]["title"]
    assert re.fullmatch(r"\d+ services are billed", english[0]["title"])


def test_it_stands_in_the_plan(copy: Path, tmp_path: Path) -> None:
    run(copy, "-m", "playbook", "run", "harbour-hotels", "--lang", "en", "--out", str(tmp_path))
    (page,) = tmp_path.glob("harbour-hotels/*/*/plan.html")
    text = page.read_text(encoding="utf-8")
    assert 'id="x-3-11"' in text and "services are billed" in text
    assert text.index('id="x-3-10"') < text.index('id="x-3-11"') < text.index('id="x-4-1"')
