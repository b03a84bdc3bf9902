"""The six steps: pure functions from a client to frozen results and findings. No file, no figure and no sentence here.

Each step is a folder; its `analysis` is the step's function and result, the modules beside it are its parts. What the
steps share (findings, money, shares, how sure a result is) stands in this folder itself. `difference` holds one plan
against another.
"""

from __future__ import annotations
