"""Plan against plan: what changed between two dates, and why."""
