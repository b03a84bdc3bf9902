"""What both HTML documents share: nbconvert's exporter with our templates, and without what a plan does not need.

nbconvert's own templates name four addresses on the web, its slides eight; ours name none. The client's text is escaped
by the template engine. The preprocessors (nothing here is executed, highlighted or converted), the copies of the
notebook and the second parse of the finished page are left out: they were most of the time.
"""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Any

from jinja2 import BytecodeCache, Environment
from jinja2.bccache import Bucket
from markupsafe import Markup
from nbconvert.exporters.html import HTMLExporter
from nbformat import NotebookNode
from traitlets import List, default

from playbook.charts.drawing.picture import Drawing
from playbook.report.document import Document, Entry, anchor_of
from playbook.report.web.notebook import html_of, notebook_of
from playbook.text import has

__all__ = ["TEMPLATES", "DocumentExporter"]

TEMPLATES = Path(__file__).parent / "templates"


class _Compiled(BytecodeCache):
    """Each template is compiled once in a process: every document has an environment of its own, which all are set up
    alike."""

    def __init__(self) -> None:
        self._code: dict[str, bytes] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """Give what is there; it is compiled again where the template's text has changed."""
        if bucket.key in self._code:
            bucket.bytecode_from_string(self._code[bucket.key])

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep what was compiled."""
        self._code[bucket.key] = bucket.bytecode_to_string()


_COMPILED = _Compiled()


class DocumentExporter(HTMLExporter):  # type: ignore[misc]
    """An HTML exporter for one document; `template_name` is set by its children."""

    default_preprocessors: List[Any] = List([])

    def __init__(self, document: Document, font_css: str, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.document = document
        self.font_css = font_css

    @default("extra_template_basedirs")
    def _our_templates(self) -> list[str]:
        return [str(TEMPLATES)]

    @default("template_data_paths")
    def _no_other_templates(self) -> list[str]:
        return []

    def export(self) -> str:
        """The whole document as HTML, ending in a line break."""
        html, _ = self.from_notebook_node(notebook_of(self.document))
        return html.rstrip() + "\n"

    def from_notebook_node(  # type: ignore[override]
        self, nb: NotebookNode, resources: dict[str, Any] | None = None, **kwargs: Any
    ) -> tuple[str, dict[str, Any]]:
        """The notebook through our template. It is only read there, so it is neither copied nor checked again; the
        finished page is left as it is."""
        resources = self._init_resources(resources)
        return self.template.render(nb=nb, resources=resources).lstrip(), resources

    def _create_environment(self) -> Environment:
        environment: Environment = super()._create_environment()
        environment.autoescape = True
        environment.bytecode_cache = _COMPILED
        environment.trim_blocks = environment.lstrip_blocks = True
        environment.globals.update(
            say=self.document.say,
            has_back=self._back_name,
            entry_of=self._entry,
            html_of=lambda entry: Markup(html_of(entry)),
            anchor_of=anchor_of,
            step_numbers=[section.number for section in self.document.family.steps()],
            steps=self.document.steps,
            back=self.document.back,
            font_css=Markup(self.font_css),
            include=partial(_include, environment),
        )
        environment.tests["a_figure"] = lambda entry: isinstance(entry.body, Drawing)
        return environment

    def _entry(self, exhibit_id: str) -> Entry:
        entry = self.document.entry(exhibit_id)
        assert entry is not None, exhibit_id
        return entry

    def _back_name(self, exhibit_id: str) -> str:
        """The heading of an exhibit at the back: its own, where it is one of the three that every plan has."""
        message_id = f"report.back.{exhibit_id.replace('.', '-')}"
        return self.document.say(message_id) if has(message_id) else self.document.back.name


def _include(environment: Environment, name: str) -> Markup:
    """A file of our templates, as it is."""
    assert environment.loader is not None
    return Markup(environment.loader.get_source(environment, name)[0])
