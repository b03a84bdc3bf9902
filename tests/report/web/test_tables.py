"""Tables on slides: every row is shown or counted, none is lost, and heights keep to the slide."""

from __future__ import annotations

import re
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from playbook.exhibits.exhibit import Cell, Field, Span, Table
from playbook.exhibits.markup import table_html
from playbook.report.paging import Space, columns, estimated_width, paged
from playbook.report.web.tables import Part, sized_table, split_table


def of(heads: Sequence[str], rows: Sequence[Sequence[str]], *, numbers: Sequence[str] = ()) -> Table:
    """A table of texts; the columns of `numbers` hold numbers."""
    fields = tuple(Field(name, name, numeric=name in numbers) for name in heads)
    return Table(fields, tuple(tuple(Cell(text, text) for text in row) for row in rows))


def table(rows: list[str]) -> Table:
    return of(("No", "Text"), [(str(number), text) for number, text in enumerate(rows)])


def sized(given: Table, width: float) -> str:
    return sized_table(given, columns(given, width))


def shares(html: str) -> list[float]:
    return [float(share) for share in re.findall(r'<col style="width:([\d.]+)%">', html)]


@pytest.mark.parametrize(
    ("text", "width"), [("中文", 2.0), ("", 0.0), ("ab", 1.12), ("ill", 1.08), ("W", 0.9), ("A", 0.64)]
)
def test_estimated_width_in_em(text, width):
    assert estimated_width(text) == pytest.approx(width)


def test_a_short_table_is_one_part_with_its_head_and_class():
    (part,) = split_table(table(["a", "b"]), Space(800, 400))
    assert (part.number, part.total, part.left_out) == (1, 1, 0)
    assert part.html.count("<tr>") == 3 and 'class="pb-table"' in part.html and part.html.count("<col ") == 2


def test_a_long_table_goes_on_with_its_head_repeated():
    parts = split_table(table(["text"] * 30), Space(800, 400, slides=5))
    assert [part.total for part in parts] == [3, 3, 3]
    assert all('<th scope="col">Text</th>' in part.html for part in parts)
    assert [part.left_out for part in parts] == [0, 0, 0]


def test_rows_beyond_the_last_slide_are_counted():
    parts = split_table(table(["text"] * 100), Space(800, 400, slides=2))
    shown = sum(part.html.count("<tr>") - 1 for part in parts)
    assert len(parts) == 2 and parts[0].left_out == 0
    assert parts[1].left_out == 100 - shown > 0


@pytest.mark.parametrize("empty", [of(("Text",), ()), of((), ())])
def test_what_has_no_rows_is_left_as_it_is(empty):
    assert split_table(empty, Space(800, 400)) == (Part(table_html(empty), 1, 1, 0),)


@given(st.lists(st.text(st.sampled_from("中文 abW&"), max_size=200), min_size=1, max_size=60), st.integers(1, 4))
def test_no_row_is_lost_or_repeated(texts, slides):
    parts = split_table(table(texts), Space(600, 300, slides=slides))
    shown = [f"<tr><td>{number}</td>" for number in range(len(texts) - parts[-1].left_out)]
    joined = "".join(part.html for part in parts)
    assert [joined.count(start) for start in shown] == [1] * len(shown)
    assert joined.count("<tr>") == len(shown) + len(parts)
    assert len(parts) <= slides


@given(
    st.lists(st.tuples(st.booleans(), st.text(st.sampled_from("中文 abW&"), max_size=99)), min_size=1, max_size=60),
    st.integers(1, 4),
)
def test_pages_follow_each_other_and_a_heading_stands_with_what_it_heads(rows, slides):
    made = Table(
        (Field("a", "A"), Field("b", "B")),
        tuple((Span(text, 2),) if heads else (Cell(text, text), Cell("", "")) for heads, text in rows),
    )
    pages = paged(made, Space(600, 300, slides=slides))
    ends = [0, *(page.stop for page in pages.pages)]
    assert [page.start for page in pages.pages] == ends[:-1] and pages.left_out == len(rows) - ends[-1]
    assert all(len(page) for page in pages.pages) and len(pages.pages) <= slides
    for page in pages.pages[:-1]:
        heading, headed = rows[page.stop - 1][0], not rows[page.stop][0]
        assert not (heading and headed and len(page) > 1), "a heading is the last row of a slide"


