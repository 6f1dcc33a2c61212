"""The closed lists of words that the field uses for roles, families, states and reasons. **Pure.**"""

from enum import StrEnum


class DeadlineKind(StrEnum):
    """The role of a date: what starts, ends or must be done on it."""

    EFFECTIVE = "effective"
    EXPIRY = "expiry"
    SUSPENSION_END = "suspension_end"
    WIND_DOWN_END = "wind_down_end"
    IN_TRANSIT_LOAD_BY = "in_transit_load_by"
    IN_TRANSIT_ENTER_BY = "in_transit_enter_by"
    COMMENT_CLOSE = "comment_close"
    HEARING = "hearing"
    REPORT_DUE = "report_due"
    REVIEW = "review"
    COMPLIANCE = "compliance"
    ULTIMATUM = "ultimatum"
    NEGOTIATION = "negotiation"
    OTHER = "other"


DEMANDS = frozenset({DeadlineKind.ULTIMATUM, DeadlineKind.NEGOTIATION})
"""Roles that rest on words alone: what is asked stays the same while what is threatened changes from speech to speech."""


class MeasureKind(StrEnum):
    """The family of a measure."""

    TARIFF = "tariff"
    SANCTIONS = "sanctions"
    EXPORT_CONTROL = "export_control"
    IMPORT_BAN = "import_ban"
    LICENCE = "licence"
    QUOTA = "quota"
    OTHER = "other"


class Status(StrEnum):
    """Where a measure stands in its life."""

    THREATENED = "threatened"
    ANNOUNCED = "announced"
    IN_FORCE = "in_force"
    SUSPENDED = "suspended"
    EXTENDED = "extended"
    EXPIRED = "expired"
    REVOKED = "revoked"
    STRUCK_DOWN = "struck_down"
    LAPSED = "lapsed"


class Firmness(StrEnum):
    """How solid the words are, apart from the status; in rising order: see `at_least`."""

    SAID = "said"
    SIGNED = "signed"
    PUBLISHED = "published"
    IMPLEMENTED = "implemented"

    def at_least(self, other: "Firmness") -> bool:
        """Is this as firm as `other`, or firmer?"""
        order = list(Firmness)
        return order.index(self) >= order.index(other)


class Precision(StrEnum):
    """The grain that the text gave; it is never made finer."""

    MINUTE = "minute"
    DAY = "day"
    MONTH = "month"
    INTERVAL = "interval"


class ChangeReason(StrEnum):
    """Why the ledger wrote a revision."""

    NEW = "new"
    CONFIRMED = "confirmed"
    MOVED_LATER = "moved_later"
    MOVED_EARLIER = "moved_earlier"
    SUSPENDED = "suspended"
    RESUMED = "resumed"
    EXPIRY_ADDED = "expiry_added"
    EXPIRY_REMOVED = "expiry_removed"
    MODIFIED = "modified"
    SUPERSEDED = "superseded"
    REVOKED = "revoked"
    STRUCK_DOWN = "struck_down"
    IN_FORCE = "in_force"
    EXPIRED = "expired"
    LAPSED = "lapsed"
    CORRECTED = "corrected"
    DISPUTED = "disputed"


class AlertReason(StrEnum):
    """Why somebody is told something."""

    CHANGE = "change"
    REMINDER = "reminder"
    PASSED = "passed"
    MEASURE = "measure"
    SERVICE = "service"
    TEST = "test"


class Urgency(StrEnum):
    """How a watch's alerts treat quiet hours and digests."""

    NORMAL = "normal"
    CRITICAL = "critical"


class ReceiverKind(StrEnum):
    """What stands behind a receiver's address."""

    APPRISE = "apprise"
    CONSOLE = "console"
    SLACK = "slack"
    EMAIL = "email"
    WEBHOOK = "webhook"


class MarkKind(StrEnum):
    """What a reader said of a deadline. Changes are told all the same, but for a mute; `wrong` doubts the date and silences nothing."""

    ACKNOWLEDGED = "acknowledged"
    SNOOZED = "snoozed"
    MUTED = "muted"
    WRONG = "wrong"
