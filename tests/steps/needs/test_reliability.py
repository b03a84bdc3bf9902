"""Reliability against formulas worked by hand, against every state counted one by one, and what must hold for all
networks."""

from __future__ import annotations

from itertools import combinations, product
from math import prod

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from playbook.steps.needs import reliability_graph
from playbook.steps.needs.reliability import Interval, Line, lines_between, two_terminal, two_terminals

#: The bridge network from a to d: two lines at each end, and one across.
BRIDGE = ("ab", "ac", "bd", "cd", "bc")


def line(ends: str, works: float, exchanges: str = "") -> Line:
    return Line(ends[0], ends[1], works, frozenset(exchanges))


def exact(lines: list[Line], ends: str, exchanges: dict[str, float] | None = None) -> float:
    found = two_terminal(lines, ends[0], ends[1], exchanges=exchanges)
    assert found.exact and found.low == found.high
    return found.low


def counted(lines: list[Line], ends: str, exchanges: dict[str, float]) -> float:
    """The same by going through every state of every line and exchange: slow, and with nothing in common with what is
    tested."""
    names, total = sorted(exchanges), 0.0
    things = [*(one.works for one in lines), *(exchanges[name] for name in names)]
    for state in product((True, False), repeat=len(things)):
        chance = prod(works if up else 1 - works for works, up in zip(things, state, strict=True))  # type: ignore[misc]
        down = {name for name, up in zip(names, state[len(lines) :], strict=True) if not up}
        open_ends = [
            (one.source, one.target) for one, up in zip(lines, state, strict=False) if up and not one.exchanges & down
        ]
        seen = {ends[0]}
        for _ in open_ends:
            seen |= {site for pair in open_ends if seen & set(pair) for site in pair}
        total += chance * (ends[1] in seen)
    return total


def test_in_series_probabilities_multiply() -> None:
    assert exact([line("ab", 0.9), line("bc", 0.8)], "ac") == pytest.approx(0.72)


def test_in_parallel_failures_multiply() -> None:
    assert exact([line("ab", 0.9), line("ab", 0.8)], "ab") == pytest.approx(0.98)  # 1 - 0.1 x 0.2


def test_an_exchange_that_both_lines_share_is_in_series_with_them() -> None:
    lines = [line("ab", 0.9, "x"), line("ab", 0.8, "x")]
    assert exact(lines, "ab", {"x": 0.95}) == pytest.approx(0.95 * 0.98)


def test_an_exchange_of_two_lines_in_series_counts_once() -> None:
    assert exact([line("ab", 0.9, "x"), line("bc", 0.8, "x")], "ac", {"x": 0.5}) == pytest.approx(0.9 * 0.8 * 0.5)


def test_two_exchanges_crossed_over_by_hand() -> None:
    # main passes x and y, backup x and z: 0.9 x (1 - (1 - 0.9 x 0.8)(1 - 0.7 x 0.6)) with x 0.9, y 0.8, z 0.6
    lines = [line("ab", 0.9, "xy"), line("ab", 0.7, "xz")]
    assert exact(lines, "ab", {"x": 0.9, "y": 0.8, "z": 0.6}) == pytest.approx(0.9 * (1 - (1 - 0.72) * (1 - 0.42)))


def test_an_exchange_is_a_common_cause_and_not_a_switch() -> None:
    # a's line and c's line meet in exchange x; a's line is broken behind it (0): c's does not carry a's traffic
    assert exact([line("ah", 0.0, "x"), line("ch", 1.0, "x")], "ah", {"x": 1.0}) == 0


@pytest.mark.parametrize("p", [0.0, 0.1, 0.5, 0.9, 0.998, 1.0])
def test_the_bridge_network_has_its_published_formula(p: float) -> None:
    assert exact([line(ends, p) for ends in BRIDGE], "ad") == pytest.approx(2 * p**2 + 2 * p**3 - 5 * p**4 + 2 * p**5)


def test_the_bridge_network_with_five_different_lines() -> None:
    ab, ac, bd, cd, bc = 0.9, 0.8, 0.7, 0.6, 0.5
    across = (1 - (1 - ab) * (1 - ac)) * (1 - (1 - bd) * (1 - cd))  # bc works: b and c are one site
    apart = 1 - (1 - ab * bd) * (1 - ac * cd)  # bc has failed: two ways in parallel
    lines = [line(ends, works) for ends, works in zip(BRIDGE, (ab, ac, bd, cd, bc), strict=True)]
    assert exact(lines, "ad") == pytest.approx(bc * across + (1 - bc) * apart)


