"""How a KPI's actual is judged by its target: green, amber, red.

It is *green* at its target or better, *amber* where it misses it by at most `kpi_near` of the target, *red* beyond;
without target or actual nobody can tell.
"""

from __future__ import annotations

from playbook.client.model import Client
from playbook.client.rows import Row
from playbook.units import is_unknown

__all__ = ["LIGHTS", "judged", "light_of"]

#: From the worst to the best; None is a KPI that nobody can judge.
LIGHTS = ("red", "amber", "green")
_UNKNOWN = float("nan")
_TINY = 1e-9


def light_of(actual: float, target: float, *, better: str, near: float) -> str | None:
    """The traffic light: green at the target or better, amber within `near` of the target's size, else red; None where
    one is unknown.

    >>> (
    ...     light_of(96, 100, better="higher", near=0.05),
    ...     light_of(5.6, 4, better="lower", near=0.05),
    ...     light_of(4, 4, better="lower", near=0.05),
    ... )
    ('amber', 'red', 'green')
    """
    if is_unknown(actual) or is_unknown(target):
        return None
    short = (target - actual) if better == "higher" else (actual - target)
    return "green" if short <= _TINY else "amber" if short <= near * abs(target) + _TINY else "red"


def judged(client: Client, actual: float, target: float, better: str) -> Row:
    """actual, target, variance (actual - target), variance_share (of the target's size), good (True where the variance
    is in the sense that is good or 0; None), light."""
    variance = actual - target
    share = variance / abs(target) if target else _UNKNOWN
    good = None if is_unknown(variance) else bool(variance >= -_TINY if better == "higher" else variance <= _TINY)
    light = light_of(actual, target, better=better, near=client.assume("kpi_near"))
    return {
        "actual": actual,
        "target": target,
        "variance": variance,
        "variance_share": share,
        "good": good,
        "light": light,
    }
