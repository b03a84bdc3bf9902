"""The record of a run: what is asked for, what a plan is made from, and what lies in the folder of outputs afterwards.

order.py       what one plan is asked for, and where it goes
places.py      where everything lies in the folder of outputs
keys.py        what a plan is made from, in fingerprints
manifest.py    the file that says so beside a plan
finished.py    plans that are there: whole still, and would they come out the same?
failures.py    why a run made no plan, and what is kept of it
log.py         a client's run.log
swap.py        a folder is built aside and takes its place in one step

Nothing is imported here: a run that finds its plan unchanged loads little.
"""
