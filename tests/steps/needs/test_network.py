"""Networks worked by hand: series, parallel, the bridge network, a shared exchange; and what must hold for all of
them."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from playbook.client import Client, load_client
from playbook.steps.needs.network import analyse_network
from tests.builders.clients import DATA, build
from tests.builders.network import network


def points(client: Client) -> dict[tuple[str, str], tuple[str, ...]]:
    return {(row["kind"], row["id"]): row["separates"] for row in analyse_network(client).points.to_dict("records")}


def test_in_series_every_line_and_the_site_between_cut_off_what_is_behind(tmp_path: Path) -> None:
    found = points(network(tmp_path, [("1", "h", "a"), ("2", "a", "b")], sites="hab"))
    assert found == {("line", "1"): ("a", "b"), ("line", "2"): ("b",), ("site", "a"): ("b",)}


def test_in_parallel_no_line_is_a_bridge(tmp_path: Path) -> None:
    assert points(network(tmp_path, [("1", "h", "a"), ("2", "h", "a", "backup")], sites="ha")) == {}


def test_the_bridge_network_has_no_single_point_of_failure(tmp_path: Path) -> None:
    lines = [("1", "h", "a"), ("2", "h", "b"), ("3", "a", "b"), ("4", "a", "c"), ("5", "b", "c")]
    assert points(network(tmp_path, lines)) == {}


def test_an_exchange_that_main_and_backup_share_is_one(tmp_path: Path) -> None:
    lines = [("1", "h", "a"), ("2", "h", "a", "backup")]
    client = network(tmp_path, lines, exchanges={"a": "x"}, sites="ha")
    assert points(client) == {("exchange", "x"): ("a",)}
    assert analyse_network(client).findings[0].rule == "needs.network.shared_exchange"


def test_traffic_does_not_change_lines_at_an_exchange(tmp_path: Path) -> None:
    # a and b are both served by x; a's trunk ends at y, b's at z: b's trunk does not carry a's traffic when y fails
    client = network(
        tmp_path,
        [("1", "a", "c"), ("2", "b", "h"), ("3", "c", "h")],
        exchanges={"a": "x", "b": "x", "c": "y", "h": "z"},
    )
    assert points(client)[("exchange", "y")] == ("a", "c")
    assert points(client)[("exchange", "x")] == ("a", "b")
    assert points(client)[("line", "3")] == ("a", "c")


def test_an_unknown_exchange_is_taken_as_independent_and_counted(tmp_path: Path) -> None:
    client = network(tmp_path, [("1", "h", "a"), ("2", "h", "a", "backup")], exchanges={"h": "y"}, sites="ha")
    assert analyse_network(client).unknown_exchanges == 2


def test_a_site_without_a_line_is_not_connected(tmp_path: Path) -> None:
    result = analyse_network(network(tmp_path, [("1", "h", "a")], sites="hab"))
    assert result.sites.set_index("site")["connected"].to_dict() == {"h": True, "a": True, "b": False}
    assert [finding.rule for finding in result.findings] == [
        "needs.network.single_points",
        "needs.network.cut_off",
    ]


def test_an_intended_line_does_not_carry_today_and_mends_later(tmp_path: Path) -> None:
    result = analyse_network(network(tmp_path, [("1", "h", "a"), ("2", "h", "a", "backup", "intended")], sites="ha"))
    assert result.points[["id", "remains"]].to_dict("records") == [{"id": "1", "remains": False}]
    assert result.sites.set_index("site").loc["a", "protected_later"]


@pytest.mark.parametrize(
    ("bandwidth", "required", "short"), [("128", 256, 128), ("256", 256, 0), ("", 256, None), ("128", "", None)]
)
def test_below_the_required_bandwidth_or_unknown(
    tmp_path: Path, bandwidth: str, required: float | str, short: float | None
) -> None:
    result = analyse_network(
        network(tmp_path, [("1", "h", "a", "main", "existing", bandwidth)], sites="ha", required=required)
    )
    value = result.sites.set_index("site").loc["a", "short_kbps"]
    assert value == short if short is not None else value != value


def test_the_planted_network_of_the_second_sample() -> None:
    found = points(load_client("harbour-hotels", root=DATA))
    assert found == {
        ("exchange", "castle-hill"): ("marina",),
        ("exchange", "eastquay-marsh"): ("marina",),
        ("exchange", "pier-road"): ("pier-head",),
        ("line", "l21"): ("marina",),
    }
    sites = analyse_network(load_client("harbour-hotels", root=DATA)).sites
    assert sorted(sites.loc[sites["short_kbps"] > 0, "site"]) == ["ferry", "lantern"]


LINES = st.lists(
    st.tuples(st.sampled_from("habcd"), st.sampled_from("habcd")).filter(lambda ends: ends[0] != ends[1]),
    min_size=1,
    max_size=9,
)


@settings(max_examples=25, deadline=None)
@given(LINES, st.permutations("abcd"))
def test_relabelling_changes_nothing(ends: list[tuple[str, str]], order: list[str]) -> None:
    names = dict(zip("abcd", order, strict=True)) | {"h": "h"}
    lines = [(str(number), *pair) for number, pair in enumerate(ends)]
    renamed = [(number, names[first], names[second]) for number, first, second in lines]
    with TemporaryDirectory() as one, TemporaryDirectory() as two:
        before, after = (
            points(network(Path(one), lines, sites="habcd")),
            points(network(Path(two), renamed, sites="habcd")),
        )
    moved = {
        (kind, names.get(name, name) if kind == "site" else name): tuple(sorted(names[site] for site in cut))
        for (kind, name), cut in before.items()
    }
    assert moved == {key: tuple(sorted(cut)) for key, cut in after.items()}


@settings(max_examples=25, deadline=None)
@given(LINES)
def test_a_backup_never_adds_a_point_of_failure(ends: list[tuple[str, str]]) -> None:
    lines = [(str(number), *pair) for number, pair in enumerate(ends)]
    with TemporaryDirectory() as one, TemporaryDirectory() as two:
        before, after = (
            points(network(Path(one), lines, sites="habcd")),
            points(network(Path(two), [*lines, ("b", *ends[0], "backup")], sites="habcd")),
        )
    assert set(after) <= set(before)
    assert ("line", "0") not in after


def lead(client: Client) -> tuple[str, list[str]]:
    for lang in ("zh", "en"):
        build("3.5", client, lang)._repr_mimebundle_()  # type: ignore[arg-type]
    rules = [finding.rule.rpartition(".")[2] for finding in analyse_network(client).findings]
    return rules[0], rules[1:]


def test_an_exchange_that_cuts_off_several_leads_and_a_backup_that_does_not_protect_follows(tmp_path: Path) -> None:
    lines = [("1", "h", "a"), ("2", "h", "a", "backup"), ("3", "h", "b"), ("4", "h", "c")]
    client = network(tmp_path, lines, exchanges={"a": "x", "b": "y", "c": "y"})
    assert lead(client) == ("single_points", ["shared"])
    assert analyse_network(client).points.iloc[0][["kind", "id", "separates", "backed"]].to_dict() == {
        "kind": "exchange",
        "id": "y",
        "separates": ("b", "c"),
        "backed": (),
    }


def test_only_intended_lines_connect_nothing(tmp_path: Path) -> None:
    assert lead(network(tmp_path, [("1", "h", "a", "main", "intended")], sites="ha")) == ("no_lines", [])


def test_a_protected_network_says_so(tmp_path: Path) -> None:
    assert lead(network(tmp_path, [("1", "h", "a"), ("2", "h", "a", "backup")], sites="ha")) == ("protected", [])


def test_the_backup_of_a_site_without_a_line_is_unknown(tmp_path: Path) -> None:
    sites = analyse_network(network(tmp_path, [("1", "h", "a")], sites="hab")).sites.set_index("site")
    assert (sites.loc["a", "backup"], sites.loc["b", "backup"]) == (False, None)


def test_the_published_network() -> None:
    result = analyse_network(load_client("pingan-life-fuzhou", root=DATA))
    worst = result.points.iloc[0]
    assert (worst["kind"], worst["id"], worst["separates"]) == (
        "exchange",
        "fuqing",
        ("fuqing", "county-6", "county-7"),
    )
    assert result.points.set_index(["kind", "id"]).loc[("exchange", "shuniu"), "backed"] == ("guangda",)
    assert [finding.rule for finding in result.findings] == [
        "needs.network.single_points_planned",
        "needs.network.shared",
        "needs.network.short",
    ]
