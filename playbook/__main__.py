"""`python -m playbook` is the `playbook` command. The folder that it is called in, which Python puts first on its path,
is none of it."""

import sys

__all__: list[str] = []

if __name__ == "__main__":
    if not sys.flags.safe_path:
        del sys.path[0]
    from playbook.cli import main

    main()
