"""Tests of the charts: geometry, texts that neither overlap nor run out, and the same bytes each time."""
