"""Real servers for the tests: OpenSSH's file server, and S3 as moto serves it."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from getpass import getuser
from pathlib import Path
from time import monotonic
from urllib.request import Request, urlopen

import pytest

SSHD = shutil.which("sshd") or shutil.which("sshd", path="/usr/sbin")


@dataclass(frozen=True)
class FileServer:
    """A server that runs: the URL that its files lie under, and fsspec's options for its protocol."""

    url: str
    protocol: str
    options: dict[str, str]
    home: Path

    @property
    def environment(self) -> dict[str, str]:
        """What a process must be told to reach it."""
        return {
            "HOME": str(self.home),
            **{f"FSSPEC_{self.protocol}_{name}".upper(): value for name, value in self.options.items()},
        }


@contextmanager
def sftp_server(folder: Path, host: str = "127.0.0.1") -> Iterator[FileServer]:
    """OpenSSH's sshd with a key of its own, for this user; everything that it knows lies in the folder."""
    if SSHD is None:
        assert not os.environ.get("CI"), "CI has openssh-server"
        pytest.skip("sshd is not installed (Debian: apt-get install openssh-server)")
    port = _free_port(host)
    config = _configured(folder, host, port)
    if os.getuid() == 0:
        Path("/run/sshd").mkdir(exist_ok=True)  # where sshd as root separates its privileges
    with (
        (folder / "log").open("w") as log,
        subprocess.Popen([SSHD, "-D", "-e", "-f", str(config)], stderr=log, stdin=subprocess.DEVNULL) as server,
    ):
        try:
            wait_for_port(host, port, server)
            yield FileServer(
                f"sftp://{getuser()}@{host}:{port}{folder}/files",
                "sftp",
                {"key_filename": str(folder / "user")},
                folder,
            )
        finally:
            sessions = _below(server.pid)
            server.terminate()
            for session in sessions:  # those of clients that have not said good-bye would stay
                with suppress(ProcessLookupError):
                    os.kill(session, signal.SIGKILL)


def _below(process: int) -> list[int]:
    """The processes that it started, and those that they started."""
    children = [
        int(child) for path in Path(f"/proc/{process}/task").glob("*/children") for child in path.read_text().split()
    ]
    return children + [below for child in children for below in _below(child)]


def _configured(folder: Path, host: str, port: int) -> Path:
    (folder / ".ssh").mkdir(parents=True)
    (folder / "files").mkdir()
    for name in ("host", "user"):
        subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", str(folder / name)], check=True)
    (folder / ".ssh" / "known_hosts").write_text(f"[{host}]:{port} " + (folder / "host.pub").read_text())
    config = folder / "sshd_config"
    config.write_text(
        f"Port {port}\nListenAddress {host}\nHostKey {folder / 'host'}\nAuthorizedKeysFile"
        f" {folder / 'user.pub'}\nPidFile none\nUsePAM no\nStrictModes no\nPasswordAuthentication no\nSubsystem sftp"
        " internal-sftp\nForceCommand internal-sftp\nMaxStartups 100\n"
    )
    return config


@contextmanager
def s3_server(folder: Path) -> Iterator[FileServer]:
    """moto's server in this process, with one bucket."""
    from moto.server import ThreadedMotoServer

    server = ThreadedMotoServer("127.0.0.1", 0, verbose=False)
    server.start()
    try:
        host, port = server.get_host_and_port()
        endpoint = f"http://{host}:{port}"
        with urlopen(Request(f"{endpoint}/plans", method="PUT")) as answer:
            assert answer.status == 200
        folder.mkdir(parents=True, exist_ok=True)
        yield FileServer("s3://plans/files", "s3", {"endpoint_url": endpoint, "key": "any", "secret": "any"}, folder)
    finally:
        server.stop()


def _free_port(host: str) -> int:
    with socket.socket() as one:
        one.bind((host, 0))
        port: int = one.getsockname()[1]
    return port


def wait_for_port(host: str, port: int, process: subprocess.Popen[bytes]) -> None:
    """Until somebody listens there."""
    deadline = monotonic() + 20
    while True:
        assert process.poll() is None, f"it ended with {process.returncode}"
        try:
            socket.create_connection((host, port), timeout=1).close()
            return
        except OSError:
            assert monotonic() < deadline, f"nobody listens on {host}:{port}"
