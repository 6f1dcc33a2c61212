"""What all tables share."""

from typing import Any

from sqlalchemy import MetaData
from sqlmodel import Field, SQLModel

from monitor.store.columns import Frozen, Words


def words(**options: Any) -> Any:
    """A column of text."""
    return Field(sa_type=Words, **options)


def frozen(kind: Any, *, remember: int = 0, **options: Any) -> Any:
    """A column that holds a whole frozen value; see `Frozen`."""
    return Field(sa_type=Frozen(kind, remember), **options)


class Table(SQLModel):
    """What all tables share: one schema, with names of constraints that migrations can rely on."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
