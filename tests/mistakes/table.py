"""The table of mistakes, and the page that shows it."""

from __future__ import annotations

from tests.mistakes.in_amounts import IN_AMOUNTS
from tests.mistakes.in_cells import IN_CELLS
from tests.mistakes.in_fields import IN_FIELDS
from tests.mistakes.in_files import IN_FILES
from tests.mistakes.in_ids import IN_IDS

__all__ = ["MISTAKES"]

MISTAKES = (*IN_FILES, *IN_FIELDS, *IN_CELLS, *IN_IDS, *IN_AMOUNTS)
