"""What a mother loads before she forks, so that no child has to: the imports, and what the documents need each time."""
from __future__ import annotations

from importlib import import_module

import matplotlib

from playbook.run.lean import without_iri_grammar

__all__ = ["MODULES", "warm"]

MODULES = ("IPython.core.interactiveshell", "papermill", "playbook.notebook", "playbook.report.html", "playbook.report.slides")


def warm() -> None:
    """Import what a plan needs. Nothing is opened that a child could not share, and no thread is started."""
    without_iri_grammar()
    for module in MODULES:
        import_module(module)
    import_module("playbook.run.engine.cells").prepare()
    matplotlib.rcParams["backend"] = "agg"  # for figures without a screen; a notebook's are shown by the notebook
