"""The reference notebooks: those of the smallest client, executed in both languages. As a script: run them again.

nbval runs their cells and compares; a test beside this file holds their cells equal to those of notebooks/.
"""

from __future__ import annotations

import shutil
from pathlib import Path
from tempfile import TemporaryDirectory

import nbformat

from playbook.client import load_client
from playbook.run.sequence import execute

ROOT = Path(__file__).resolve().parents[2]
FOLDER, CLIENT, LANGUAGES = ROOT / "tests" / "reference", "bare-minimum", ("zh", "en")


def parameters(lang: str) -> dict[str, object]:
    """What the reference notebooks of a language are run with."""
    as_of = load_client(CLIENT, root=ROOT / "data").as_of
    return {"client": CLIENT, "as_of": as_of.isoformat(), "lang": lang}


def regenerate() -> None:
    """Run the notebooks in both languages and put them in the place of those that are there, laid out as nbformat does:
    a change is few lines."""
    for lang in LANGUAGES:
        with TemporaryDirectory() as folder:
            executed = execute(parameters(lang), data=ROOT / "data", folder=Path(folder))
            shutil.rmtree(FOLDER / lang, ignore_errors=True)
            (FOLDER / lang).mkdir(parents=True)
            for notebook in executed:
                nbformat.write(nbformat.read(notebook.path, as_version=4), FOLDER / lang / notebook.path.name)


if __name__ == "__main__":
    regenerate()
