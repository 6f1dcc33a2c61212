"""Databases as earlier versions of the program left them."""

from pathlib import Path

from alembic.config import Config
from alembic.runtime.environment import EnvironmentContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, create_engine

from monitor.store.schema import MIGRATIONS


def migrate_to(connection: Connection, revision: str) -> None:
    """Brings an empty database to the schema of this revision, inside the connection's transaction."""
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    script = ScriptDirectory.from_config(config)
    with EnvironmentContext(config, script, fn=lambda present, _: script._upgrade_revs(revision, present)) as context:
        context.configure(connection=connection, transactional_ddl=True)
        context.run_migrations()


def file_of(path: Path, revision: str) -> Path:
    """An SQLite file of this revision, without rows."""
    engine = create_engine(f"sqlite:///{path}")
    with engine.begin() as connection:
        migrate_to(connection, revision)
    engine.dispose()
    return path
