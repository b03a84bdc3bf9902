"""1.1c, concentration by industry."""

from __future__ import annotations

from playbook.client import load_client
from tests.builders.clients import build, printed

CLIENTS = ("pingan-life-fuzhou", "harbour-hotels", "bare-minimum")
IDS = ("1.1b", "1.1c", "1.2", "1.4")
OWN_IDS = ("1.1", "1.3", "1.5")


def test_concentration_as_printed() -> None:
    found = build("1.1c", load_client("harbour-hotels"), "zh")
    assert found.title == "9个行业中3个就占收入的54.5%，但总体并不集中：HHI为0.14，低于0.18"
    measures = dict(zip(printed(found, "what"), printed(found, "measure"), strict=True))
    assert measures["集中度指数（HHI，×10,000）"] == "1,434"
    assert measures["前三大行业占比"] == "54.5%"
