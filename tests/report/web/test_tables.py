"""Tables on slides: every row is shown or counted, none is lost, and heights keep to the slide."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from playbook.report.web.tables import Space, sized_table, split_table, text_width


def table(rows: list[str]) -> str:
    body = "".join(f"<tr><td>{number}</td><td>{text}</td></tr>" for number, text in enumerate(rows))
    return f'<table class="pb-table"><thead><tr><th>No</th><th>Text</th></tr></thead><tbody>{body}</tbody></table>'


@pytest.mark.parametrize(
    ("text", "width"), [("中文", 2.0), ("", 0.0), ("ab", 1.12), ("ill", 1.08), ("W", 0.9), ("A", 0.64)]
)
def test_text_width_in_em(text, width):
    assert text_width(text) == pytest.approx(width)


def test_a_short_table_is_one_part_with_its_head_and_class():
    (part,) = split_table(table(["a", "b"]), Space(800, 400))
    assert (part.number, part.total, part.left_out) == (1, 1, 0)
    assert part.html.count("<tr>") == 3 and 'class="pb-table"' in part.html and part.html.count("<col ") == 2


def test_a_long_table_goes_on_with_its_head_repeated():
    parts = split_table(table(["text"] * 30), Space(800, 400, slides=5))
    assert [part.total for part in parts] == [3, 3, 3]
    assert all("<th>Text</th>" in part.html for part in parts)
    assert [part.left_out for part in parts] == [0, 0, 0]


def test_rows_beyond_the_last_slide_are_counted():
    parts = split_table(table(["text"] * 100), Space(800, 400, slides=2))
    shown = sum(part.html.count("<tr>") - 1 for part in parts)
    assert len(parts) == 2 and parts[0].left_out == 0
    assert parts[1].left_out == 100 - shown > 0


@pytest.mark.parametrize("body", ["<p>no table</p>", "<table></table>", table(["a"]) + table(["b"])])
def test_what_cannot_be_cut_is_left_as_it_is(body):
    assert [part.html for part in split_table(body, Space(800, 400))] == [body]


@given(st.lists(st.text(st.sampled_from("中文 abW&"), max_size=200), min_size=1, max_size=60), st.integers(1, 4))
def test_no_row_is_lost_or_repeated(texts, slides):
    rows = [text.replace("&", "&amp;") for text in texts]
    parts = split_table(table(rows), Space(600, 300, slides=slides))
    shown = [f"<tr><td>{number}</td>" for number in range(len(rows) - parts[-1].left_out)]
    joined = "".join(part.html for part in parts)
    assert [joined.count(start) for start in shown] == [1] * len(shown)
    assert joined.count("<tr>") == len(shown) + len(parts)
    assert len(parts) <= slides


def test_columns_of_the_page_have_fixed_shares_and_a_least_width():
    sized = sized_table(table(["a long text of several words that wants room"]), 900)
    assert 'class="pb-table" style="min-width:' in sized
    shares = [float(share) for share in re.findall(r'<col style="width:([\d.]+)%">', sized)]
    assert sum(shares) == pytest.approx(100, abs=0.02) and shares[1] > 3 * shares[0]
    assert sized.endswith("</table>") and sized.count("<tr>") == 2


@pytest.mark.parametrize("body", ["<p>no table</p>", "<table></table>"])
def test_what_is_no_table_is_not_sized(body):
    assert sized_table(body, 900) == body


def test_the_head_of_a_number_breaks_but_the_number_does_not():
    def widths(head: str, number: str) -> list[float]:
        cells = f'<tr><td>word</td><td class="pb-number">{number}</td></tr>'
        html = (
            '<table><thead><tr><th scope="col">Text</th><th scope="col"'
            f' class="pb-number">{head}</th></tr></thead><tbody>{cells}</tbody></table>'
        )
        return [
            float(share)
            for share in re.findall(r'<col style="width:([\d.]+)%">', split_table(html, Space(200, 400))[0].html)
        ]

    assert widths("aaaa aaaa aaaa aaaa", "1") == widths("aaaa aaaa aaaa aaaa", "1 2")
    assert widths("aaaa aaaa aaaa aaaa", "aaaa aaaa aaaa aaaa")[1] > widths("aaaa aaaa aaaa aaaa", "1")[1]


DATE, DATE_WIDTH = (
    "31 December 2002",
    8.78 * 15 * 1.06 + 21,
)  # em of its characters, size of type, safety; line and padding, px


def widths(rows: list[tuple[str, ...]], whole: float) -> list[float]:
    """The columns of the first slide, px."""
    body = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in rows)
    head = "".join(f"<th>{name}</th>" for name in ("Text", "Date", "More")[: len(rows[0])])
    part, *_ = split_table(
        f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>", Space(whole, 400, slides=9)
    )
    assert 'style="font-size:15px' in part.html
    return [float(share) * whole / 100 for share in re.findall(r'<col style="width:([\d.]+)%">', part.html)]


def test_a_date_stands_on_one_line_where_the_other_cells_need_no_more_lines_for_it():
    assert text_width(DATE) == pytest.approx(8.78)
    texts = ["word " * 40, *["word " * 9] * 12]
    assert widths([(text, DATE) for text in texts], 600)[1] == pytest.approx(DATE_WIDTH, abs=1)


def test_a_date_breaks_where_the_table_would_grow_higher_by_keeping_it_whole():
    assert widths([("word " * 60, DATE)], 300)[1] < DATE_WIDTH - 10


def test_a_date_breaks_where_there_is_no_room_for_the_words_beside_it():
    text, date = widths([("interconnectedness " * 8, DATE)] * 4, 330)
    assert text > text_width("interconnectedness") * 15 * 1.06 + 20
    assert date < DATE_WIDTH


def test_columns_of_short_texts_are_all_kept_whole_beside_a_long_one():
    given_widths = widths([("word " * 40, DATE, "two words"), *[("word " * 9, DATE, "two words")] * 12], 720)
    assert given_widths[1] >= DATE_WIDTH - 0.5
    assert given_widths[2] >= text_width("two words") * 15 * 1.06 + 20.5


def test_dates_on_one_line_let_more_rows_stand_on_a_slide():
    rows = "".join(f"<tr><td>{'word ' * (40 if number == 0 else 9)}</td><td>{DATE}</td></tr>" for number in range(20))
    (part,) = split_table(
        f"<table><thead><tr><th>Text</th><th>Date</th></tr></thead><tbody>{rows}</tbody></table>", Space(600, 870)
    )
    assert part.html.count("<tr>") == 21
    assert 'style="font-size:15px' in part.html


@given(
    st.lists(
        st.lists(st.text(st.sampled_from("中文 abW"), max_size=60), min_size=3, max_size=3), min_size=1, max_size=12
    ),
    st.integers(200, 1200),
)
def test_columns_fill_the_table_whatever_they_hold(rows, whole):
    body = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in rows)
    part, *_ = split_table(f"<table>{body}</table>", Space(whole, 400))
    shares = [float(share) for share in re.findall(r'<col style="width:([\d.]+)%">', part.html)]
    assert sum(shares) == pytest.approx(100, abs=0.03) and min(shares) > 0
