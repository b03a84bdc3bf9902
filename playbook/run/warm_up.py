"""What a warm process loads before it forks, so that no child has to: the imports, and what the documents need each
time.

Everything is imported within the functions: whoever starts a warm process names them, and is to load nothing itself.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playbook.run.events import Tell

__all__ = ["make_font_stocks", "warm_up", "warm_up_for_many"]

#: What every plan needs, beside its chapters.
_MODULES = (
    "IPython.core.interactiveshell",
    "papermill",
    "playbook.notebook",
    "playbook.families.building",
    "playbook.run.making",
    "playbook.run.sequence",
    "playbook.run.index",
    "playbook.report.web.page",
    "playbook.report.web.deck",
    "playbook.run.engine.managed",
    "fontTools.subset",
    "fontTools.ttLib.woff2",
)

#: What some plans need: their analyses import it, so for a single plan it would be loaded in vain, or no sooner.
_SELDOM = (
    "scipy.optimize",
    "scipy.special",
    "statsmodels.robust.robust_linear_model",
    "statsmodels.robust.scale",
    "statsmodels.tsa.stl._stl",
)


def warm_up() -> None:
    """Import what a plan needs. Nothing is opened that a child could not share, and no thread is started."""
    import matplotlib
    from matplotlib.backends import backend_registry

    from playbook.families.plan import PLAN
    from playbook.run.engine.cells import prepare
    from playbook.run.record.keys import code, versions

    for module in _MODULES:
        import_module(module)
    _ = PLAN.builders  # imports its chapters
    prepare()
    _make_validators()
    backend_registry.list_all()  # looks through every package that is installed
    matplotlib.rcParams["backend"] = "agg"  # for figures without a screen; a notebook's are shown by the notebook
    code(), versions()  # as they are now: a child made of this code says so, whatever the files say by then


def _make_validators() -> None:
    """Those of a notebook, of a part of it, and of the tables are made at their first use."""
    import nbformat.v4

    from playbook.client.market_tables import MARKET_TABLES
    from playbook.client.tables import CLIENT_TABLES
    from playbook.client.typing import typed_rows

    nbformat.validate(nbformat.v4.new_notebook())
    nbformat.v4.new_output("stream")
    for table in (*CLIENT_TABLES, *MARKET_TABLES):
        typed_rows([], table.columns, table.name, [])


def warm_up_for_many() -> None:
    """Import also what only some plans need, and have letters, fonts and templates ready: for a process that makes many
    plans."""
    from playbook.report.warm import warm_for_many

    warm_up()
    for module in _SELDOM:
        import_module(module)
    warm_for_many()


def make_font_stocks(*, tell: Tell) -> None:
    """Make the font stocks that are missing, in a child of a warm process: half a minute, once for a machine."""
    from playbook.report.warm import make_stocks

    make_stocks()
