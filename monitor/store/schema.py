"""Brings a database to the present schema. Alembic is imported only when there is something to do.

The folder `migrations/versions` is the registry: a file `r0007_words.py` holds revision "0007", and the highest is the present one.
A change of the tables adds the next file; the test that compares both says what it still lacks.

A migration that says `expands = True` only adds, so that programs of the schema before go on beside those of the new one. Which is
the oldest schema whose programs may do so stands in the database, for a program does not have the migrations of later ones.
"""

from pathlib import Path
from typing import Any

from sqlalchemy import Connection, inspect, text

from monitor.errors import NewerSchemaError, StoreError

MIGRATIONS = Path(__file__).parent / "migrations"
CALLED = "deadline-monitor schema "
"""How programs call themselves on a PostgreSQL server; the revision follows."""
OLDER = text(
    "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid() "
    "AND application_name LIKE :called || '%' AND application_name < :called || :oldest"
)


def revisions() -> list[str]:
    """The revisions this program knows, oldest first."""
    return sorted(path.stem[1:5] for path in (MIGRATIONS / "versions").glob("r[0-9][0-9][0-9][0-9]_*.py"))


def bring_up_to_date(connection: Connection, place: str) -> None:
    """Runs the missing migrations inside the connection's transaction, which keeps other processes out: all of them, or none.

    Raises NewerSchemaError; StoreError while programs are connected that could not go on afterwards.
    """
    known, present = revisions(), _present(connection)
    if present is not None and present not in known:
        if _oldest(connection, present) <= known[-1]:
            return
        raise NewerSchemaError(
            f"{place} was written by a newer version of this program (schema {present}, this one knows {known[-1]}); "
            "update the program, or restore the backup made before the update"
        )
    if present != known[-1]:
        _migrate(connection, place, present)


def is_up_to_date(connection: Connection) -> bool:
    """Is there nothing to bring? Asked by reading alone, so that a command need not wait for a writer."""
    present, newest = _present(connection), revisions()[-1]
    return present == newest or (present is not None and present > newest >= _oldest(connection, present))


def _present(connection: Connection) -> str | None:
    if not inspect(connection).has_table("alembic_version"):
        return None
    found: str | None = connection.scalar(text("SELECT version_num FROM alembic_version"))
    return found


def _oldest(connection: Connection, present: str) -> str:
    """The oldest schema whose programs can use a database of this one; the same where nothing is said of it."""
    if not inspect(connection).has_table("upgrades"):
        return present
    said = text("SELECT oldest FROM upgrades WHERE revision = :present")
    found: str | None = connection.scalar(said, {"present": present})
    return found or present


def _migrate(connection: Connection, place: str, present: str | None) -> None:
    from alembic.config import Config
    from alembic.runtime.environment import EnvironmentContext
    from alembic.script import ScriptDirectory

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    script = ScriptDirectory.from_config(config)
    oldest = _oldest_of(script)
    if present is not None:
        _refuse_company(connection, place, oldest)
    with EnvironmentContext(config, script, fn=lambda present, _: script._upgrade_revs("head", present)) as environment:
        environment.configure(connection=connection, transactional_ddl=True)
        environment.run_migrations()
    connection.execute(text("DELETE FROM upgrades"))
    row = {"revision": revisions()[-1], "oldest": oldest}
    connection.execute(text("INSERT INTO upgrades (revision, oldest) VALUES (:revision, :oldest)"), row)


def _oldest_of(script: Any) -> str:
    """The newest revision that does more than add: programs of that one and of later ones understand each other."""
    newest_first = sorted(revisions(), reverse=True)
    return next(name for name in newest_first if not getattr(script.get_revision(name).module, "expands", False))


def _refuse_company(connection: Connection, place: str, oldest: str) -> None:
    """Raises StoreError while a program is connected to PostgreSQL that is older than the migrations bear."""
    if connection.dialect.name != "postgresql":
        return
    count = connection.scalar(OLDER, {"called": CALLED, "oldest": oldest})
    if count:
        raise StoreError(
            f"{place}: {count} connections of an older version of this program are open, which cannot go on after this "
            "upgrade; stop them first"
        )
