"""Events of a relationship."""

from __future__ import annotations

from typing import Any

#: The plan's date of the test client is 23 January 2003.
AGREEMENT = {"event": "a", "name": "Agreement", "kind": "agreement", "start": "2001-05"}
WIN = {"event": "w", "name": "Line won", "kind": "win", "start": "2002-03"}
LOSS = {"event": "l", "name": "Line lost", "kind": "loss", "start": "2002-06"}
COMPLAINT = {"event": "c", "name": "Complaint", "kind": "complaint", "start": "2002-08"}
COMING = {"event": "n", "name": "Renamed", "kind": "organisation", "start": "2003-02"}
EVENTS: list[dict[str, Any]] = [AGREEMENT, WIN, LOSS, COMPLAINT, COMING]
