"""Exhibits 3.3, 3.6 and 3.7: the relationship, the goals, the decision process."""
