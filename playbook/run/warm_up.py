"""What a mother loads before she forks, so that no child has to: the imports, and what the documents need each time."""

from __future__ import annotations

from importlib import import_module

import matplotlib

from playbook.client.market_tables import MARKET_TABLES
from playbook.client.tables import CLIENT_TABLES
from playbook.client.typing import typed_rows
from playbook.exhibits import EXHIBITS
from playbook.notebook import STEPS
from playbook.report.warm import warm_for_many as ready
from playbook.run.record.keys import code, versions

__all__ = ["MODULES", "SELDOM", "warm", "warm_for_many"]

#: What every plan needs.
MODULES = (
    "IPython.core.interactiveshell",
    "papermill",
    "playbook.run.plan",
    "playbook.run.sequence",
    "playbook.notebook",
    *(f"playbook.steps.{step}.analysis" for step in STEPS),
    *(f"playbook.exhibits.{module}" for module in EXHIBITS),
    "playbook.report.web.page",
    "playbook.report.web.deck",
    "playbook.run.engine.managed",
    "fontTools.subset",
    "fontTools.ttLib.woff2",
)

#: What some plans need: their analyses import it, so for a single plan it would be loaded in vain, or no sooner.
SELDOM = (
    "scipy.optimize",
    "scipy.special",
    "statsmodels.robust.robust_linear_model",
    "statsmodels.robust.scale",
    "statsmodels.tsa.stl._stl",
)


def warm() -> None:
    """Import what a plan needs. Nothing is opened that a child could not share, and no thread is started."""
    for module in MODULES:
        import_module(module)
    import_module("playbook.run.engine.cells").prepare()
    _make_validators()
    import_module("matplotlib.backends").backend_registry.list_all()  # looks through every package that is installed
    matplotlib.rcParams["backend"] = "agg"  # for figures without a screen; a notebook's are shown by the notebook
    code(), versions()  # as they are now: a child made of this code says so, whatever the files say by then


def _make_validators() -> None:
    """Those of a notebook, of a part of it, and of the tables are made at their first use."""
    nbformat = import_module("nbformat")
    nbformat.validate(nbformat.v4.new_notebook())
    nbformat.v4.new_output("stream")
    for table in (*CLIENT_TABLES, *MARKET_TABLES):
        typed_rows([], table.columns, table.name, [])


def warm_for_many() -> None:
    """Import also what only some plans need, and have letters, fonts and templates ready: for a mother of many."""
    warm()
    for module in SELDOM:
        import_module(module)
    ready()
