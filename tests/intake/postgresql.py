"""A real PostgreSQL server for the tests: Debian's, with a cluster of its own in a temporary folder."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

PASSWORD = "s3cret-of-the-test"
_USER = "billing"


def _programs() -> Path | None:
    """The folder of the server's programs: Debian keeps them out of the path."""
    folders = sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
    found = shutil.which("initdb", path=os.pathsep.join([*map(str, folders), os.environ.get("PATH", "")]))
    return Path(found).parent if found else None


@contextmanager
def postgresql_server() -> Iterator[str]:
    """A server that asks for a password; its URL, with `$PGPASSWORD` for it. As root it runs as another user, since it
    refuses root. Where none is installed the test is left out, and on CI it fails."""
    programs = _programs()
    if programs is None:
        assert not os.environ.get("CI"), "CI has postgresql"
        pytest.skip("PostgreSQL's server is not installed (Debian: apt-get install postgresql)")
    as_user: dict[str, Any] = {"user": "nobody", "group": "nogroup", "extra_groups": []} if os.getuid() == 0 else {}
    folder = Path(tempfile.mkdtemp(prefix="pg-"))  # short: its socket lies in it
    try:
        if as_user:
            shutil.chown(folder, "nobody", "nogroup")
        with _running(programs, folder, as_user) as port:
            yield f"postgresql://{_USER}:$PGPASSWORD@127.0.0.1:{port}/postgres"
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def _running(programs: Path, folder: Path, as_user: dict[str, Any]) -> Iterator[int]:
    data, word, port = folder / "data", folder / "word", _free_port()
    word.write_text(PASSWORD, encoding="utf-8")
    word.chmod(0o644)
    login = ["--username", _USER, "--pwfile", str(word), "--auth", "scram-sha-256"]
    _run([programs / "initdb", "-D", data, "--encoding", "UTF8", "--no-sync", *login], folder, as_user)
    options = f"-c listen_addresses=127.0.0.1 -c port={port} -c unix_socket_directories={folder} -c fsync=off"
    control = [programs / "pg_ctl", "-D", data, "-w", "-l", folder / "log"]
    _run([*control, "-o", options, "start"], folder, as_user)
    try:
        yield port
    finally:
        _run([*control, "-m", "immediate", "stop"], folder, as_user)


def _run(command: list[Any], folder: Path, as_user: dict[str, Any]) -> None:
    done = subprocess.run(
        [*map(str, command)], cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, check=False, **as_user
    )
    assert done.returncode == 0, done.stderr.decode()


def _free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        port: int = one.getsockname()[1]
    return port
