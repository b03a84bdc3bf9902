"""The tornado in both languages, with its hardest labels: joined to the gallery of all marks."""

from __future__ import annotations

from collections.abc import Callable

from matplotlib.figure import Figure

from playbook.charts.tornado import TornadoBar, tornado_chart

__all__ = ["GALLERY"]


def tornado_zh() -> Figure:
    bars = [
        TornadoBar("差距的尺度s", 8087.8, 26454.7, "8,088元（0.5）", "26,455元（1.2）", role="accent"),
        TornadoBar("差距的中点g0", 11902.5, 25595.4, "11,903元（−2）", "25,595元（−1）"),
        TornadoBar("“在用”动作的加值", 13393.9, 23248, "13,394元（1）", "23,248元（2.2）"),
        TornadoBar("网络覆盖的权重", 20165.2, 16505.4, "20,165元（0.1）", "16,505元（0.3）"),
        TornadoBar("运营管理的权重", 18245.5, 18300, "18,246元（0.05）", "18,300元（0.2）"),
    ]
    return tornado_chart(
        bars, 18097.2, lang="zh", base_label="现有假设：每月18,097元", low_label="假设取下限", high_label="假设取上限"
    )


def tornado_en() -> Figure:
    names = (
        "Weight of operations management",
        "What a move in service adds to the log-odds of losing the service",
        "The gap's scale s",
        "Weight of price",
        "Weight of service quality as the client sees it",
        "The gap's mid-point g0",
        "Weight of network coverage",
        "Weight of the brand",
    )
    bars = [
        TornadoBar(
            name,
            13_246_000 - 90_000 * number**2,
            13_246_000 + 60_000 * number**2,
            f"£{13_246_000 - 90_000 * number**2:,} (0.05)",
            f"£{13_246_000 + 60_000 * number**2:,} (0.2)",
            role="accent" if number == 7 else "grey",
        )
        for number, name in enumerate(names)
    ]
    return tornado_chart(
        bars,
        13_246_000,
        lang="en",
        base_label="As assumed: £13,246,000 a month",
        low_label="assumption at its low bound",
        high_label="assumption at its high bound",
    )


GALLERY: dict[str, Callable[[], Figure]] = {maker.__name__: maker for maker in (tornado_zh, tornado_en)}
