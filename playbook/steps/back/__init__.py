"""The back of the plan: how good its data is, what it assumes, where it comes from."""
