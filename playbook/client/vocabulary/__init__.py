"""The files of the words of the schema, as they stand: no rule is here, only reading.

`start.yaml`, `step_1.yaml` .. `step_6.yaml` and `market.yaml` hold the tables; `shared.yaml` the columns that many
tables have; `values.yaml` the closed lists; `units.yaml` the units; `house_services.yaml` and `house_operators.yaml`
what the house usually meets; `codebook.yaml` what the codebook says around them. Each is read once, when it is first
asked for.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import yaml

__all__ = ["MARKET_STEP", "listing", "steps", "table_words"]

#: Where the market's tables stand: after the six steps.
MARKET_STEP = 7
_FILES = ("start", *(f"step_{number}" for number in range(1, 7)), "market")


@cache
def listing(name: str) -> Mapping[str, Any]:
    """One file. Callers read it and change nothing."""
    content = (Path(__file__).parent / f"{name}.yaml").read_bytes()
    loaded: dict[str, Any] = yaml.load(content, Loader=getattr(yaml, "CBaseLoader", yaml.BaseLoader))
    return loaded


@cache
def table_words() -> Mapping[str, Any]:
    """The words of every table, by its name, from the start to the market."""
    return {name: words for file in _FILES for name, words in listing(file).items()}


@cache
def steps() -> Mapping[str, int]:
    """The step of every table: 0 for the start, 1 to 6, and `MARKET_STEP` for the market's."""
    return {name: number for number, file in enumerate(_FILES) for name in listing(file)}