@pytest.mark.parametrize("p", [0.3, 0.9])
def test_four_sites_all_linked(p: float) -> None:
    # the direct line, beside the bridge network of the other five
    bridge = 2 * p**2 + 2 * p**3 - 5 * p**4 + 2 * p**5
    assert exact([line("".join(ends), p) for ends in combinations("abcd", 2)], "ad") == pytest.approx(
        1 - (1 - p) * (1 - bridge)
    )


def test_ends_that_are_one_site_or_not_linked() -> None:
    lines = [line("ab", 0.9), line("cd", 0.9)]
    assert two_terminal(lines, "a", "a") == Interval(1, 1, True)
    assert two_terminal(lines, "a", "c") == Interval(0, 0, True)
    assert two_terminal(lines, "a", "z") == Interval(0, 0, True)


@pytest.mark.parametrize(
    ("lines", "exchanges"),
    [([line("ab", 1.1)], {}), ([line("ab", float("nan"))], {}), ([line("ab", 0.9, "x")], {"x": -1.0})],
)
def test_what_is_no_probability_is_refused(lines: list[Line], exchanges: dict[str, float]) -> None:
    with pytest.raises(ValueError, match="is not a probability"):
        two_terminal(lines, "a", "b", exchanges=exchanges)


def test_an_exchange_without_a_probability_is_refused() -> None:
    with pytest.raises(ValueError, match="exchanges x"):
        two_terminal([line("ab", 0.9, "x")], "a", "b")


def test_cases_are_solved_side_by_side() -> None:
    lines = [Line("a", "b", (0.9, 0.5), frozenset("x")), Line("a", "c", 0.25)]
    found = two_terminals(lines, "a", ["b", "c"], exchanges={"x": (1.0, 0.5)})
    assert [[case.low for case in found[site]] for site in "bc"] == [[0.9, 0.25], [0.25, 0.25]]


def test_lines_that_are_on_no_way_do_not_count() -> None:
    lines = [line("ab", 0.9), line("bc", 0.9), line("cd", 0.9), line("cd", 0.9), line("be", 0.9)]
    assert lines_between(lines, "a", ["c", "d", "e"]) == {"c": (0, 1), "d": (0, 1, 2, 3), "e": (0, 4)}


def grid(wide: int, works: float) -> list[Line]:
    points = list(product(range(wide), repeat=2))
    return [
        Line(f"{x}-{y}", f"{a}-{b}", works)
        for x, y in points
        for a, b in ((x + 1, y), (x, y + 1))
        if a < wide and b < wide
    ]


@pytest.mark.parametrize("works", [0.5, 0.9, 0.998])
def test_beyond_the_limit_bounds_hold_the_exact_value_between_them(
    works: float, monkeypatch: pytest.MonkeyPatch
) -> None:
    lines = grid(4, works)  # 24 lines
    whole = two_terminal(lines, "0-0", "3-3", limit=30)
    monkeypatch.setattr(reliability_graph, "_LINES_BEYOND", 2000)  # some 80 networks are looked at
    bounds = two_terminal(lines, "0-0", "3-3", limit=10)
    assert (whole.exact, bounds.exact) == (True, False)
    assert bounds.low < whole.low < bounds.high
    assert bounds.high - bounds.low < (0.9 if works < 0.9 else 0.2)


def test_a_grid_of_60_lines_gives_bounds() -> None:
    found = two_terminal(grid(6, 0.998), "0-0", "5-5")
    assert not found.exact
    assert 0.99 < found.low < found.high <= 1


