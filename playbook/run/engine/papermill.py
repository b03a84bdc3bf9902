"""The engine that papermill knows by the name of `playbook`: `papermill --engine playbook in.ipynb out.ipynb`.

papermill loads every engine while it is itself being imported, so this module imports nothing: what does the work
(:mod:`playbook.run.engine.managed`) is loaded with the first notebook.
"""

from __future__ import annotations

from typing import Any

__all__ = ["PlaybookEngine"]


class PlaybookEngine:
    """Executes Python notebooks in forked processes, and hands every other notebook to papermill's own engine."""

    @classmethod
    def execute_notebook(cls, nb: Any, kernel_name: str, **options: Any) -> Any:
        """Execute a notebook that is held in memory and return it; papermill's options are understood as its own engine
        does."""
        return _engine().execute_notebook(nb, kernel_name, **options)

    @classmethod
    def nb_kernel_name(cls, nb: Any, name: str | None = None) -> str:
        """The name of the notebook's kernel; `name` where it is given."""
        return str(_engine().nb_kernel_name(nb, name))

    @classmethod
    def nb_language(cls, nb: Any, language: str | None = None) -> str:
        """The notebook's language; `language` where it is given."""
        return str(_engine().nb_language(nb, language))


def _engine() -> Any:
    from playbook.run.engine.managed import ManagedEngine

    return ManagedEngine
