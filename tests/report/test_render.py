"""plan.html and slides.html as text: whole, escaped, silent, the same bytes each time."""

from __future__ import annotations

import re
from base64 import b64decode
from html import unescape
from io import BytesIO
from pathlib import Path

import nbformat
import pytest
from fontTools.ttLib import TTFont

from playbook.charts.drawing import picture, style
from playbook.report import Document, collect, render
from playbook.report.render import renderers
from playbook.report.web.deck import deck
from playbook.report.web.exporter import TEMPLATES
from playbook.report.web.notebook import notebook_of
from playbook.report.web.page import page
from tests.report.fake_plan import EXHIBIT_IDS, OWN_MARKS, exhibits, notebooks

SIX_MEGABYTES = 6_000_000


@pytest.fixture(scope="module", params=["zh", "en"])
def folder(request, tmp_path_factory) -> Path:
    path = tmp_path_factory.mktemp(request.param)
    render(collect(notebooks(request.param)), path)
    return path


def text_of(path: Path) -> str:
    """The document without its pictures, fonts, styles and scripts."""
    html = re.sub(r"data:[a-z/+0-9]+;base64,[A-Za-z0-9+/=]+", "", path.read_text(encoding="utf-8"))
    return re.sub(r"<(style|script)>.*?</\1>", "", html, flags=re.DOTALL)


@pytest.mark.parametrize("name", ["plan.html", "slides.html"])
def test_every_exhibit_is_there(folder, name):
    assert set(re.findall(r'data-exhibit="([\d.]+)"', text_of(folder / name))) == set(EXHIBIT_IDS)


@pytest.mark.parametrize("name", ["plan.html", "slides.html"])
def test_no_address_is_named(folder, name):
    text = text_of(folder / name)
    assert "//" not in re.sub(r"<!doctype html>", "", text)
    assert re.findall(r"<(?:link|script|img|iframe|source)\b[^>]*(?:src|href)=\"(?!data:|\")[^\"]+", text) == []


@pytest.mark.parametrize("name", ["plan.html", "slides.html"])
def test_the_clients_text_is_escaped(folder, name):
    text = text_of(folder / name)
    assert "<Life>" not in text and "<人寿>" not in text and "<i>" not in text
    assert "&lt;Life&gt; &amp; Pensions" in text or "&lt;人寿&gt;" in text


@pytest.mark.parametrize("name", ["plan.html", "slides.html"])
def test_every_character_is_in_the_embedded_font(folder, name):
    html = (folder / name).read_text(encoding="utf-8")
    for data in re.findall(r'data:font/woff2;base64,([^"]+)"', html):
        held = {chr(code) for code in TTFont(BytesIO(b64decode(data))).getBestCmap()}
        assert {character for character in unescape(text_of(folder / name)) if character.isprintable()} - held == set()


def test_the_size_keeps_to_the_promise(folder):
    assert (folder / "plan.html").stat().st_size < SIX_MEGABYTES


def test_the_language_is_named(folder):
    first = (folder / "plan.html").read_text(encoding="utf-8")[:60]
    assert ('<html lang="zh-CN">' in first) or ('<html lang="en">' in first)


def test_the_notes_are_in_the_deck_and_not_in_the_page():
    document = collect(notebooks("en"))
    note = exhibits("en")[2].notes[0]
    assert note in deck(document).decode() and note not in page(document).decode()


def test_twice_the_same_bytes(tmp_path):
    for name in ("a", "b"):
        render(collect(notebooks("zh")), tmp_path / name)
    for name in ("plan.html", "slides.html"):
        assert (tmp_path / "a" / name).read_bytes() == (tmp_path / "b" / name).read_bytes()


def test_a_plan_is_a_page_and_a_deck():
    assert renderers() == {"plan.html": page, "slides.html": deck}


def test_a_renderer_of_another_format_is_given_the_document_and_its_bytes_are_written(tmp_path):
    document = collect(notebooks("en"))

    def titles(given: Document) -> bytes:
        assert given is document
        return "\n".join(entry.data["title"] for entry in given.entries).encode()

    render(document, tmp_path / "new", {"titles.txt": titles})
    assert [path.name for path in (tmp_path / "new").iterdir()] == ["titles.txt"]
    assert (tmp_path / "new" / "titles.txt").read_bytes() == titles(document)


@pytest.mark.parametrize("kept", [True, False])
def test_a_figure_is_written_as_svg_once_for_all_documents_and_not_where_the_notebook_has_it(kept, monkeypatch):
    written: list[object] = []
    write, changed = picture.written, notebooks("en")
    monkeypatch.setattr(picture, "written", lambda *figure: written.append(figure) or write(*figure))
    first = [renderer(collect(notebooks("en"))) for renderer in renderers().values()]
    assert not written
    for output in (output for notebook in changed for cell in notebook.cells for output in cell.get("outputs", [])):
        output.data["text/html"] = output.data["text/html"] if kept else "<p>gone</p>"
    document = collect(changed)
    assert [renderer(document) for renderer in renderers().values()] == first
    assert len(written) == (0 if kept else len(OWN_MARKS))


def test_a_plan_of_one_notebook_comes_out(tmp_path):
    render(collect(notebooks("en")[1:2]), tmp_path)
    assert set(re.findall(r'data-exhibit="([\d.]+)"', text_of(tmp_path / "plan.html"))) == {"2.2", "2.4"}


def test_the_notebook_of_a_document_has_fixed_ids_and_a_slide_a_cell():
    notebook = notebook_of(collect(notebooks("en")))
    nbformat.validate(notebook)
    cells = notebook.cells
    assert [cell.id for cell in cells[:4]] == ["x-0-1", "x-6-0", "step-1", "x-1-1"]
    assert len({cell.id for cell in cells}) == len(cells) == len(EXHIBIT_IDS) + 7
    assert {cell.metadata.slideshow.slide_type for cell in cells} == {"slide"}


def test_the_colours_are_those_of_the_charts():
    tokens = (TEMPLATES / "house" / "tokens.css").read_text(encoding="utf-8")
    colours = dict(re.findall(r"--([a-z0-9-]+): (#[0-9A-F]{6});", tokens))
    names = ("INK", "ACCENT", "WARNING", "WHITE", "GREY_1", "GREY_2", "GREY_3", "GREY_4", "TINT", "WARNING_TINT")
    assert {name: colours[name.lower().replace("_", "-")] for name in names} == {
        name: getattr(style, name) for name in names
    }


@pytest.mark.parametrize("name", ["plan.html", "slides.html"])
def test_a_step_opens_with_what_it_is_for(folder, name):
    text = unescape(text_of(folder / name))
    purposes = {
        "zh": ("知己知彼", "确定对客户承诺的尺度"),
        "en": ("Know the rival, and know yourself", "Decide how much we may promise the client"),
    }
    first, second = purposes["zh" if 'lang="zh-CN"' in text else "en"]
    assert f'<p class="purpose">{first}</p>' in text and f'<p class="purpose">{second}</p>' in text
