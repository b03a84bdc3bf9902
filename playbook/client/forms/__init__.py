"""The two forms of a folder: a YAML file with CSV tables, or one workbook with a sheet a table.

A folder's parts are called by the names of their CSV form (`bills.csv`, `profile.yaml`) in either form; all that comes
after their text, typing and checks, is the same. Where faults are said, :mod:`playbook.client.shown` names the
sheet, the row and the heading that a person sees.
"""

from __future__ import annotations

__all__: list[str] = []
