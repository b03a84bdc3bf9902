"""plan.html in a browser: silent, readable on a desk and on a phone, with real Chinese characters, and open to
everybody."""

from __future__ import annotations

from itertools import pairwise

import pytest

pytestmark = pytest.mark.browser
LANGUAGES = ["zh", "en"]

HEADINGS = "Array.from(document.querySelectorAll('h1,h2,h3,h4,h5,h6'), h => Number(h.tagName[1]))"
SHOWN = (
    "Array.from(document.querySelectorAll('[data-exhibit]')).filter(e => e.getClientRects().length).map(e =>"
    " e.dataset.exhibit)"
)
OUTSIDE = """() => Array.from(document.querySelectorAll('main *')).filter(e => {
  if (e.closest('.scroller') || e.closest('.pb-visually-hidden')) return false;
  const box = e.getBoundingClientRect();
  return box.width && (box.right > innerWidth + 0.5 || box.left < -0.5);
}).map(e => e.tagName + '.' + e.className)"""
GLYPHS = """(weight) => {
  const draw = (text) => {
    const canvas = Object.assign(document.createElement('canvas'), {width: 64, height: 64});
    const pen = canvas.getContext('2d', {willReadFrequently: true});
    pen.font = weight + ' 48px "Playbook Sans"';
    pen.fillText(text, 4, 50);
    return pen.getImageData(0, 0, 64, 64).data.filter((_, place) => place % 4 === 3).join('');
  };
  const blank = draw(' '), missing = draw('\\u{10FFFD}');
  const text = document.body.innerText + Array.from(document.querySelectorAll('td'), cell => cell.textContent).join('');
  const characters = Array.from(new Set(text)).filter(character => character > ' ' && !/\\s/.test(character));
  const drawn = characters.map(draw);
  return {
    chinese: characters.filter(character => character >= '\\u4e00' && character <= '\\u9fff').length,
    tofu: characters.filter((_, place) => drawn[place] === missing || drawn[place] === blank),
    shapes: new Set(drawn).size, characters: characters.length,
  };
}"""
CONTRAST = """() => {
  const parse = (text) => (text.match(/[\\d.]+/g) || []).map(Number);
  const light = ([r, g, b]) => [r, g, b].map(v => v / 255)
    .map(v => v <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4)
    .reduce((sum, v, i) => sum + v * [0.2126, 0.7152, 0.0722][i], 0);
  const ground = (e) => {
    for (; e; e = e.parentElement) { const c = parse(getComputedStyle(e).backgroundColor);
      if (c.length === 3 || c[3] > 0) return c; }
    return [255, 255, 255];
  };
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const low = new Set();
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const element = node.parentElement;
    if (!node.data.trim() || !element.getClientRects().length || element.closest('script,style')) continue;
    const [a, b] = [light(parse(getComputedStyle(element).color)), light(ground(element))].sort((x, y) => y - x);
    if ((a + 0.05) / (b + 0.05) < 4.5) low.add(element.className + ': ' + node.data.trim().slice(0, 30));
  }
  return Array.from(low);
}"""


@pytest.fixture(params=LANGUAGES)
def desk(request, plan_folder, open_document):
    return open_document(plan_folder(request.param) / "plan.html")


@pytest.fixture(params=LANGUAGES)
def phone(request, plan_folder, open_document):
    return open_document(plan_folder(request.param) / "plan.html", width=375, height=812)


def test_it_asks_nobody_and_complains_of_nothing(desk):
    desk.page.evaluate("window.scrollTo(0, document.body.scrollHeight)")
    desk.page.wait_for_timeout(200)
    assert desk.requests == []
    assert desk.complaints == []


def test_every_exhibit_is_shown(desk):
    shown = desk.page.evaluate(SHOWN)
    assert len(shown) == len(set(shown)) > 0
    assert {"0.1", "6.0"} <= set(shown)
    assert {number.partition(".")[0] for number in shown} >= {"1", "2", "3", "4", "5", "6", "7"}


def test_pictures_are_drawn_and_have_alternative_texts(desk):
    pictures = desk.page.evaluate(
        "Promise.all(Array.from(document.images, i => i.decode().then(() => [i.alt, i.naturalWidth])))"
    )
    assert pictures
    assert [alt for alt, width in pictures if not alt.strip() or width == 0] == []


def test_headings_are_in_order(desk):
    levels = desk.page.evaluate(HEADINGS)
    assert levels[0] == 1 and levels.count(1) == 1
    assert [pair for pair in pairwise(levels) if pair[1] > pair[0] + 1] == []


def test_ids_are_unique_and_every_link_leads_somewhere(desk):
    ids = desk.page.evaluate("Array.from(document.querySelectorAll('[id]'), e => e.id)")
    targets = desk.page.evaluate(
        "Array.from(document.querySelectorAll('a[href^=\"#\"]'), a => a.getAttribute('href').slice(1))"
    )
    assert len(ids) == len(set(ids))
    assert set(targets) - set(ids) == set()


@pytest.mark.parametrize("weight", [400, 700])
def test_characters_are_really_drawn(desk, weight):
    glyphs = desk.page.evaluate(GLYPHS, weight)
    assert glyphs["tofu"] == []
    assert glyphs["shapes"] > 0.9 * glyphs["characters"]
    if desk.page.evaluate("document.documentElement.lang") == "zh-CN":
        assert glyphs["chinese"] > 100


def test_text_has_enough_contrast(desk):
    assert desk.page.evaluate(CONTRAST) == []


def test_the_contents_follow_the_reader(desk):
    desk.page.evaluate(
        "document.documentElement.style.scrollBehavior = 'auto'; document.querySelector('#step-4').scrollIntoView()"
    )
    desk.page.wait_for_function(
        "document.querySelector('.contents a[aria-current]')?.getAttribute('href') === '#step-4'", timeout=3000
    )
    assert desk.page.locator(".contents-list .here .contents-exhibits").is_visible()


def test_the_first_tab_reaches_the_skip_link(desk):
    desk.page.keyboard.press("Tab")
    focus = desk.page.evaluate(
        "[document.activeElement.className, document.activeElement.getBoundingClientRect().top >= 0]"
    )
    assert focus == ["skip", True]


def test_a_phone_never_scrolls_sideways(phone):
    assert phone.page.evaluate("document.documentElement.scrollWidth") == 375
    assert phone.page.evaluate(OUTSIDE) == []


def test_on_a_phone_a_figure_keeps_its_width_in_its_own_scroller(phone):
    widths = phone.page.evaluate(
        "Array.from(document.querySelectorAll('figure img'), i => i.getBoundingClientRect().width)"
    )
    assert widths and set(widths) == {640}


def test_on_a_phone_the_contents_open_and_close(phone):
    contents = phone.page.locator("#contents-list")
    assert not contents.is_visible()
    phone.page.locator(".contents-button").click()
    assert contents.is_visible()
    phone.page.keyboard.press("Escape")
    assert not contents.is_visible()


def test_on_paper_no_picture_is_cut_and_pages_are_a4(plan_folder, open_document):
    page = open_document(plan_folder("zh") / "plan.html").page
    pdf = page.pdf(prefer_css_page_size=True, print_background=True)
    assert b"/MediaBox [0 0 594.95996 841.91998]" in pdf or b"/MediaBox [0 0 595" in pdf
    page.emulate_media(media="print")
    rules = page.evaluate(
        "Array.from(document.querySelectorAll('.exhibit:not(.kind-table)'), e => getComputedStyle(e).breakInside)"
    )
    assert set(rules) == {"avoid"}
