"""Any family's exhibits, built by their numbers."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from typing import Any

from playbook.exhibits.compose import Page
from playbook.exhibits.exhibit import Exhibit
from playbook.exhibits.family import Family
from playbook.exhibits.remarks import with_remarks
from playbook.units import Lang

__all__ = ["build", "build_all", "page_of"]


def build(family: Family, exhibit_id: str, subject: Any, lang: Lang) -> Exhibit:
    """The exhibit of that number about the subject, or the card that says what to collect for it.

    Raises KeyError for a number that is none, and LookupError for an exhibit that has nothing to show.
    """
    exhibit = _built(family, exhibit_id, subject, lang)
    if exhibit is None:
        raise LookupError(f"{family.key}:{exhibit_id} has nothing to show")
    return exhibit


def build_all(family: Family, subject: Any, lang: Lang) -> tuple[Exhibit, ...]:
    """Every exhibit about the subject that has something to show, in order."""
    every = (_built(family, exhibit_id, subject, lang) for exhibit_id in family.ids)
    return tuple(exhibit for exhibit in every if exhibit)


def page_of(family: Family, exhibit_id: str, subject: Any, lang: Lang) -> Page[Any]:
    """The page that the exhibit is made for, without its chapter's findings."""
    make = family.chapter_of(exhibit_id).page or Page
    page: Page[Any] = make(subject, lang, family.builders[exhibit_id], family)
    return page


@lru_cache(maxsize=256)
def _built(family: Family, exhibit_id: str, subject: Any, lang: Lang) -> Exhibit | None:
    """Built once per subject, language and process."""
    page = page_of(family, exhibit_id, subject, lang)
    if missing := family.lacking(exhibit_id, subject):
        exhibit: Exhibit | None = page.card(missing)
    else:
        result = family.analysed(exhibit_id, subject)
        exhibit = page.builder.build(replace(page, findings=getattr(result, "findings", ())), result)
    return with_remarks(page, exhibit) if exhibit and family.remarks else exhibit
