"""A client's name in Hebrew, or with marks that turn the text around them, is shown where it stands, in a browser."""

from __future__ import annotations

from typing import Any

import pytest

from playbook.letters import isolated, undirected

pytestmark = pytest.mark.browser

#: The characters of a text in the order in which they stand on the line, from the left.
IN_ORDER = """(element) => {
  const node = element.firstChild, found = [];
  for (let at = 0; at < node.length; at++) {
    const range = document.createRange();
    range.setStart(node, at);
    range.setEnd(node, at + 1);
    const box = range.getBoundingClientRect();
    if (box.width > 0.01) found.push([box.left, node.data[at]]);
  }
  return found.sort((one, other) => one[0] - other[0]).map((pair) => pair[1]).join("");
}"""


def shown(browser: Any, text: str, tag: str) -> str:
    """What a reader sees of the text from the left, in a paragraph or in a cell."""
    page = browser.new_page()
    inside = f"<table><tr><td id=x>{text}</td></tr></table>" if tag == "td" else f"<{tag} id=x>{text}</{tag}>"
    page.set_content(f'<!doctype html><html lang="en"><meta charset="utf-8">{inside}')
    try:
        return str(page.eval_on_selector("#x", IN_ORDER))
    finally:
        page.close()


@pytest.mark.parametrize("tag", ["p", "td", "h2"])
class TestOrder:
    def test_a_mark_turns_what_follows_unless_it_is_left_out(self, browser: Any, tag: str) -> None:
        name = "\u202elive"
        assert shown(browser, f"{name} pays 12", tag).replace("\u202e", "") == "21 syap evil"
        assert shown(browser, f"{isolated(undirected(name))} pays 12", tag) == "live pays 12"

    def test_a_hebrew_name_leaves_the_numbers_beside_it_where_they_are(self, browser: Any, tag: str) -> None:
        name = "אבג"
        assert shown(browser, f"{name} 1, 2", tag) != "גבא 1, 2"
        assert shown(browser, f"{isolated(name)} 1, 2", tag) == "גבא 1, 2"
        assert shown(browser, f"Of {isolated(name)}, {isolated('דה')}: 12", tag) == "Of גבא, הד: 12"
