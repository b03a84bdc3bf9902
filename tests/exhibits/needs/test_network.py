"""3.5 on the published case: sites, lines and what protects them."""

from __future__ import annotations

from playbook.client import load_client
from tests.builders.clients import build, printed


def test_the_published_lines_stand_at_their_sites() -> None:
    shown = build("3.5", load_client("pingan-life-fuzhou"), "en")
    lines = dict(zip(printed(shown, "site"), printed(shown, "lines"), strict=True))
    assert lines["Pref. 1"] == "256K DDN; backup 128K ISDN"
    assert lines["Shanghai data centre"] == "2M digital circuit; 512K DDN"
    bandwidth = dict(zip(printed(shown, "site"), printed(shown, "bandwidth"), strict=True))
    assert (bandwidth["Pref. 1"], bandwidth["Shanghai data centre"]) == ("256", "2,560")  # 2,048 + 512 kbit/s
    assert bandwidth["Hong Kong company"] == "unknown"  # a DDN line whose rate the source does not give
