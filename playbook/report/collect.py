"""Reading executed notebooks: every exhibit that they show becomes an entry of one document.

An exhibit is found by its MIME type in a cell's outputs, and its JSON tells it all: what it says, and its picture or
table. Nothing is computed and nothing is drawn here: the SVG of a picture is taken from the place in the HTML that the
JSON names, where it still is the same, so that it need not be written again from its marks.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from functools import partial
from itertools import count
from pathlib import Path
from typing import Any

import nbformat
from nbformat import NotebookNode

from playbook.charts.drawing.picture import Drawing
from playbook.errors import UserError
from playbook.exhibits.exhibit import MIME_TYPE, SCHEMA_VERSION, body_of
from playbook.exhibits.family import Family
from playbook.exhibits.markup import image_at
from playbook.families import FAMILIES
from playbook.messages import joined, said
from playbook.report.document import Document, Entry
from playbook.units import Lang

__all__ = ["collect"]

#: What the JSON holds of an exhibit's body.
SHOWN = ("picture", "table")


def collect(notebooks: Sequence[Path | NotebookNode], names: Sequence[str] = ()) -> Document:
    """The exhibits of executed notebooks as one document, sorted by id; `names` are the notebooks' in messages, else
    their own.

    Raises UserError, naming the notebook, where one has no exhibit, has a cell that failed, repeats an exhibit's id,
    speaks another language than the first one, or carries exhibits of another version.
    """
    by_id: dict[str, tuple[str, Entry]] = {}
    for name, notebook in zip(names or map(_name, notebooks, count(1)), notebooks, strict=True):
        for entry in _entries(_read(notebook), name):
            if entry.id in by_id:
                raise UserError(
                    said(
                        "{name}: exhibit {id} is already in {other}", name=name, id=entry.id, other=by_id[entry.id][0]
                    ),
                    said("give each exhibit its own id"),
                )
            by_id[entry.id] = (name, entry)
    if not by_id:
        raise UserError(said("no notebooks to collect exhibits from"))
    family = FAMILIES[next(iter(by_id.values()))[1].data["family"]]
    entries = tuple(sorted((entry for _, entry in by_id.values()), key=partial(_order, family)))
    return Document(_client(entries), _one_language(by_id.values()), entries, family)


def _order(family: Family, entry: Entry) -> tuple[int, int]:
    return entry.data["step"], family.place_of(entry.id)


def _name(notebook: Path | NotebookNode, place: int) -> str:
    if isinstance(notebook, Path):
        return notebook.name
    metadata = notebook.metadata
    return Path(
        str(metadata.get("papermill", {}).get("output_path") or metadata.get("title") or f"notebook {place}")
    ).name


def _read(notebook: Path | NotebookNode) -> NotebookNode:
    return nbformat.read(notebook, as_version=4) if isinstance(notebook, Path) else notebook


def _entries(notebook: NotebookNode, name: str) -> list[Entry]:
    entries = [
        _entry(output["data"], name) for output in _outputs(notebook, name) if MIME_TYPE in output.get("data", {})
    ]
    if not entries:
        raise UserError(
            said("{name}: shows no exhibit", name=name),
            said("run the notebook first, from its first cell to its last"),
        )
    return entries


def _outputs(notebook: NotebookNode, name: str) -> Iterator[NotebookNode]:
    for cell in notebook.cells:
        for output in cell.get("outputs", []):
            if output["output_type"] == "error":
                raise UserError(
                    said("{name}: a cell failed: {why}", name=name, why=f"{output['ename']}: {output['evalue']}"),
                    said("mend it and run the notebook again"),
                )
            yield output


def _entry(data: NotebookNode, name: str) -> Entry:
    exhibit: dict[str, Any] = data[MIME_TYPE]
    if exhibit.get("version") != SCHEMA_VERSION:
        raise UserError(
            said(
                "{name}: exhibit {id} has version {there}, not {version}",
                name=name,
                id=exhibit.get("id"),
                there=exhibit.get("version"),
                version=SCHEMA_VERSION,
            ),
            said("run the notebook again"),
        )
    try:
        body = body_of(exhibit)
    except (AttributeError, LookupError, TypeError, ValueError):
        raise UserError(
            said("{name}: exhibit {id} has a picture or table that cannot be read", name=name, id=exhibit.get("id")),
            said("run the notebook again"),
        ) from None
    if isinstance(body, Drawing) and (place := exhibit["picture"].get("image")):
        body = replace(body, known=image_at(_html(data), place))
    return Entry({key: value for key, value in exhibit.items() if key not in SHOWN}, body)


def _html(data: NotebookNode) -> str:
    html = data.get("text/html", "")
    return html if isinstance(html, str) else "".join(html)


def _client(entries: tuple[Entry, ...]) -> str:
    return next((str(entry.data["extra"].get("client", "")) for entry in entries if entry.kind == "cover"), "")


def _one_language(named: Collection[tuple[str, Entry]]) -> Lang:
    languages = {entry.data["lang"]: (name, entry.id) for name, entry in reversed([*named])}
    if len(languages) > 1:
        places = (
            said("{lang} in {name}, exhibit {id}", lang=lang, name=name, id=exhibit_id)
            for lang, (name, exhibit_id) in sorted(languages.items())
        )
        raise UserError(said("one plan has one language: {places}", places=joined(places, said("; "))))
    lang: Lang = next(iter(languages))
    return lang
