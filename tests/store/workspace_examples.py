"""Three workspaces over one ledger. All that is one workspace's own holds its word, and different numbers of everything."""

from dataclasses import replace
from datetime import timedelta

from store_examples import DAY, HOUR, NOON, deadline, document, evidence, opened, reading, reminder

from monitor.policy import Circuit
from monitor.ports import Store, Token, Transaction
from monitor.types import Alert, Lead, Mark, MarkKind, Parcel, qualified

ROOMS = {"": "quokka", "acme": "walrus", "globex": "ocelot"}
"""workspace -> the word that stands in all that is its own, and nowhere else."""
KEY = "us-ca"
SURE = evidence(confidence=1.0, warnings=(), alternatives=())


def word(workspace: str) -> str:
    """The word of a workspace."""
    return ROOMS[workspace]


def desk(workspace: str) -> str:
    """The receiver of a workspace, by its name in all of the program."""
    return qualified(workspace, f"{word(workspace)}-desk")


def foreign(workspace: str, text: str) -> list[str]:
    """What of other workspaces stands in a text: their words, and their names."""
    theirs = [(name, own) for name, own in ROOMS.items() if name != workspace]
    return [part for pair in theirs for part in pair if part and part in text]


def own_alerts(workspace: str, key: str = KEY) -> list[Alert]:
    """One reminder in the default workspace, two in the next, three in the last."""
    count = list(ROOMS).index(workspace) + 1
    told = ((f"{word(workspace)} watch", f"{word(workspace)}.yaml:1"),)
    sure = deadline(key, evidence=SURE)
    return [
        reminder(key, desk(workspace), watches=told, deadline=sure, lead=Lead(days=number + 1), missed=())
        for number in range(count)
    ]


def fill(store: Store, *keys: str) -> None:
    """Records of the shared ledger, and of each workspace about each of them marks, a doubt, alerts waiting, sent and given up,
    a token and a receiver that fails."""
    with store.begin() as tx:
        tx.add_document(document(), reading(), NOON)
        for key in keys or (KEY,):
            tx.save_change(opened(deadline(key, evidence=SURE)), None, NOON)
            for workspace in ROOMS:
                _say(tx, workspace, key)
                tx.enqueue(own_alerts(workspace, key), NOON)
        for number, workspace in enumerate(ROOMS):
            _suffer(tx, workspace, number)


def _say(tx: Transaction, workspace: str, key: str) -> None:
    name = word(workspace)
    tx.add_mark(Mark(key, MarkKind.SNOOZED, name, NOON, f"{name} note", NOON + 9 * DAY, workspace))
    tx.add_mark(Mark(key, MarkKind.WRONG, name, NOON + HOUR, f"{name} doubt", None, workspace))
    tx.set_doubt(key, NOON + HOUR, workspace)


def _suffer(tx: Transaction, workspace: str, number: int) -> None:
    name, now = word(workspace), NOON + timedelta(minutes=number)
    tx.add_token(Token(f"{name} tool", "admin", NOON, workspace), f"digest of {name}")
    gone = [replace(alert, lead=Lead(hours=90 + n)) for n, alert in enumerate(own_alerts(workspace))]
    tx.enqueue(gone, now)
    for claimed in tx.claim(now, 50, only=desk(workspace)):
        for alert in claimed.parcel.alerts:
            if alert in gone:
                tx.mark_dead(Parcel.of(alert), f"{name} refuses", now)
            else:
                tx.mark_retry(Parcel.of(alert), now + HOUR, f"{name} is busy")
    sent = replace(own_alerts(workspace)[0], lead=Lead(hours=200))
    tx.enqueue([sent], now)
    [one] = tx.claim(now, 1, only=desk(workspace))
    tx.mark_all_sent([(one.parcel, f"{name} thread")], now)
    tx.save_circuit(Circuit(desk(workspace), 9, NOON - DAY, None, f"{name} is down"))
    tx.note_alive(qualified(workspace, "summary"), now)
