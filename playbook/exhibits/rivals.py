"""Exhibits 2.1, 2.3 and 2.5: what rivals have, where they lead, what they do."""
