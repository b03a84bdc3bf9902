"""A later plan over the very same files says that nothing was filled in since."""

from __future__ import annotations

from pathlib import Path

import pytest

from playbook.run.plan import make_plan
from tests.builders.clients import BILLS, write_client
from tests.run.small import write_notebooks


def test_nothing_filled_since_the_last_plan_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PLAYBOOK_NOTEBOOKS", str(write_notebooks(tmp_path / "notebooks")))
    data, out = write_client(tmp_path / "data"), tmp_path / "out"

    def warnings(day: str) -> list[str]:
        return make_plan("acme", as_of=day, data=data, out=out, progress=False).warnings()

    assert warnings("2003-01-23") == []
    assert warnings("2003-04-23") == [
        "clients/acme: nothing has been filled in since the plan of 2003-01-23; add the visits, bills and judgements"
        " since then, if there are any"
    ]
    write_client(
        data, {"bills": [*BILLS, {"from": "2003-01", "to": "2003-03", "service": "data", "amount_month": 610}]}
    )
    assert all("nothing has been filled in" not in line for line in warnings("2003-05-01"))
