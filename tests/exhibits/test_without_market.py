"""A plan without a market, or with a part of one: cards where the market is needed, and no figure that nobody knows."""

from __future__ import annotations

import random
import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest

from playbook.client import Client, list_clients, load_client
from playbook.client.market_tables import MARKET_TABLES
from playbook.families.plan import PLAN
from playbook.synth import make_book
from playbook.units import Lang
from tests.builders.clients import DATA, build
from tests.exhibits.figures import Figure, by_place, figures_of, wrong
from tests.exhibits.variants import SAMPLES, sample

_LANGS: tuple[Lang, ...] = ("zh", "en")
NAMES = tuple(table.name for table in MARKET_TABLES)
#: What is not held against the whole plan: counts of what is filled in and of needs found, ranks, choices.
EXEMPT = (
    r"(7\.\d|3\.1|6\.7|6\.8|4\.2|4\.[456]|5\.4|4\.9) |rule (7|6\.7)|fact (health|open_questions|findings|industry)",
    r"4\.3 (says|cost_unknown)",  # which design to compare with; of how many lines the cost is not known
    r"3\.2 rivals|3\.9 service",  # names
    r"1\.1b (of_all|says)|1\.2 says",  # over the industries that are shown
    r"3\.9 says (n|unasked|all|of|stated|latent|m|sized|sizes)\b",  # counts of the needs found
)


@dataclass(frozen=True)
class Part:
    """A sample with these tables of its market alone; `us` says whether the profile names the operator that is ours.
    Without any file of the market `named` is false."""

    client: str
    kept: tuple[str, ...] = ()
    named: bool = True
    us: bool = False

    def __str__(self) -> str:
        what = f"with {' '.join(self.kept) or 'market.yaml alone'}" if self.named else "without a market"
        return f"{self.client} {what}{' but ours' if self.us else ''}"


def parts() -> Iterator[Part]:
    draw = random.Random(2002)
    for client in SAMPLES:
        yield from (Part(client, named=False), Part(client, named=False, us=True), Part(client))
        yield from (Part(client, tuple(name for name in NAMES if name != gone)) for gone in NAMES)
        yield from (Part(client, tuple(sorted(draw.sample(NAMES, draw.randint(1, 6))))) for _ in range(4))


def made(part: Part, root: Path) -> Client:
    """The client of a part, as of its sample's date."""
    market = sample(part.client).market
    shutil.copytree(DATA / "clients" / part.client, root / "clients" / part.client)
    shutil.copy(DATA / "assumptions.yaml", root)
    if part.named:
        shutil.copytree(DATA / "markets" / market.id, root / "markets" / market.id)
        for name in set(NAMES) - set(part.kept):
            (root / "markets" / market.id / f"{name}.csv").unlink(missing_ok=True)
    else:
        profile = root / "clients" / part.client / "profile.yaml"
        text = re.sub(r"(?m)^market: .*\n", "", profile.read_text(encoding="utf-8"))
        stated = f'currency: "{sample(part.client).currency}"\n' + (f'us: "{market.us}"\n' if part.us else "")
        profile.write_text(text + stated, encoding="utf-8")
    return load_client(part.client, root=root, as_of=sample(part.client).as_of)


@cache
def whole(client: str) -> dict[str, list[Figure]]:
    return by_place(figures_of(sample(client)))


@pytest.mark.parametrize("part", list(parts()), ids=str)
def test_a_part_of_a_market_gives_cards_and_makes_nothing_up(part: Part, tmp_path: Path) -> None:
    client = made(part, tmp_path)
    for lang in _LANGS:
        for exhibit_id in PLAN.ids:
            exhibit = build(exhibit_id, client, lang)
            missing = PLAN.lacking(exhibit_id, client)
            assert exhibit.kind == "card" or not missing
            assert len(exhibit._repr_mimebundle_()) > 0
    faults = list(wrong(figures_of(client), whole(part.client)))
    assert [fault for fault in faults if not any(re.match(one, fault) for one in EXEMPT)] == []


@pytest.mark.parametrize("client", SAMPLES)
def test_what_needs_no_market_is_the_same(client: str, tmp_path: Path) -> None:
    without = made(Part(client, named=False, us=True), tmp_path)
    for exhibit_id in ("3.3", "3.5", "3.5b", "3.7", "3.8", "4.1", "5.1", "5.2", "5.5", "6.1", "6.2", "6.3", "6.4"):
        for lang in _LANGS:
            shown, usual = build(exhibit_id, without, lang), build(exhibit_id, sample(client), lang)
            assert (shown.title, shown.so_what, shown.source, shown.values) == (
                usual.title,
                usual.so_what,
                usual.source,
                usual.values,
            )


def test_what_sets_us_against_rivals_asks_who_we_are(tmp_path: Path) -> None:
    client = made(Part("harbour-hotels", named=False), tmp_path)
    for exhibit_id in ("1.5", "2.2", "2.3", "2.4", "2.4b", "2.5", "3.4"):
        (asked,) = build(exhibit_id, client, "en").extra["collect"]
        assert (asked["what"], asked["table"]) == (
            "which operator writes the plan (the field us, or a market that has it)",
            "profile.yaml",
        )
    assert build("1.4", client, "en").title.endswith("whether we or a rival lead there is not known")


def test_a_card_names_the_file_of_the_market_to_collect(tmp_path: Path) -> None:
    client = made(Part("bare-minimum", named=False, us=True), tmp_path)
    asked = {
        exhibit_id: build(exhibit_id, client, "zh").extra["collect"] for exhibit_id in ("1.1", "1.2", "1.3", "2.1")
    }
    assert {exhibit_id: [one["table"] for one in rows] for exhibit_id, rows in asked.items()} == {
        "1.1": ["industries.csv"],
        "1.2": ["service_usage.csv"],
        "1.3": ["sub_industries.csv"],
        "2.1": ["operator_resources.csv"],
    }


def test_services_without_a_list_go_by_their_usual_names_else_by_their_ids(tmp_path: Path) -> None:
    client = made(Part("harbour-hotels", ("operators",)), tmp_path)
    names = client.market.names("services")
    assert (names["cloud_wifi"].zh, names["mobile"].zh, names["mobile"].en) == ("云与托管Wi-Fi", "移动业务", "Mobile")


def test_the_cover_says_that_nobody_is_known_to_write_the_plan(tmp_path: Path) -> None:
    cover = build("0.1", made(Part("bare-minimum", named=False), tmp_path), "en")
    unit = cover.values.rows[2][1]
    assert (unit.known, unit.printed, unit.reason) == (False, "unknown", "no market is known yet")
    assert cover.extra["lines"] == ["As of 31 December 2002", "Internal edition · confidential"]


def test_a_made_up_client_stands_without_its_market(tmp_path: Path) -> None:
    book = make_book(3, seed=5, out=tmp_path / "book").folder
    for client_id in list_clients(book):
        profile = book / "clients" / client_id / "profile.yaml"
        text = re.sub(r"(?m)^market: .*\n", "", profile.read_text(encoding="utf-8"))
        currency = load_client(client_id, root=book).currency
        profile.write_text(f'{text}\ncurrency: "{currency}"\n', encoding="utf-8")
        client = load_client(client_id, root=book)
        kinds = {exhibit_id: build(exhibit_id, client, "zh").kind for exhibit_id in PLAN.ids}
        assert {exhibit_id for exhibit_id in PLAN.ids if PLAN.lacking(exhibit_id, client)} <= {
            exhibit_id for exhibit_id, kind in kinds.items() if kind == "card"
        }
        assert (kinds["1.1"], kinds["2.1"], kinds["3.2"]) == ("card", "card", "bar")
