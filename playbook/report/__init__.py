"""From executed notebooks to documents: collect their exhibits once, then render.

`collect` reads the notebooks into a :class:`Document`; `render` writes plan.html and slides.html from it. A
:data:`Renderer` for another format reads the same Document.
"""

from __future__ import annotations

from playbook.report.collect import collect
from playbook.report.document import Document, Entry, Renderer, Section
from playbook.report.render import render

__all__ = ["Document", "Entry", "Renderer", "Section", "collect", "render"]
