"""0.1, overview."""

from __future__ import annotations

from tests.builders.difference_exhibits import made


def test_the_title_is_revenue_from_x_to_y_and_why() -> None:
    assert (
        made("pingan-life-fuzhou", "en")["0.1"].title
        == "Revenue rose from ¥64,008 to ¥68,121 a month (+6.4%), mostly from data (+¥2,700)"
    )
    assert (
        made("pingan-life-fuzhou", "zh")["0.1"].title
        == "月收入由64,008元增至68,121元（+6.4%），数据业务的变化最大（+2,700元）"
    )


def test_the_basis_is_told() -> None:
    extra = made("pingan-life-fuzhou", "en")["0.1"].extra
    assert extra["differ"] is False
    assert extra["note"].startswith("Both plans are computed from today's files with the same ")
