"""The index of many plans: outputs/index.html, made from the manifests alone.

    outputs/<client>/<as_of>/<lang>-<edition>/manifest.json     a plan
    outputs/<client>/failed/<as_of>-<lang>/failure.json         a run that failed

`read_outputs` reads them, `rows_of` puts together what one knows of each client, `index_page` makes the page;
`write_index` does it all.
"""

from __future__ import annotations

from playbook.report.index.page import index_page
from playbook.report.index.records import Facts, Failure, Plan
from playbook.report.index.rows import Row, rows_of
from playbook.report.index.write import write_index

__all__ = ["Facts", "Failure", "Plan", "Row", "index_page", "rows_of", "write_index"]
