"""`python -m playbook` is the `playbook` command."""
from __future__ import annotations

from playbook.cli import main

__all__: list[str] = []

if __name__ == "__main__":
    main()
