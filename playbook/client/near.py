"""The nearest of what may stand somewhere, for whoever misspelt it; and what may stand there, where that is little.

>>> mend_of("pingan", ["pingan-life-fuzhou", "harbour-hotels"])
'did you mean pingan-life-fuzhou? (allowed: harbour-hotels, pingan-life-fuzhou)'
>>> mend_of("x", ["zh", "en"])
'allowed: en, zh'
"""

from __future__ import annotations

from collections.abc import Collection
from difflib import get_close_matches

from playbook.client.spellings import plain
from playbook.messages import all_of, said

__all__ = ["FEW", "mend_of", "nearest"]

#: So many are listed; of more, only the nearest is named.
FEW = 8
#: How alike two spellings are at least, from 0 to 1.
_LIKE = 0.6
#: Of one that begins as another one does, so much is enough to tell which is meant.
_BEGINNING = 3
#: Among more than so many nothing is looked for: it would take longer than it helps.
_MANY = 5000


def nearest(value: str, allowed: Collection[str], like: float = _LIKE) -> str:
    """The one of those allowed that is spelled most alike; blank where none is near.

    >>> nearest("internet_acces", ["local_voice", "internet_access"]), nearest("zz", ["local_voice"])
    ('internet_access', '')
    """
    if len(allowed) > _MANY:
        return ""
    forms = {plain(one): one for one in allowed}
    form = plain(value)
    if near := get_close_matches(form, forms, n=1, cutoff=like):
        return forms[near[0]]
    begun = [one for other, one in forms.items() if len(form) >= _BEGINNING and other.startswith(form)]
    return begun[0] if len(begun) == 1 else ""


def mend_of(value: str, allowed: Collection[str]) -> str:
    """How to mend what is none of those allowed: the nearest where there is one, and all where they are few; blank
    where neither helps."""
    near, few = nearest(value, allowed), 0 < len(allowed) <= FEW
    if near and few and len(allowed) > 1:
        return said("did you mean {near}? (allowed: {all})", near=near, all=all_of(sorted(allowed)))
    if near:
        return said("did you mean {near}?", near=near)
    return said("allowed: {all}", all=all_of(sorted(allowed))) if few else ""
