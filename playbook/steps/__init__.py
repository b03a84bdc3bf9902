"""The six steps: pure functions from a client to frozen results and findings. No file, no figure and no sentence here."""
from __future__ import annotations
