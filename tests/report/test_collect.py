"""Collecting exhibits from executed notebooks: what is taken, in which order, and what is refused by name."""

from __future__ import annotations

import re

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_notebook, new_output

from playbook.charts.drawing.marks import Letters
from playbook.charts.drawing.picture import Drawing
from playbook.errors import UserError
from playbook.exhibits.exhibit import MIME_TYPE, Table
from playbook.report import collect
from tests.report.fake_plan import CLIENT, EXHIBIT_IDS, exhibits, notebooks


def test_every_exhibit_is_found_once_and_sorted():
    document = collect(notebooks("zh"))
    assert [entry.id for entry in document.entries] == sorted(EXHIBIT_IDS)
    assert (document.client, document.lang) == (CLIENT["zh"], "zh")


def test_the_summary_and_cover_stand_in_front_and_not_in_their_steps():
    document = collect(notebooks("en"))
    assert document.cover is not None and document.summary is not None
    assert [section.number for section in document.steps] == [1, 2, 3, 4, 5, 6]
    assert [entry.id for entry in document.steps[5].entries] == ["6.1", "6.4"]
    assert [entry.id for entry in document.back.entries] == ["7.1", "7.2", "7.3"]
    assert document.steps[2].name == "Individualised needs"


def test_a_notebook_file_is_read(tmp_path):
    path = tmp_path / "02_competition.ipynb"
    nbformat.write(notebooks("en")[1], path)
    assert [entry.id for entry in collect([path]).entries] == ["2.2", "2.4"]


@pytest.mark.parametrize("exhibit_id", ["2.4", "3.8", "5.1", "7.2"])
def test_the_body_is_what_the_exhibit_shows(exhibit_id):
    entry = collect(notebooks("en")).entry(exhibit_id)
    shown = next(exhibit for exhibit in exhibits("en") if exhibit.id == exhibit_id)
    assert entry is not None and entry.body == shown.body
    assert isinstance(entry.body, Table if exhibit_id in ("5.1", "7.2") else Drawing)
    assert {"picture", "table"} & entry.data.keys() == set()


def test_a_picture_has_its_marks_and_a_figure_of_anybody_elses_its_svg():
    document = collect(notebooks("en"))
    ours, foreign = document.entry("2.2"), document.entry("2.4")
    assert ours is not None and isinstance(ours.body, Drawing) and foreign is not None
    texts = [mark.text for panel in ours.body.panels for mark in panel.marks if isinstance(mark, Letters)]
    assert any("28,184" in text for text in texts) and ours.body.svg.startswith(b"<?xml")
    assert isinstance(foreign.body, Drawing) and not foreign.body.panels and foreign.body.svg.startswith(b"<?xml")


def test_the_values_behind_an_exhibit_are_there():
    entry = collect(notebooks("zh")).entry("2.4")
    shown = next(exhibit for exhibit in exhibits("zh") if exhibit.id == "2.4")
    assert entry is not None and entry.values == shown.values


@pytest.mark.parametrize("html", ["<p>gone</p>", "x" * 200_000, ["<p>", "</p>"]])
def test_what_an_exhibit_shows_is_not_taken_from_its_html(html):
    changed, whole = notebooks("en")[1], collect([notebooks("en")[1]])
    for cell in changed.cells:
        for output in cell.get("outputs", []):
            output.data["text/html"] = html
    document = collect([changed])
    assert document == whole
    assert [entry.body.svg for entry in document.entries] == [entry.body.svg for entry in whole.entries]


def test_ids_are_sorted_as_numbers():
    first, second = notebooks("en")[3:5]
    outputs = [cell.outputs[0].data[MIME_TYPE] for cell in first.cells if cell.cell_type == "code"]
    outputs[0]["id"], outputs[1]["id"], outputs[2]["id"] = "4.10", "4.9", "4.1"
    assert [entry.id for entry in collect([first, second]).steps[0].entries] == ["4.1", "4.9", "4.10"]


def test_a_repeated_id_names_both_notebooks():
    first = notebooks("en")[1]
    with pytest.raises(UserError, match=re.escape("copy.ipynb: exhibit 2.2 is already in 02_step.ipynb")):
        collect([first, nbformat.from_dict({**first, "metadata": {"title": "copy.ipynb"}})])


def test_a_notebook_without_exhibits_is_named(tmp_path):
    path = tmp_path / "05_capability.ipynb"
    nbformat.write(new_notebook(cells=[new_code_cell("1", id="a")]), path)
    with pytest.raises(UserError, match=re.escape("05_capability.ipynb: shows no exhibit")):
        collect([notebooks("en")[0], path])


def test_no_notebooks_is_an_error():
    with pytest.raises(UserError, match="no notebooks"):
        collect([])


def test_a_failed_cell_is_named():
    failed = notebooks("en")[0]
    failed.cells.append(
        new_code_cell(
            "1/0", id="z", outputs=[new_output("error", ename="ZeroDivisionError", evalue="by zero", traceback=[])]
        )
    )
    with pytest.raises(UserError, match=re.escape("01_step.ipynb: a cell failed: ZeroDivisionError: by zero")):
        collect([failed])


def test_two_languages_are_refused():
    with pytest.raises(
        UserError,
        match=re.escape(
            "one plan has one language: en in 01_step.ipynb, exhibit 0.1; zh in 02_step.ipynb, exhibit 2.2"
        ),
    ):
        collect([notebooks("en")[0], notebooks("zh")[1]])


def test_another_version_is_refused():
    old = notebooks("en")[1]
    old.cells[1].outputs[0].data[MIME_TYPE]["version"] = 0
    with pytest.raises(UserError, match=re.escape("02_step.ipynb: exhibit 2.2 has version 0, not 3")):
        collect([old])


@pytest.mark.parametrize(
    "broken",
    [
        {"picture": {"width": 1.0}},
        {"picture": {"width": 1.0, "height": 1.0, "panels": [{"height": 1.0, "marks": [{"kind": "star"}]}]}},
        {"picture": None},
        {"picture": "<svg/>"},
    ],
)
def test_a_picture_that_cannot_be_read_is_refused(broken):
    notebook = notebooks("en")[1]
    notebook.cells[1].outputs[0].data[MIME_TYPE].update(broken)
    with pytest.raises(UserError, match=re.escape("02_step.ipynb: exhibit 2.2 has a picture or table that cannot")):
        collect([notebook])


@pytest.mark.parametrize("broken", [{"fields": []}, {"fields": [], "rows": [[{"printed": "no value"}]]}, [1]])
def test_a_table_that_cannot_be_read_is_refused(broken):
    notebook = notebooks("en")[5]
    exhibit = next(
        output.data[MIME_TYPE]
        for cell in notebook.cells
        for output in cell.get("outputs", [])
        if output.data[MIME_TYPE]["id"] == "7.2"
    )
    exhibit["table"] = broken
    with pytest.raises(UserError, match=re.escape("06_step.ipynb: exhibit 7.2 has a picture or table that cannot")):
        collect([notebook])


def test_a_document_is_frozen():
    document = collect(notebooks("en"))
    with pytest.raises(AttributeError):
        document.client = "another"  # type: ignore[misc]
