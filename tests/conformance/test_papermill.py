"""papermill's own tests, with our engine as the default one: they pass as they do with papermill's, but for those named
here.

They run in a process of their own, without our settings of pytest: warnings are theirs.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree

import pytest

from playbook.run.engine.tasks import available

#: The modules of papermill's tests that have to do with engines; the others read and write files, or need cloud
#: libraries.
MODULES = (
    "test_autosave",
    "test_cli",
    "test_clientwrap",
    "test_engines",
    "test_exceptions",
    "test_execute",
    "test_parameterize",
)

#: They start papermill's command line in a process of its own, where the default engine is papermill's.
ELSEWHERE = "not test_pipe and not test_stdout_file"

#: What fails, and why.
FAILING = {
    "TestBrokenNotebook2.test": "expects an output of an older IPython: it fails with papermill's default engine too",
    "TestNotebookHelpers.test_start_timeout": (
        "looks at how papermill's client class is called; our engine's is another, and waits for no start"
    ),
    "TestNotebookHelpers.test_default_start_timeout": "the same",
}


@pytest.mark.skipif(not available(), reason="elsewhere papermill's own engine does the work")
def test_papermills_tests_pass_with_our_engine(tmp_path: Path) -> None:
    report = tmp_path / "report.xml"
    command = [
        sys.executable,
        "-m",
        "pytest",
        "-c",
        os.devnull,
        "--rootdir",
        str(tmp_path),
        "-p",
        "no:cacheprovider",
        "-p",
        "no:nbval",
        "-p",
        "no:xdist",
        "-p",
        "tests.conformance.default_engine",
        "-q",
        "-k",
        ELSEWHERE,
        f"--junitxml={report}",
        "--pyargs",
        *(f"papermill.tests.{module}" for module in MODULES),
    ]
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PYTEST")}
    root = str(Path(__file__).resolve().parents[2])
    done = subprocess.run(
        command,
        cwd=tmp_path,
        env={**environment, "PYTHONPATH": root},
        capture_output=True,
        text=True,
        timeout=500,
        check=False,
    )
    cases = list(ElementTree.parse(report).iter("testcase"))
    failed = {_name(case) for case in cases if case.find("failure") is not None or case.find("error") is not None}
    assert failed == set(FAILING), done.stdout[-5000:]
    assert len(cases) - len(failed) > 100


def _name(case: ElementTree.Element) -> str:
    return f"{case.attrib['classname'].rpartition('.')[2]}.{case.attrib['name']}".lstrip(".")
