"""Decision points of a client, and whom we know there."""

from __future__ import annotations

from typing import Any

CONTACTS: list[dict[str, Any]] = [
    {"contact": "boss", "role": "Director", "power": 5, "attitude": "C"},
    {"contact": "it", "role": "IT manager", "power": 3, "attitude": "B+"},
    {"contact": "net", "role": "Network manager", "power": 1, "attitude": "D"},
    {"contact": "new", "role": "New buyer", "power": 4, "attitude": ""},
]
PURCHASES = [{"purchase": "circuits", "name": "Circuits"}, {"purchase": "voice", "name": "Voice"}]


def say(decision: str, purchase: str, part: str, weight: Any, contacts: str = "none", **more: Any) -> dict[str, Any]:
    return {
        "decision": decision,
        "purchase": purchase,
        "level": "branch",
        "department": decision.title(),
        "part": part,
        "weight": weight,
        "contacts": contacts,
        **more,
    }


DECISIONS = [
    say("board", "circuits", "decides", 0.6, "boss"),
    say("it", "circuits", "takes_part", 0.4, "it net"),
    say("shops", "circuits", "carries_out", ""),
    say("office", "voice", "decides", 0.7, level="head_office"),
    say("it-voice", "voice", "takes_part", 0.3, "it"),
]
