"""Exhibits 1.1b, 1.1c and 1.2: industries and services."""
