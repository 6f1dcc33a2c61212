"""Ill sources that were told of, until they are well again; and when each receiver took something last."""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import delete, select
from sqlmodel import col

from monitor.ports import Alarm
from monitor.store.outbox import SENT
from monitor.store.part import Part, of_the_whole, table_of
from monitor.store.tables import AlarmRow, AlertRow


class Alarms(Part):
    """Alarms inside one transaction."""

    def alarms(self) -> list[Alarm]:
        """All that stand, by source."""
        rows = self.connection.execute(select(table_of(AlarmRow)).order_by(col(AlarmRow.source), col(AlarmRow.ailment)))
        return [Alarm(row.source, row.ailment, row.since, row.told_at) for row in rows]

    @of_the_whole
    def raise_alarm(self, alarm: Alarm) -> bool:
        """Remembers that it was told; False where another has remembered it already, be it in the same moment."""
        row = {"source": alarm.source, "ailment": alarm.ailment, "since": alarm.since, "told_at": alarm.told_at}
        return self.add_new(AlarmRow, [row]) == 1

    @of_the_whole
    def end_alarm(self, alarm: Alarm) -> None:
        """Forgets it."""
        this = (col(AlarmRow.source) == alarm.source, col(AlarmRow.ailment) == alarm.ailment)
        self.connection.execute(delete(AlarmRow).where(*this))

    def last_sent(self, receivers: Iterable[str], since: datetime) -> dict[str, datetime]:
        """receiver -> when it took something last, of what was queued at `since` or later; absent where there is nothing."""
        found: dict[str, datetime] = {}
        own = self.mine(col(AlertRow.workspace))
        sent = select(col(AlertRow.sent_at)).where(col(AlertRow.state) == SENT, col(AlertRow.queued_at) >= since, *own)
        newest = sent.order_by(col(AlertRow.queued_at).desc()).limit(1)
        for receiver in dict.fromkeys(receivers):
            at = self.connection.scalar(newest.where(col(AlertRow.receiver) == receiver))
            if at is not None:
                found[receiver] = at
        return found
