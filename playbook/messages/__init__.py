r"""What the playbook says on the terminal: in English where it stands, in Chinese by catalogue.

A line is written once, in English, with named places for what it names. It is text like any other, and knows how it is
said in another language: `messages/zh/*.po` (gettext's format, read by Babel) hold the Chinese of each template. What
the documents say stands elsewhere, in `playbook/text`.

>>> line = said("row {row} lacks {what}", row=3, what=said("a date"))
>>> line
'row 3 lacks a date'
>>> line.printed("zh")
'第3行缺少日期'
"""

from __future__ import annotations

from playbook.messages.language import speak, spoken
from playbook.messages.text import Lang, Said, all_of, in_both, joined, printed, said, translated

__all__ = ["Lang", "Said", "all_of", "in_both", "joined", "printed", "said", "speak", "spoken", "translated"]
