"""A pytest plugin for papermill's own tests: our engine in the place of papermill's default one."""

from __future__ import annotations


def pytest_configure() -> None:
    from papermill.engines import papermill_engines

    from playbook.run.engine.papermill import PlaybookEngine

    papermill_engines.register(None, PlaybookEngine)
