"""From results to exhibits: a chapter a step, and in it a module a topic.

`exhibit.py` is what an exhibit is, `compose.py` what every one is composed of, `table.py` how its table is written;
`chapter.py` and `family.py` put them in order.
"""
