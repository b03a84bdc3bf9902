"""Bills of single months, from January 1997 on."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pandas as pd

START = pd.Period("1997-01", "M")


def monthly(
    amounts: Sequence[float | None], *, service: str = "data", contract: str = "c1", start: int = 0
) -> list[dict[str, Any]]:
    """Bills of single months from January 1997 on; None is a month without a bill."""
    months = [str(START + start + number) for number in range(len(amounts))]
    return [
        {"from": month, "to": month, "contract": contract, "service": service, "amount_month": amount}
        for month, amount in zip(months, amounts, strict=True)
        if amount is not None
    ]


def growing(level: float, rate: float, months: int = 36) -> list[float | None]:
    return [level * (1 + rate) ** (number / 12) for number in range(months)]
