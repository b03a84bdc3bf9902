"""Files as people have them: from bytes to text, from text to a grid of cells, from a cell to what it says.

Nothing here knows a table of ours. :mod:`playbook.client` reads a client's own files by it, and
:mod:`playbook.intake` other people's exports.
"""

from __future__ import annotations

__all__: list[str] = []
