"""What cells show: as a kernel would, and what goes past Python's streams too."""

from __future__ import annotations

import json

import pytest
from nbformat import NotebookNode
from papermill import execute_notebook

from tests.run.engine.small import executed, notebook, outputs, printed


def test_streams_results_and_counts() -> None:
    done = executed("import sys\nprint('out')\nprint('err', file=sys.stderr)\n6 * 7", "_ + 1", "x = 1")
    assert outputs(done) == [
        [("stdout", "out\n"), ("stderr", "err\n"), ("execute_result", "42")],
        [("execute_result", "43")],
        [],
    ]
    assert [cell.execution_count for cell in done.cells] == [1, 2, 3]
    assert [cell.metadata.papermill.status for cell in done.cells] == ["completed"] * 3


def test_what_is_written_to_the_descriptors_keeps_its_place() -> None:
    assert (
        printed("import os\nprint('a')\nos.write(1, b'b\\n')\nprint('c')\nos.system('echo d')\nprint('e')")
        == "a\nb\nc\nd\ne\n"
    )


def test_a_program_writes_where_python_does() -> None:
    source = (
        "import subprocess, sys\nsubprocess.run(['sh', '-c', 'echo one; echo two >&2'])\nsubprocess.run(['echo',"
        " 'three'], stdout=sys.stdout)"
    )
    assert outputs(executed(source + ";"))[0][:2] == [("stdout", "one\nthree\n"), ("stderr", "two\n")]


def test_characters_that_come_in_pieces() -> None:
    assert (
        printed(
            "import os, time\nfor byte in '中文'.encode():\n    os.write(1, bytes([byte])); print(end='', flush=True)"
        )
        == "中文"
    )


def test_more_than_a_pipe_holds() -> None:
    assert len(printed("import os\nos.system('yes 1234567890 | tr -d \"\\\\n\" | head -c 3000000');")) == 3_000_000


def test_a_forked_process_prints_through_the_cell() -> None:
    source = (
        "import multiprocessing as m\np = m.get_context('fork').Process(target=lambda: print('from below')); p.start();"
        " p.join(); print('above')"
    )
    assert printed(source) == "from below\nabove\n"


def test_several_processes_display_at_once() -> None:
    source = """
import multiprocessing as m
from IPython.display import display
def show(n):
    for _ in range(50): display(n)
processes = [m.get_context('fork').Process(target=show, args=(n,)) for n in range(4)]
for p in processes: p.start()
for _ in range(50): display(9)
for p in processes: p.join()
"""
    shown = [text for kind, text in outputs(executed(source))[0] if kind == "display_data"]
    assert {text: shown.count(text) for text in sorted(set(shown))} == {"0": 50, "1": 50, "2": 50, "3": 50, "9": 50}


def test_updates_reach_an_earlier_cell() -> None:
    done = executed("handle = display('before', display_id=True)", "handle.update('after')")
    assert outputs(done) == [[("display_data", "'after'")], []]


def test_clear_output() -> None:
    source = "from IPython.display import clear_output\nprint('gone')\nclear_output({})\nprint('stays')"
    assert printed(source.format("")) == "stays\n"
    assert printed(source.format("wait=True")) == "stays\n"
    assert printed("from IPython.display import clear_output\nprint('stays')\nclear_output(wait=True)") == "stays\n"


def test_rich_results_and_figures() -> None:
    figure = "import matplotlib.pyplot as plt\nplt.plot([1, 2]);"
    done = executed("import pandas as pd\npd.DataFrame({'a': [1]})", figure, f"%matplotlib inline\n{figure}")
    assert sorted(done.cells[0].outputs[0].data) == ["text/html", "text/plain"]
    for cell in done.cells[1:]:
        assert [(output.output_type, sorted(output.data)) for output in cell.outputs] == [
            ("display_data", ["image/png", "text/plain"])
        ]


def test_the_backend_that_was_asked_for_is_left_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MPLBACKEND", "agg")
    assert outputs(executed("import matplotlib.pyplot as plt\nplt.plot([1]);\nplt.get_backend()"))[0] == [
        ("execute_result", "'agg'")
    ]


def test_awaiting_and_what_runs_between_cells() -> None:
    source = (
        "import asyncio\nasync def later():\n    await asyncio.sleep(0.01)\n    return 5\ntask ="
        " asyncio.create_task(later())"
    )
    done = executed(source, "await task")
    assert outputs(done)[1] == [("execute_result", "5")]


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("!echo $((1 + 1))", "2\r\n"),
        ("%%bash\necho bash", "bash\n"),
        ("print(__name__)", "__main__\n"),
        ("import pickle\nclass Thing: pass\nprint(type(pickle.loads(pickle.dumps(Thing()))) is Thing)", "True\n"),
        ("import sys\nprint(sys.argv[0].rsplit('/')[-1], '' in sys.path)", "ipykernel_launcher.py True\n"),
        ("print(type(get_ipython()).__name__, 'IPKernelApp' in get_ipython().config)", "ZMQInteractiveShell True\n"),
        ("print(get_ipython().history_manager.hist_file)", ":memory:\n"),
        (
            "import threading, time\nt = threading.Thread(target=print, args=('thread',)); t.start(); t.join()",
            "thread\n",
        ),
        ("import sys\nprint(sys.stdin.read() == '', 'debugpy' in sys.modules)", "True False\n"),
    ],
)
def test_a_cell_finds_what_it_finds_in_a_kernel(source: str, text: str) -> None:
    assert printed(source) == text


def test_there_are_a_kernels_magics_and_names() -> None:
    source = (
        "import json\nprint(json.dumps([list(map(sorted, get_ipython().magics_manager.lsmagic().values())),"
        " sorted(get_ipython().user_ns)]))"
    )
    ours, theirs = (
        json.loads(
            execute_notebook(notebook(source), None, engine_name=name, progress_bar=False).cells[0].outputs[0].text
        )
        for name in ("playbook", None)
    )
    assert ours == theirs
    assert "store" in ours[0][0]


def test_magics_remember_for_this_notebook() -> None:
    store = "x = [1]\n%store x\nx.append(2)\n%store -r x\nprint(x)\n%store\n%store -d x\n%store"
    head = "Stored variables and their in-db values:\n"
    assert printed(store) == f"Stored 'x' (list)\n[1]\n{head}x             -> [1]\n{head}"
    assert printed("%store\n%bookmark -l") == f"{head}Current bookmarks:\n"


def test_streams_may_be_joined() -> None:
    source = "for n in range(2):\n    print(n)\n    display('-')"
    assert [kind for kind, _ in outputs(executed(source, coalesce_streams=True))[0]] == [
        "stdout",
        "display_data",
        "display_data",
    ]


def test_widgets_are_kept_with_their_state() -> None:
    done = executed(
        "import ipywidgets\nipywidgets.IntSlider(value=3)", "out = ipywidgets.Output()\nwith out:\n    print('inside')"
    )
    states = _widgets(done)
    assert states["IntSliderModel"]["value"] == 3
    assert states["OutputModel"]["outputs"] == [{"output_type": "stream", "name": "stdout", "text": "inside\n"}]


def _widgets(done: NotebookNode) -> dict[str, dict[str, object]]:
    kept = done.metadata.widgets["application/vnd.jupyter.widget-state+json"]["state"].values()
    return {widget["model_name"]: widget["state"] for widget in kept}
