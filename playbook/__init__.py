"""A playbook for telecom key accounts: six notebooks, one client plan."""
