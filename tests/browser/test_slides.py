"""slides.html in a browser: nothing leaves the machine, nothing overflows, every exhibit has its slide."""

from __future__ import annotations

import pytest

pytestmark = pytest.mark.browser

OVERFLOW = """() => {
  const slide = Reveal.getCurrentSlide(), frame = slide.getBoundingClientRect(), faults = [];
  if (slide.scrollWidth > slide.clientWidth || slide.scrollHeight > slide.clientHeight) faults.push('the slide itself');
  for (const element of slide.querySelectorAll('*')) {
    if (element.closest('aside.notes') || element.closest('.pb-visually-hidden')) continue;
    const box = element.getBoundingClientRect(), name = element.tagName + '.' + element.className;
    if (!box.width || !box.height) continue;
    const beside = box.left < frame.left - 0.5 || box.right > frame.right + 0.5;
    if (beside || box.top < frame.top - 0.5 || box.bottom > frame.bottom + 0.5) faults.push(name + ' is outside');
    const hides = getComputedStyle(element).overflowY === 'hidden';
    const more = element.scrollHeight > element.clientHeight + 1 || element.scrollWidth > element.clientWidth + 1;
    if (hides && more) faults.push(name + ' is cut');
  }
  const body = slide.querySelector('.body, .summary-body'), foot = slide.querySelector('footer');
  const end = foot ? foot.getBoundingClientRect().top + 0.5 : frame.bottom;
  for (const part of body ? body.children : [])
    if (part.getBoundingClientRect().bottom > end) faults.push(part.className + ' covers the foot');
  return faults;
}"""


@pytest.fixture(params=["zh", "en"])
def deck(request, plan_folder, open_document):
    watched = open_document(plan_folder(request.param) / "slides.html")
    watched.page.wait_for_function("Reveal.isReady()")
    return watched


def go_through(page):
    """Every slide in turn, by number."""
    for number in range(page.evaluate("Reveal.getTotalSlides()")):
        page.evaluate("number => Reveal.slide(number)", number)
        yield number + 1


def test_it_asks_nobody_and_complains_of_nothing(deck):
    for _ in go_through(deck.page):
        pass
    assert deck.requests == []
    assert deck.complaints == []


def test_no_slide_overflows(deck):
    faults = {number: found for number in go_through(deck.page) if (found := deck.page.evaluate(OVERFLOW))}
    assert faults == {}


def test_slides_are_1280_by_720_and_numbered(deck):
    for number in go_through(deck.page):
        size = deck.page.evaluate(
            "(() => { const b = Reveal.getCurrentSlide().getBoundingClientRect(); return [b.width, b.height]; })()"
        )
        assert size == [1280, 720]
        printed = deck.page.evaluate(
            "Reveal.getCurrentSlide().querySelector('.page [aria-hidden]')?.textContent ?? null"
        )
        assert printed == (None if number == 1 else str(number))


def test_type_is_never_smaller_than_it_can_be_read(deck):
    small = {}
    for number in go_through(deck.page):
        zooms = deck.page.evaluate(
            "Array.from(Reveal.getCurrentSlide().querySelectorAll('.fit'), e => Number(e.style.zoom || 1))"
        )
        if min(zooms, default=1) < 0.8:
            small[number] = zooms
    assert small == {}


def test_the_deck_has_the_exhibits_of_the_page(deck, plan_folder, open_document):
    lang = {"zh-CN": "zh", "en": "en"}[deck.page.evaluate("document.documentElement.lang")]
    page = open_document(plan_folder(lang) / "plan.html").page
    exhibits = (
        "Array.from(new Set(Array.from(document.querySelectorAll('[data-exhibit]'), e => e.dataset.exhibit))).sort()"
    )
    assert deck.page.evaluate(exhibits) == page.evaluate(exhibits)


def test_pictures_are_drawn_and_have_alternative_texts(deck):
    pictures = deck.page.evaluate(
        "Promise.all(Array.from(document.images, i => i.decode().then(() => [i.alt, i.naturalWidth])))"
    )
    assert pictures
    assert [alt for alt, width in pictures if not alt.strip() or width == 0] == []


def test_an_address_with_an_exhibit_opens_its_slide(plan_folder, open_document):
    page = open_document(plan_folder("en") / "slides.html", suffix="#/x-2-4").page
    page.wait_for_function("Reveal.isReady()")
    assert page.evaluate("Reveal.getCurrentSlide().dataset.exhibit") == "2.4"


def test_the_keyboard_turns_slides(deck):
    deck.page.keyboard.press("ArrowRight")
    deck.page.keyboard.press("ArrowRight")
    assert deck.page.evaluate("Reveal.getIndices().h") == 2


def test_the_speaker_view_opens_offline(deck):
    deck.page.evaluate("Reveal.slide(3)")
    with deck.page.expect_popup() as popup:
        deck.page.keyboard.press("s")
    popup.value.wait_for_timeout(500)
    assert deck.requests == []
    assert deck.page.evaluate("Reveal.getSlideNotes()").strip()


def test_the_deck_prints_one_slide_a_page_whole(plan_folder, open_document):
    page = open_document(plan_folder("en") / "slides.html", suffix="?print-pdf").page
    page.wait_for_function("document.querySelectorAll('.pdf-page').length > 0")
    places = page.evaluate("""Array.from(document.querySelectorAll('.pdf-page'), sheet => {
      const frame = sheet.getBoundingClientRect(), title = sheet.querySelector('h1, h2').getBoundingClientRect();
      return title.width > 0 && title.left - frame.left >= 40 && title.bottom < frame.bottom;
    })""")
    assert len(places) > 20 and all(places)
