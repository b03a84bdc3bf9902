"""From executed notebooks to documents: collect their exhibits once, then render.

`collect` reads the notebooks into a :class:`Document`; `render` writes plan.html and slides.html from it. A renderer
for another format reads the same Document.
"""

from __future__ import annotations

from playbook.report.collect import collect
from playbook.report.document import Document, Entry, Section
from playbook.report.render import render

__all__ = ["Document", "Entry", "Section", "collect", "render"]
