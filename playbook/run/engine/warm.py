"""What a mother loads before she forks, so that no child has to: the imports, and what the documents need each time."""
from __future__ import annotations

from playbook.run.lean import without_iri_grammar

__all__ = ["warm"]


def warm() -> None:
    """Import what a plan needs. Nothing is opened that a child could not share, and no thread is started."""
    without_iri_grammar()
    import IPython.core.interactiveshell
    import papermill

    import playbook.notebook
    import playbook.report.html
    import playbook.report.slides  # noqa: F401
