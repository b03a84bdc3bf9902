"""What JSON or a pipe cannot carry: the cell that shows it fails; what is printed or raised is said, with what is
missing replaced."""

from __future__ import annotations

import pytest
from nbclient.exceptions import DeadKernelError
from papermill import PapermillExecutionError

from tests.run.engine.small import executed, outputs

HALF = r"a\ud800b"  # half of a character, which no encoding has
SHOWN = {
    "a result": f"class R:\n    def __repr__(self): return '{HALF}'\nR()",
    "displayed": f"display({{'text/plain': '{HALF}'}}, raw=True)",
    "metadata": f"display({{'text/plain': 'x'}}, metadata={{'a': '{HALF}'}}, raw=True)",
    "an update": f"display('x', display_id='i').update({{'text/plain': '{HALF}'}}, raw=True)",
    "a display id": f"display('x', display_id='{HALF}')",
    "a comm": f"from comm import create_comm\ncreate_comm(target_name='t', data={{'a': '{HALF}'}})",
}
#: What a cell shows and JSON cannot hold: the cell, and the error that ends it.
NO_JSON = {
    "circular": ("a = {}\na['a'] = a\ndisplay({'application/json': a}, raw=True)", "RecursionError"),
    "deep": ("a = []\nfor _ in range(100000): a = [a]\ndisplay({'application/json': a}, raw=True)", "RecursionError"),
    "an object": ("display({'application/json': object()}, raw=True)", "ValueError"),
    "5,000 digits": ("display({'application/json': {'a': 10 ** 5000}}, raw=True)", "ValueError"),
    "a repr that raises": ("class R:\n    def __repr__(self): raise ValueError('no')\nR()", "ValueError"),
    "a repr that is no text": ("class R:\n    def __repr__(self): return 5\nR()", "TypeError"),
    "an error that raises": (
        "class E(Exception):\n    def __str__(self): raise ValueError('no')\nraise E",
        "ValueError",
    ),
}


@pytest.mark.parametrize(
    ("source", "streams"),
    [
        (f"print('{HALF}')", [("stdout", "a\ufffdb\n")]),
        (f"print('{HALF}', flush=True)\nprint('on')", [("stdout", "a\ufffdb\n"), ("stdout", "on\n")]),
        (f"import sys\nprint('{HALF}', file=sys.stderr)", [("stderr", "a\ufffdb\n")]),
        (f"import logging\nlogging.warning('{HALF}')", [("stderr", "WARNING:root:a\ufffdb\n")]),
        (
            f"import threading\nt = threading.Thread(target=lambda: print('{HALF}')); t.start(); t.join()",
            [("stdout", "a\ufffdb\n")],
        ),
        (r"print('\ud83d\ude00')", [("stdout", "\U0001f600\n")]),
        (f"import json\njson.dumps = None\nprint('{HALF}')", [("stdout", "a\ufffdb\n")]),
    ],
    ids=["printed", "flushed", "error stream", "logged", "by a thread", "two halves", "json is gone"],
)
def test_half_a_character_in_a_stream_is_replaced(source: str, streams: list[tuple[str, str]]) -> None:
    assert outputs(executed(source, "print('next')", execution_timeout=60)) == [streams, [("stdout", "next\n")]]


@pytest.mark.parametrize("source", SHOWN.values(), ids=SHOWN)
def test_half_a_character_that_is_shown_is_the_cells_error(source: str) -> None:
    with pytest.raises(PapermillExecutionError, match="UnicodeEncodeError: 'utf-8' codec can't encode character"):
        executed(source, execution_timeout=60)


@pytest.mark.parametrize(
    ("source", "words"),
    [
        (f"raise ValueError('{HALF}')", "ValueError: a\ufffdb"),
        (f"raise SystemExit('{HALF}')", "SystemExit: a\ufffdb"),
        (f"raise KeyboardInterrupt('{HALF}')", "KeyboardInterrupt: a\ufffdb"),
    ],
    ids=["an error", "an exit", "an interrupt"],
)
def test_half_a_character_in_an_error_is_replaced(source: str, words: str) -> None:
    with pytest.raises(PapermillExecutionError, match=words):
        executed(source, execution_timeout=60)


