"""The database: what was read, what is known, what was told and what waits to be told.

Importing this package is cheap; the database libraries are imported when a store is opened.
"""

from pathlib import Path

from monitor.ports import Store


def open_store(url: str, *, connections: int = 10) -> Store:
    """Opens the database at `url`, created or brought up to date where needed.

    `url`: `sqlite:///data/monitor.db` (its folder is created), `sqlite://` (in memory, gone on closing) or
    `postgresql://user:password@host/name`. Two processes may open the same one. `connections`: to PostgreSQL at most, at least 2.
    Raises StoreError, with a remedy in words, and NewerSchemaError.
    """
    from monitor.store.opening import open_sql_store

    return open_sql_store(url, connections=connections)


def open_throwaway(folder: Path) -> Store:
    """A new database in a file of this folder, for work that is thrown away afterwards: quick, and lost when the machine goes down.

    Raises StoreError.
    """
    from monitor.store.opening import open_sql_store

    return open_sql_store(f"sqlite:///{folder}/throwaway.db", lasting=False)
