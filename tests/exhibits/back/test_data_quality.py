"""7.1 by hand: rows, how sure they are, and what is unknown."""

from __future__ import annotations

from pathlib import Path

from tests.builders.clients import build, make_client, printed


def test_rows_and_blank_cells_are_counted(tmp_path: Path) -> None:
    """Two bills; of the one risk nobody has said how likely it is."""
    client = make_client(tmp_path, {"risks": [{"risk": "r1", "name": "Flood", "amount_month": 100, "owner": ""}]})
    shown = build("7.1", client, "en")
    rows = dict(zip(printed(shown, "table"), printed(shown, "rows"), strict=True))
    assert (rows["bills.csv"], rows["risks.csv"], rows["contacts.csv"]) == ("2", "1", "0")
    measured = dict(zip(printed(shown, "table"), printed(shown, "measured"), strict=True))
    assert (measured["bills.csv"], measured["contacts.csv"]) == ("2", "0")
    unknown = dict(zip(printed(shown, "table"), printed(shown, "unknown"), strict=True))
    assert unknown["risks.csv"] != "0" and unknown["contacts.csv"] == "0"
