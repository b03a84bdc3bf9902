"""What one notebook does to its process, the next one does not see."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from nbformat import NotebookNode
from papermill import execute_notebook

from playbook.run.clean import clean
from playbook.run.engine.managed import ManagedEngine
from playbook.run.sources import find_notebooks
from tests.builders.clients import DATA
from tests.run.engine.small import executed, notebook, printed

CHANGES = """
import os, sys, math, random, decimal, warnings
import matplotlib as mpl, numpy as np, pandas as pd
mpl.rcParams['figure.dpi'] = 7; os.environ['LEAK'] = '1'; os.chdir('/'); sys.path.append('/leak'); math.pi = 3
pd.set_option('display.max_rows', 1); decimal.getcontext().prec = 3; random.seed(1); np.random.seed(1); leak = 1
warnings.simplefilter('ignore')
"""
STATE = """
import os, sys, math, random, decimal, warnings
import matplotlib as mpl, numpy as np, pandas as pd
print(mpl.rcParams['figure.dpi'], 'LEAK' in os.environ, os.getcwd() == '/', '/leak' in sys.path, round(math.pi, 2))
print(pd.get_option('display.max_rows'), decimal.getcontext().prec, 'leak' in globals())
"""


def test_nothing_leaks() -> None:
    before = printed(STATE)
    executed(CHANGES)
    assert printed(STATE) == before == "100.0 False False False 3.14\n60 28 False\n"


def test_dice_differ() -> None:
    source = "import random, numpy as np\nprint(random.random(), np.random.random())"
    assert printed(source) != printed(source)


def test_the_environment_and_the_directory_are_the_callers(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    source = "import os\nprint(os.environ.get('PLAYBOOK_TEST'), os.getcwd())"
    printed("1")
    monkeypatch.setenv("PLAYBOOK_TEST", "now")
    assert printed(source) == f"now {Path.cwd()}\n"
    assert printed(source, cwd=str(tmp_path)) == f"now {tmp_path}\n"
    assert printed(source, resources={"metadata": {"path": str(tmp_path)}}) == f"now {tmp_path}\n"
    monkeypatch.delenv("PLAYBOOK_TEST")
    assert printed(source) == f"None {Path.cwd()}\n"


def test_notebooks_run_in_threads_at_once() -> None:
    with ThreadPoolExecutor(3) as pool:
        done = list(pool.map(lambda n: printed(f"import time\ntime.sleep(0.1)\nprint({n})"), range(6)))
    assert done == [f"{n}\n" for n in range(6)]


def test_options_as_on_a_kernels_command_line() -> None:
    done = executed(
        "import matplotlib.pyplot as plt\nplt.plot([1]);",
        extra_arguments=["--InlineBackend.figure_formats={'svg'}"],
    )
    assert sorted(done.cells[0].outputs[0].data) == ["image/svg+xml", "text/plain"]


def test_what_is_printed_is_logged_and_written(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    with (
        (tmp_path / "out").open("w") as out,
        (tmp_path / "err").open("w") as err,
        caplog.at_level("INFO", logger="papermill"),
    ):
        executed(
            "import sys\nprint('one')\nprint('two', file=sys.stderr)", stdout_file=out, stderr_file=err, log_output=True
        )
    assert ((tmp_path / "out").read_text(), (tmp_path / "err").read_text()) == ("one\n", "two\n")
    assert [record.message for record in caplog.records if record.message in ("one\n", "two\n")] == ["one\n", "two\n"]


def test_another_language_is_papermills_own_engines(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    monkeypatch.setattr(
        "playbook.run.engine.managed.NBClientEngine.execute_managed_notebook", lambda _, name, **__: asked.append(name)
    )
    ManagedEngine.execute_notebook(_other("ir", "R"), "ir", progress_bar=False)
    ManagedEngine.execute_notebook(_other("python3", "R"), "python3", progress_bar=False)
    monkeypatch.setattr("playbook.run.engine.managed.available", lambda: False)
    ManagedEngine.execute_notebook(_other("python3", "python"), "python3", progress_bar=False)
    assert asked == ["ir", "python3", "python3"]


def _other(kernel: str, language: str) -> NotebookNode:
    made = notebook("1")
    made.metadata.kernelspec = {"name": kernel, "language": language, "display_name": kernel}
    made.metadata.papermill = {}
    return made


def test_papermills_own_engine_makes_the_same_notebook(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PLAYBOOK_DATA", str(DATA))
    source, parameters = find_notebooks() / "01_industry.ipynb", {"client": min((DATA / "clients").iterdir()).name}
    ours, theirs = (
        clean(execute_notebook(source, None, parameters, engine_name=name, progress_bar=False, coalesce_streams=True))
        for name in ("playbook", None)
    )
    assert [_cell(cell) for cell in ours.cells] == [_cell(cell) for cell in theirs.cells]
    assert ours.metadata == theirs.metadata


def _cell(cell: NotebookNode) -> dict[str, object]:
    return {key: value for key, value in cell.items() if key != "id"}
