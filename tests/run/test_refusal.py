"""A plan whose bills contradict their control total is refused, unless somebody wants it all the same."""

from __future__ import annotations

from pathlib import Path

import pytest

from playbook.errors import UserError
from playbook.run.batch.run import Resources, make_batch
from playbook.run.check import check_client
from playbook.run.plan import make_plan
from tests.builders.clients import build, make_client, write_client
from tests.run.small import write_notebooks

OFF = {"from": "2002-10", "to": "2002-12", "amount_month": 1200}


def test_check_run_and_batch_refuse_and_the_last_plan_stays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PLAYBOOK_NOTEBOOKS", str(write_notebooks(tmp_path / "notebooks")))
    data, out = write_client(tmp_path / "data"), tmp_path / "out"
    good = make_plan("acme", data=data, out=out, progress=False)
    page = (good.folder / "plan.html").read_bytes()
    write_client(data, {"control_totals": [OFF]})
    with pytest.raises(UserError, match=r"16\.7% apart"):
        check_client("acme", data=data)
    with pytest.raises(UserError, match=r"16\.7% apart") as raised:
        make_plan("acme", data=data, out=out, progress=False)
    assert raised.value.lines[1] == (
        "no plan is made before this is mended; --despite-control-total makes one, whose first page says so"
    )
    summary = make_batch(["acme"], data=data, out=out, resources=Resources(workers=1))
    assert summary.exit_code == 2
    assert (good.folder / "plan.html").read_bytes() == page


def test_with_the_flag_it_is_made_and_without_it_never_found_unchanged(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PLAYBOOK_NOTEBOOKS", str(write_notebooks(tmp_path / "notebooks")))
    data, out = write_client(tmp_path / "data", {"control_totals": [OFF]}), tmp_path / "out"
    made = make_plan("acme", data=data, out=out, progress=False, despite_control_total=True)
    assert made.manifest["despite_control_total"] is True
    assert len(made.warnings()) == 1
    assert make_plan("acme", data=data, out=out, progress=False, despite_control_total=True).unchanged
    with pytest.raises(UserError, match=r"16\.7% apart"):
        make_plan("acme", data=data, out=out, progress=False)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_its_first_page_says_so(tmp_path: Path, lang: str) -> None:
    client = make_client(tmp_path, {"control_totals": [OFF]})
    strip = build("6.0", client, "zh" if lang == "zh" else "en").extra["strip"]
    said = {"zh": "账单与总额矛盾", "en": "The bills contradict the control total"}[lang]
    assert strip["grave"].startswith(said)
