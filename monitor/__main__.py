"""Entry point of the command `monitor`."""

from monitor.cli import main

__all__ = ["main"]

if __name__ == "__main__":
    main()
