"""Guards: what the files say that a reader should not believe without a second look, worst first by money.

Nothing here is a fault: a plan can be made. Each doubt has a rule's id, a place, what it would cost if it is right, and
says how to mend it; `accepted.csv` silences those that somebody looked into.
"""

from __future__ import annotations
