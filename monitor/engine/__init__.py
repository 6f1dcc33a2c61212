"""Several processes on one PostgreSQL: a scheduler that offers jobs, workers that do them, and the site.

`jobs` alone knows the library that keeps the queue (the extra `scale`); `holding` is how a process shows that it lives. Importing this
package is cheap, and the all-in-one daemon never does.
"""

from monitor.errors import UsageError


def refuse_unless_possible(address: str) -> None:
    """Raises UsageError, with a remedy, where roles cannot be: without PostgreSQL, or without the library of the extra `scale`."""
    from importlib.util import find_spec

    if not address.startswith("postgresql"):
        raise UsageError(
            "roles share their work over PostgreSQL: set MONITOR_DATABASE_URL=postgresql://user:password@host/name, "
            "or run everything in one process without --role"
        )
    if find_spec("pgqueuer") is None:
        raise UsageError("roles need the job engine: pip install 'deadline-monitor[scale]' (in a checkout: make scale)")


def connection_address(address: str) -> str:
    """The address as PostgreSQL's own library takes it."""
    return address.replace("postgresql+psycopg://", "postgresql://", 1)
