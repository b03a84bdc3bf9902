"""Charts: one module a mark, data in and a matplotlib figure out; they know neither steps nor sentences."""
