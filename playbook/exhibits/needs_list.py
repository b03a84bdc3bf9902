"""Exhibits 3.9 and 3.10: the needs, and who serves which unit."""
