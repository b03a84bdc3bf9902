"""Departments are matched by name."""

from __future__ import annotations

import pytest

from playbook.steps.planning.departments import same_unit
from playbook.units import Name


@pytest.mark.parametrize(
    ("department", "audience", "same"),
    [
        (("财务部", "Finance department"), ("财务等部门", "Finance and other departments"), True),
        (("信息技术部", "IT department"), ("信息技术部和办公室", "x"), True),
        (("办公室", "Office"), ("总公司办公室", "Head office"), False),
        (("", "Board"), ("", "the Board"), True),
        (("", ""), ("", ""), False),
    ],
)
def test_departments_are_matched_by_name(department: tuple[str, str], audience: tuple[str, str], same: bool) -> None:
    assert same_unit(Name(*department), Name(*audience)) is same
