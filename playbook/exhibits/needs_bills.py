"""Exhibits 3.2b and 3.4: the bills over time, and what the employees spend."""
