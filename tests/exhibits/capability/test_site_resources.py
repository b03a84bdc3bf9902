"""5.1 on the published case: the seven sites with what reaches them, as the source has it."""

from __future__ import annotations

from playbook.client import load_client
from tests.builders.clients import build, printed


def test_the_published_resources() -> None:
    shown = build("5.1", load_client("pingan-life-fuzhou"), "en")
    exchange = dict(zip(printed(shown, "site"), printed(shown, "exchange"), strict=True))
    assert (exchange["Fuqing"], exchange["Shangye"], exchange["Hongbaoshi"]) == ("Fuqing", "Hualin", "Ziyang")
    assert exchange["Fuzhou branch"] == "unknown"
    assert printed(shown, "fibre").count("yes") == 1 and printed(shown, "fibre")[0] == "yes"
    assert printed(shown, "copper")[-1] == "yes (Cable 6)"
