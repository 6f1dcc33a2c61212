"""The command `monitor`. Each command imports what it needs when it runs, so that `--help` answers at once.

Exit codes of every command: 0 done; 1 something was not done, and the message says what; 2 wrong usage or configuration.
"""

import sys

from monitor.cli.app import app
from monitor.cli.streams import ready_streams
from monitor.errors import MonitorError

__all__ = ["main"]


def main() -> None:
    """Runs the command line; errors meant for users are printed without a traceback."""
    ready_streams()
    try:
        app()
    except MonitorError as error:
        print(f"monitor: {error}", file=sys.stderr)  # noqa: T201
        sys.exit(error.exit_code)
    except OSError as error:
        print(f"monitor: {error}", file=sys.stderr)  # noqa: T201
        sys.exit(1)
