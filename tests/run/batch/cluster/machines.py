"""Machines for the tests: network namespaces of their own, joined by a bridge, where that can be had; else this
machine, several times over."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path

__all__ = ["APART", "Machine", "machines"]


@dataclass(frozen=True)
class Machine:
    """One machine: its address, and the namespace that it is; None for this one."""

    address: str
    namespace: str | None = None

    def command(self, *args: str) -> list[str]:
        """What to run here so that it runs there; the process has the same id."""
        return [*(["ip", "netns", "exec", self.namespace] if self.namespace else []), *args]


@cache
def apart() -> bool:
    """Whether namespaces can be had: as root, with iproute2, in a kernel that lets us."""
    if os.getuid() != 0 or not shutil.which("ip"):
        return False
    name = f"pb{os.getpid()}x"
    made = subprocess.run(["ip", "netns", "add", name], capture_output=True).returncode == 0
    if made:
        subprocess.run(["ip", "netns", "delete", name], check=True)
    return made


APART = apart()


@contextmanager
def machines(count: int) -> Iterator[list[Machine]]:
    """This machine (by the address that the others know it by) and so many others."""
    if not APART:
        yield [Machine("127.0.0.1")] * (count + 1)
        return
    bridge, net = f"pb{os.getpid()}", f"10.213.{os.getpid() % 250}"
    with ExitStack() as stack:
        _ip("link", "add", bridge, "type", "bridge")
        stack.callback(_ip, "link", "delete", bridge)
        _ip("address", "add", f"{net}.1/24", "dev", bridge)
        _ip("link", "set", bridge, "up")
        yield [
            Machine(f"{net}.1"),
            *(stack.enter_context(_machine(bridge, number, f"{net}.{number + 1}")) for number in range(1, count + 1)),
        ]
    assert not list(Path("/run/netns").glob(f"{bridge}*"))


@contextmanager
def _machine(bridge: str, number: int, address: str) -> Iterator[Machine]:
    name = f"{bridge}n{number}"
    _ip("netns", "add", name)
    try:
        _ip("link", "add", f"{name}a", "type", "veth", "peer", "name", f"{name}b")
        _ip("link", "set", f"{name}a", "master", bridge, "up")
        _ip("link", "set", f"{name}b", "netns", name)
        for words in (
            ("address", "add", f"{address}/24", "dev", f"{name}b"),
            ("link", "set", f"{name}b", "up"),
            ("link", "set", "lo", "up"),
        ):
            _ip("-n", name, *words)
        yield Machine(address, name)
    finally:
        _ip("netns", "delete", name)


def _ip(*words: str) -> None:
    subprocess.run(["ip", *words], check=True)