@pytest.mark.parametrize(
    "source",
    [
        f"get_ipython().set_next_input('{HALF}')",
        f"from IPython.core import page\npage.page('{HALF}')",
        "a = {}\na['source'] = a\nget_ipython().payload_manager.write_payload(a)",
        "get_ipython().payload_manager.write_payload({'source': 'x', 'text': object()})",
    ],
    ids=["next input", "a page", "circular", "an object"],
)
def test_a_reply_comes_whatever_is_in_it(source: str) -> None:
    assert outputs(executed(source, "print('next')", execution_timeout=60)) == [[], [("stdout", "next\n")]]


@pytest.mark.parametrize(("source", "error"), NO_JSON.values(), ids=NO_JSON)
def test_what_no_json_holds_is_the_cells_error(source: str, error: str) -> None:
    with pytest.raises(PapermillExecutionError, match=error):
        executed(source, execution_timeout=60)


@pytest.mark.parametrize(
    ("values", "kept"),
    [
        ("{'nan': float('nan'), 'date': __import__('datetime').date(2003, 1, 2)}", {"nan": None, "date": "2003-01-02"}),
        ("{'bytes': b'\\xff', 'set': {1}, 1: 'key'}", {"bytes": "/w==", "set": [1], "1": "key"}),
        ("{'huge': 10 ** 30}", {"huge": 1e30}),
    ],
    ids=["no number", "no text", "a huge number"],
)
def test_what_json_holds_in_another_way_is_shown_as_in_a_kernel(values: str, kept: dict[str, object]) -> None:
    told = executed(f"display({{'text/plain': 'x', 'application/json': {values}}}, raw=True)").cells[0].outputs
    (shown,) = (output for output in told if output.output_type == "display_data")  # the library may warn beside it
    assert shown.data["application/json"] == kept


@pytest.mark.parametrize("numbers", ["(1,)", "(1, 2)", "range(3)"])
def test_a_cell_may_close_its_descriptors(numbers: str) -> None:
    source = f"import os\nfor number in {numbers}: os.close(number)\nprint('on')"
    assert outputs(executed(source, "print('next')", execution_timeout=60)) == [
        [("stdout", "on\n")],
        [("stdout", "next\n")],
    ]


@pytest.mark.parametrize(
    ("sources", "error"),
    [
        (["import sys\nsys.stdout.close()\nprint('x')"], "ValueError: I/O operation on closed file"),
        (["import sys\nsys.stdout = None", "print('x')\n%pwd"], "'NoneType' object has no attribute 'write'"),
        (
            [
                "import sys\nflushed = []\nclass S:\n    write = print\n    def flush(self):\n       "
                " flushed.append(1)\n        if len(flushed) == 1: 1 / 0\nsys.stdout = S()"
            ],
            "ZeroDivisionError: division by zero",
        ),
        (
            ["import sys\ndef hook(message): 1 / 0\nsys.stdout.register_hook(hook)\nprint('x')"],
            "ZeroDivisionError: division by zero",
        ),
    ],
    ids=["closed", "none", "a broken one", "a broken hook"],
)
def test_streams_that_a_cell_has_broken_are_its_error(sources: list[str], error: str) -> None:
    with pytest.raises(PapermillExecutionError, match=error):
        executed(*sources, execution_timeout=60)


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("import sys\ndel sys.stdout", "Kernel died: AttributeError: module 'sys' has no attribute 'stdout'"),
        ("import sys\nsys.stdout = object()", "Kernel died: AttributeError: 'object' object has no attribute 'flush'"),
        ("import os\nos.closerange(3, 256)", "Kernel died: the process ended with exit code"),
    ],
    ids=["deleted", "no stream", "the line"],
)
def test_a_kernel_that_cannot_answer_ends(source: str, words: str) -> None:
    with pytest.raises(DeadKernelError, match=words):
        executed(source, execution_timeout=60)


def test_what_a_thread_says_after_its_cell_does_no_harm() -> None:
    late = f"import threading, time\nt = threading.Thread(target=lambda: (time.sleep(0.1), print('{HALF}'))); t.start()"
    assert outputs(executed(late, "t.join()\nprint('next')"))[1] == [("stdout", "a\ufffdb\nnext\n")]
