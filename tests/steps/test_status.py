"""How sure a result is."""

from __future__ import annotations

import pytest

from playbook.steps.status import weakest


@pytest.mark.parametrize(
    ("inputs", "status"),
    [
        (["published", "published"], "published"),
        (["published", "estimated"], "estimated"),
        (["illustrative"], "illustrative"),
        (["measured", "illustrative"], "partly_illustrative"),
        (["partly_illustrative", "estimated"], "partly_illustrative"),
        ([], "unknown"),
        ([None], "unknown"),
    ],
)
def test_a_result_is_as_sure_as_its_weakest_input(inputs: list[str], status: str) -> None:
    assert weakest(inputs) == status
