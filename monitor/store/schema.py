"""Brings a database to the present schema. Alembic is imported only when there is something to do.

The folder `migrations/versions` is the registry: a file `r0007_words.py` holds revision "0007", and the highest is the present one.
A change of the tables adds the next file; the test that compares both says what it still lacks.
"""

from pathlib import Path

from sqlalchemy import Connection, inspect, text

from monitor.errors import NewerSchemaError

MIGRATIONS = Path(__file__).parent / "migrations"


def revisions() -> list[str]:
    """The revisions this program knows, oldest first."""
    return sorted(path.stem[1:5] for path in (MIGRATIONS / "versions").glob("r[0-9][0-9][0-9][0-9]_*.py"))


def bring_up_to_date(connection: Connection, place: str) -> None:
    """Runs the missing migrations inside the connection's transaction, which keeps other processes out: all of them, or none.

    Raises NewerSchemaError.
    """
    known, present = revisions(), _present(connection)
    if present is not None and present not in known:
        raise NewerSchemaError(
            f"{place} was written by a newer version of this program (schema {present}, this one knows {known[-1]}); "
            "update the program, or restore the backup made before the update"
        )
    if present != known[-1]:
        _migrate(connection)


def is_up_to_date(connection: Connection) -> bool:
    """Is there nothing to bring? Asked by reading alone, so that a command need not wait for a writer."""
    return _present(connection) == revisions()[-1]


def _present(connection: Connection) -> str | None:
    if not inspect(connection).has_table("alembic_version"):
        return None
    found: str | None = connection.scalar(text("SELECT version_num FROM alembic_version"))
    return found


def _migrate(connection: Connection) -> None:
    from alembic.config import Config
    from alembic.runtime.environment import EnvironmentContext
    from alembic.script import ScriptDirectory

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    script = ScriptDirectory.from_config(config)
    with EnvironmentContext(config, script, fn=lambda present, _: script._upgrade_revs("head", present)) as environment:
        environment.configure(connection=connection, transactional_ddl=True)
        environment.run_migrations()
