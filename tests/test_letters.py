"""Texts are cut between letters, and none turns what stands around it."""

from __future__ import annotations

import regex
from hypothesis import given
from hypothesis import strategies as st

from playbook.letters import CLOSE, DIRECTIONS, OPEN, beginning, clusters, isolated, lines_isolated, undirected

FAMILY = "\U0001f468\u200d\U0001f469\u200d\U0001f467"
#: Letters that are several characters: accents, families of signs, flags, Hangul jamo, Devanagari, picked shapes.
LETTERS = (
    *"aZ 9·永“，/-",
    "e\u0301",
    "o\u0302\u0323",
    FAMILY,
    "\U0001f44d\U0001f3fd",
    "\U0001f1e8\U0001f1f3",
    "\U0001f1ec\U0001f1e7",
    "\u1112\u1161\u11ab",
    "\u0928\u093f",
    "\u0915\u094d\u0937",
    "\u2764\ufe0f",
    "葛\U000e0100",
    "か\u3099",
    "1\ufe0f\u20e3",
)
texts = st.lists(st.sampled_from(LETTERS), max_size=12).map("".join)
MARKS = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f\u061c"


class TestClusters:
    def test_one_letter_of_several_characters_is_one(self) -> None:
        for letter in LETTERS:
            assert list(clusters(f"a{letter}")) == ["a", letter]

    @given(st.text() | texts)
    def test_they_are_those_of_unicode(self, text: str) -> None:
        assert list(clusters(text)) == regex.findall(r"\X", text)


class TestBeginning:
    def test_a_letter_that_does_not_fit_is_left_out_whole(self) -> None:
        assert beginning(f"ab{FAMILY}c", 4) == "ab"
        assert beginning("cafe\u0301s", 4) == "caf"

    def test_what_is_isolated_is_closed_where_it_is_cut(self) -> None:
        assert beginning(f"{OPEN}אבגד{CLOSE} d", 3) == f"{OPEN}אב{CLOSE}"

    @given(texts, st.integers(0, 30))
    def test_it_is_whole_letters_and_the_most_that_fit(self, text: str, length: int) -> None:
        kept, whole = beginning(text, length), regex.findall(r"\X", text)
        count = len(regex.findall(r"\X", kept))
        assert kept == "".join(whole[:count])
        assert len(kept) <= length
        assert count == len(whole) or len(kept + whole[count]) > length


class TestDirections:
    def test_live_is_not_shown_as_evil(self) -> None:
        assert undirected("\u202elive\u202c bank") == "live bank"

    def test_marks_stay_beside_letters_from_the_right_alone(self) -> None:
        assert undirected("a\u200f1-2") == "a1-2"
        assert undirected("שלום\u200f!\u202e") == "שלום\u200f!"

    def test_arabic_and_hebrew_are_isolated_once(self) -> None:
        assert isolated("بنك 12") == f"{OPEN}بنك 12{CLOSE}"
        assert isolated(isolated("בנק")) == f"{OPEN}בנק{CLOSE}"
        assert isolated("Bank of 福州") == "Bank of 福州"

    @given(st.text(alphabet=st.sampled_from("ab1- 永éבש" + MARKS)))
    def test_what_is_left_turns_nothing(self, text: str) -> None:
        straight = isolated(undirected(text))
        inside = straight[1:-1] if straight.startswith(OPEN) else straight
        assert (OPEN in straight) == any(letter in text for letter in "בש")
        assert not regex.search("[\u202a-\u202e\u2066-\u2069]", inside)
        assert straight.startswith(OPEN) or not DIRECTIONS.search(straight)
        assert DIRECTIONS.sub("", straight) == DIRECTIONS.sub("", text)

    @given(st.lists(st.text(alphabet=st.sampled_from(f"ab{OPEN}{CLOSE}")), max_size=5))
    def test_each_line_closes_what_it_opens(self, lines: list[str]) -> None:
        for line in lines_isolated(lines):
            assert line.count(OPEN) <= line.count(CLOSE)
