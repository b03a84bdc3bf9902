"""What holds for every test: Ctrl-C reaches what they start."""

from __future__ import annotations

import signal


def pytest_configure() -> None:
    """A script in the background hands on that SIGINT is ignored; what tests interrupt would then go on."""
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.default_int_handler)
