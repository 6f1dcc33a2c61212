"""Tests of the engine need PostgreSQL and the extra `scale`."""

import pytest

pytest.importorskip("pgqueuer", reason="the extra scale is not installed")

from engine_stage import Works

from monitor.store.opening import SqlStore


@pytest.fixture
def works(empty_postgres: SqlStore) -> Works:
    return Works(empty_postgres)
