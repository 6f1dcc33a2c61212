"""What a database is asked, whether SQLAlchemy hands it on or the driver is asked directly."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Connection, event

Asked = list[tuple[str, Any]]


@contextmanager
def listening(connection: Connection) -> Iterator[Asked]:
    """Statements and their values, as they are carried out; SQLite tells them with the values in their places."""
    asked: Asked = []
    if connection.dialect.name == "sqlite":
        driver: Any = connection.connection.driver_connection
        driver.set_trace_callback(lambda statement: asked.append((statement, ())))
        try:
            yield asked
        finally:
            driver.set_trace_callback(None)
        return

    def note(_c: Any, _cursor: Any, statement: str, parameters: Any, _context: Any, _many: bool) -> None:
        asked.append((statement, parameters))

    event.listen(connection, "before_cursor_execute", note)
    try:
        yield asked
    finally:
        event.remove(connection, "before_cursor_execute", note)
