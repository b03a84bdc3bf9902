"""Starting fast: what a cold run need not import.

Where jupyterlab is installed, jsonschema finds a package that builds the grammar of internationalised addresses when it
is imported: one to three seconds, for a format that no notebook's schema asks for. jsonschema does without it where it
cannot be imported.
"""

from __future__ import annotations

import sys

__all__ = ["without_iri_grammar"]


def without_iri_grammar() -> None:
    """Let this process import jsonschema (and so nbformat, papermill and nbconvert) without the grammar."""
    if "jsonschema" in sys.modules:
        return
    sys.modules["rfc3987_syntax"] = None  # type: ignore[assignment]
    try:
        import jsonschema  # noqa: F401
    finally:
        del sys.modules["rfc3987_syntax"]