def test_many_shared_exchanges_give_bounds_that_hold_the_exact_value_between_them() -> None:
    # pairs of lines in series, the two of pair n through exchanges n and n + 1: a chain of common causes, counted by
    # going along it
    count, works, up = 16, 0.9, 0.99
    sites = [f"s{number}" for number in range(count + 1)]
    lines = [Line(sites[n], sites[n + 1], works, frozenset({f"x{n}"})) for n in range(count)]
    lines += [Line(sites[n], sites[n + 1], works, frozenset({f"x{n + 1}"})) for n in range(count)]
    chance = {True: up, False: 1 - up}  # how likely all pairs so far connect and the next exchange is up or down
    for _ in range(count):
        chance = {
            after: sum(
                chance[before] * (up if after else 1 - up) * (1 - (1 - works * before) * (1 - works * after))
                for before in (True, False)
            )
            for after in (True, False)
        }
    found = two_terminal(lines, sites[0], sites[-1], exchanges={f"x{number}": up for number in range(count + 1)})
    assert not found.exact
    assert found.low <= sum(chance.values()) <= found.high
    assert found.high - found.low < 0.001


def test_a_large_client_is_solved_within_its_budget() -> None:
    lines = [Line("hq", "dc", 0.9995, frozenset({"x0", "x1"}))]
    for number in range(60):
        lines.append(Line(f"s{number}", "hq", 0.995, frozenset({f"x{number % 20}", "x0"})))
        lines.append(Line(f"s{number}", "dc", 0.985, frozenset({f"x{number * 7 % 20}", "x2"})))
    found = two_terminals(
        lines, "hq", [f"s{number}" for number in range(60)], exchanges={f"x{number}": 0.9999 for number in range(20)}
    )
    assert all(
        0 < case.low <= case.high <= 1 and case.high - case.low < 1e-8 for cases in found.values() for case in cases
    )


ENDS = st.tuples(st.sampled_from("abcde"), st.sampled_from("abcde")).filter(lambda pair: pair[0] != pair[1])
WORKS = st.sampled_from((0.0, 0.25, 0.5, 0.9, 0.99, 1.0))
PASSED = st.frozensets(st.sampled_from("xyz"), max_size=2)
LINES = st.lists(
    st.builds(lambda ends, works, passed: Line(*ends, works, passed), ENDS, WORKS, PASSED), min_size=1, max_size=8
)
EXCHANGES = st.fixed_dictionaries(dict.fromkeys("xyz", WORKS))


@settings(max_examples=120, deadline=None)
@given(LINES, EXCHANGES)
def test_it_is_what_counting_every_state_gives(lines: list[Line], exchanges: dict[str, float]) -> None:
    found = exact(lines, "ab", exchanges)
    assert 0 <= found <= 1
    assert found == pytest.approx(counted(lines, "ab", exchanges), abs=1e-12)


@settings(max_examples=60, deadline=None)
@given(LINES, EXCHANGES, st.permutations("abcde"), st.randoms(use_true_random=False))
def test_names_of_sites_and_order_of_rows_change_nothing(
    lines: list[Line], exchanges: dict[str, float], names: list[str], chance: object
) -> None:
    called = dict(zip("abcde", names, strict=True))
    renamed = [Line(called[one.target], called[one.source], one.works, one.exchanges) for one in lines]
    chance.shuffle(renamed)  # type: ignore[attr-defined]
    assert exact(renamed, called["a"] + called["b"], exchanges) == pytest.approx(
        exact(lines, "ab", exchanges), abs=1e-12
    )
    assert two_terminal(lines[::-1], "a", "b", exchanges=exchanges) == two_terminal(
        lines, "a", "b", exchanges=exchanges
    )


@settings(max_examples=60, deadline=None)
@given(LINES, EXCHANGES, ENDS, WORKS)
def test_a_backup_line_never_lowers_it(
    lines: list[Line], exchanges: dict[str, float], ends: tuple[str, str], works: float
) -> None:
    more = [*lines, Line(*ends, works, frozenset("x"))]
    assert exact(more, "ab", exchanges) >= exact(lines, "ab", exchanges) - 1e-12


@settings(max_examples=60, deadline=None)
@given(LINES, EXCHANGES, st.integers(0, 3))
def test_bounds_hold_the_exact_value(lines: list[Line], exchanges: dict[str, float], limit: int) -> None:
    whole = exact(lines, "ab", exchanges)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(reliability_graph, "_LINES_BEYOND", 0)  # one network is looked at
        bounds = two_terminal(lines, "a", "b", exchanges=exchanges, limit=limit)
    assert bounds.low - 1e-12 <= whole <= bounds.high + 1e-12