def test_columns_of_the_page_have_fixed_shares_and_a_least_width():
    html = sized(table(["a long text of several words that wants room"]), 900)
    assert 'class="pb-table" style="min-width:' in html
    assert sum(shares(html)) == pytest.approx(100, abs=0.02) and shares(html)[1] > 3 * shares(html)[0]
    assert html.endswith("</table>") and html.count("<tr>") == 2


def test_a_table_without_rows_is_sized_by_its_heads():
    html = sized(of(("Text", "A longer head"), ()), 900)
    assert sum(shares(html)) == pytest.approx(100, abs=0.02) and html.count("<tr>") == 1


def test_the_head_of_a_number_breaks_but_the_number_does_not():
    def widths(head: str, number: str) -> list[float]:
        made = of(("Text", head), [("word", number)], numbers=(head,))
        return shares(split_table(made, Space(200, 400))[0].html)

    assert widths("aaaa aaaa aaaa aaaa", "1") == widths("aaaa aaaa aaaa aaaa", "1 2")
    assert widths("aaaa aaaa aaaa aaaa", "aaaa aaaa aaaa aaaa")[1] > widths("aaaa aaaa aaaa aaaa", "1")[1]


def test_words_in_the_place_of_a_number_break_unless_numbers_are_kept_whole():
    fields = (Field("text", "Text"), Field("number", "No", numeric=True))
    made = Table(fields, ((Cell("word", "word"), Cell(None, "aaaa aaaa aaaa aaaa", "nobody knows")),))
    assert columns(made, 200, whole=True).widths[1] > columns(made, 200).widths[1]


DATE, DATE_WIDTH = (
    "31 December 2002",
    8.78 * 15 * 1.06 + 21,
)  # em of its characters, size of type, safety; line and padding, px


def widths(rows: list[tuple[str, ...]], whole: float) -> list[float]:
    """The columns of the first slide, px."""
    part, *_ = split_table(of(("Text", "Date", "More")[: len(rows[0])], rows), Space(whole, 400, slides=9))
    assert 'style="font-size:15px' in part.html
    return [share * whole / 100 for share in shares(part.html)]


def test_a_date_stands_on_one_line_where_the_other_cells_need_no_more_lines_for_it():
    assert estimated_width(DATE) == pytest.approx(8.78)
    texts = ["word " * 40, *["word " * 9] * 12]
    assert widths([(text, DATE) for text in texts], 600)[1] == pytest.approx(DATE_WIDTH, abs=1)


def test_a_date_breaks_where_the_table_would_grow_higher_by_keeping_it_whole():
    assert widths([("word " * 60, DATE)], 300)[1] < DATE_WIDTH - 10


def test_a_date_breaks_where_there_is_no_room_for_the_words_beside_it():
    text, date = widths([("interconnectedness " * 8, DATE)] * 4, 330)
    assert text > estimated_width("interconnectedness") * 15 * 1.06 + 20
    assert date < DATE_WIDTH


def test_columns_of_short_texts_are_all_kept_whole_beside_a_long_one():
    given_widths = widths([("word " * 40, DATE, "two words"), *[("word " * 9, DATE, "two words")] * 12], 720)
    assert given_widths[1] >= DATE_WIDTH - 0.5
    assert given_widths[2] >= estimated_width("two words") * 15 * 1.06 + 20.5


def test_dates_on_one_line_let_more_rows_stand_on_a_slide():
    rows = [("word " * (40 if number == 0 else 9), DATE) for number in range(20)]
    (part,) = split_table(of(("Text", "Date"), rows), Space(600, 870))
    assert part.html.count("<tr>") == 21
    assert 'style="font-size:15px' in part.html


@given(
    st.lists(
        st.lists(st.text(st.sampled_from("中文 abW"), max_size=60), min_size=3, max_size=3), min_size=1, max_size=12
    ),
    st.integers(200, 1200),
)
def test_columns_fill_the_table_whatever_they_hold(rows, whole):
    part, *_ = split_table(of(("", "", ""), rows), Space(whole, 400))
    assert sum(shares(part.html)) == pytest.approx(100, abs=0.03) and min(shares(part.html)) > 0
