"""The index's fonts: one for the page, one for the names in its rows, the most frequent characters first."""

from __future__ import annotations

import re

from playbook.report.index import index_page
from playbook.report.index.names_font import MOST, characters_of_names
from tests.report.fake_outputs import manifest, records


def test_names_have_a_font_of_their_own_in_both_weights_where_an_industry_is_named() -> None:
    page = index_page(
        *records([manifest(name={"zh": "鑫", "en": "Xin"}, facts={"industry": {"zh": "农", "en": "Farms"}})])
    )
    faces = re.findall(r'@font-face\{font-family:"([^"]+)";font-weight:(\d+)', page)
    assert faces == [
        (family, weight)
        for family in ("Playbook Sans", "Playbook Latin", "Playbook Names")
        for weight in ("400", "700")
    ]


def test_the_names_font_holds_the_most_frequent_characters() -> None:
    many = "".join(chr(0x4E00 + number) for number in range(MOST + 100))
    characters = characters_of_names([many, many[-1], "Xin\t"], frozenset("Xin"))
    assert len(characters) == MOST and many[-1] in characters and many[-2] not in characters
    assert list(characters) == sorted(characters)
