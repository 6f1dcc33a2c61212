"""Times of day with their zones: "12:01 a.m. eastern daylight time", "noon", "0000 GMT", "5 p.m. Brussels time". **Pure.**"""

import re
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from monitor.grammar.dates import FORMS
from monitor.grammar.forms import Clock, Form

_LABELS = {
    "est": ("America/New_York", "EST"), "edt": ("America/New_York", "EDT"), "et": ("America/New_York", ""),
    "cst": ("America/Chicago", "CST"), "cdt": ("America/Chicago", "CDT"), "ct": ("America/Chicago", ""),
    "pst": ("America/Los_Angeles", "PST"), "pdt": ("America/Los_Angeles", "PDT"),
    "pt": ("America/Los_Angeles", ""), "gmt": ("UTC", ""), "utc": ("UTC", ""), "z": ("UTC", ""),
    "eastern": ("America/New_York", ""),
    "bst": ("Europe/London", "BST"), "cet": ("Europe/Brussels", "CET"), "cest": ("Europe/Brussels", "CEST"),
    "msk": ("Europe/Moscow", ""), "jst": ("Asia/Tokyo", ""), "ist": ("Asia/Kolkata", ""), "hkt": ("Asia/Hong_Kong", ""),
    "aest": ("Australia/Sydney", "AEST"), "aedt": ("Australia/Sydney", "AEDT"), "kst": ("Asia/Seoul", ""),
}  # fmt: skip
_PLACES = {
    "brussels": "Europe/Brussels", "paris": "Europe/Paris", "berlin": "Europe/Berlin",
    "london": "Europe/London", "uk": "Europe/London", "washington": "America/New_York",
    "new york": "America/New_York", "eastern": "America/New_York", "central european": "Europe/Brussels",
    "moscow": "Europe/Moscow", "kyiv": "Europe/Kyiv", "beijing": "Asia/Shanghai", "tokyo": "Asia/Tokyo",
    "seoul": "Asia/Seoul", "geneva": "Europe/Zurich", "delhi": "Asia/Kolkata", "indian": "Asia/Kolkata",
    "hong kong": "Asia/Hong_Kong", "pacific": "America/Los_Angeles", "central": "America/Chicago",
    "tehran": "Asia/Tehran", "ottawa": "America/Toronto", "mexico city": "America/Mexico_City",
    "bern": "Europe/Zurich", "swiss": "Europe/Zurich", "ankara": "Europe/Istanbul", "canberra": "Australia/Sydney",
    "brasilia": "America/Sao_Paulo", "japan": "Asia/Tokyo", "korea": "Asia/Seoul", "china": "Asia/Shanghai", "korean": "Asia/Seoul",
}  # fmt: skip
ZONE = (
    rf"(?:,? ?\(?(?P<label>{'|'.join(sorted(_LABELS, key=len, reverse=True))})\b(?!,? (?:daylight|standard|saving|savings|time)\b)\)?"
    rf"|,?(?: in)? (?P<place>{'|'.join(_PLACES)})(?: (?P<half>daylight|standard|summer))?(?:-|"
    rf" )?(?:saving |savings )?time\b)?"
)
_OF_DAY = ("a.m", "p.m", "am", "pm", "noon", "midnight", "midday", "hours", "gmt", "utc", ":", "o'clock")


def zoned(match: re.Match[str]) -> tuple[str | None, str]:
    """The IANA zone and the label (EST, EDT ...) that the groups of `ZONE` read."""
    if match["label"]:
        return _LABELS[match["label"].lower()]
    if not match["place"]:
        return None, ""
    place = " ".join(match["place"].lower().split())
    zone = _PLACES[place]
    half = (match["half"] or "").lower()
    if zone == "America/New_York" and half:
        return zone, "EST" if half == "standard" else "EDT"
    if zone == "Europe/Brussels" and half == "summer":
        return zone, "CEST"
    return zone, ""


def _clock(hour: int, minute: int, match: re.Match[str], midnight: bool = False) -> Clock | None:
    if hour == 24 and minute == 0:
        hour, midnight = 0, True
    if hour > 23 or minute > 59:
        return None
    zone, label = zoned(match)
    return Clock(hour, minute, zone, label, midnight)


@FORMS.rule(
    rf"\b(?P<h>\d{{1,2}})(?:[:.](?P<m>\d\d))? ?(?P<half_day>a|p)\.?m\b\.?{ZONE}",
    examples={
        "at 12:01 a.m. eastern daylight time": "T00:01 America/New_York EDT",
        "by 5 p.m. Brussels time": "T17:00 Europe/Brussels",
        "8 p.m. ET": "T20:00 America/New_York",
        "11:59pm": "T23:59",
        "at 00.01 a.m.": "T00:01",
    },
    refusals=("13:00 p.m.", "at 12:75 a.m.", "00:30 p.m.", "0 a.m."),
    needs=_OF_DAY,
)
def twelve_hours(match: re.Match[str]) -> Form | None:
    hour, minute = int(match["h"]), int(match["m"] or 0)
    # "00.01 a.m." is how British instruments write the first minute of a day.
    first = hour == 0 and match["h"] == "00" and match["half_day"].lower() == "a"
    if not (1 <= hour <= 12 or first) or minute > 59:
        return None
    return _clock(hour % 12 + (12 if match["half_day"].lower() == "p" else 0), minute, match)


@FORMS.rule(
    rf"(?<![\d:.-])(?P<h>[01]?\d|2[0-4])(?::(?P<m>[0-5]\d))(?::00)?(?: hours| hrs)?(?![\d:])(?! ?[ap]\.?m){ZONE}",
    examples={"from 00:01 on": "T00:01", "at 14:30 CET": "T14:30 Europe/Brussels CET"},
    refusals=("ratio 3:2", "25:00"),
    needs=(":",),
)
def twenty_four_hours(match: re.Match[str]) -> Form | None:
    return _clock(int(match["h"]), int(match["m"]), match)


@FORMS.rule(
    rf"(?<![\d:.$€£-])\b(?P<h>[01]\d|2[0-4])(?P<m>[0-5]\d)(?= (?:hours|hrs|gmt|utc|est|edt|et|cet|cest|"
    rf"bst)\b)(?: hours| hrs)?{ZONE}",
    examples={"Wednesday 0000 GMT": "T00:00 UTC", "at 1200 hours": "T12:00"},
    refusals=("in 2025", "14257 hours"),
    needs=("gmt", "utc", "hours", "hrs", " est", " edt", " et", "cet", "bst"),
)
def military(match: re.Match[str]) -> Form | None:
    return _clock(int(match["h"]), int(match["m"]), match)


@FORMS.rule(
    rf"\b(?:12 |twelve )?(?P<word>noon|midday|midnight){ZONE}",
    examples={"by noon": "T12:00", "at midnight Washington time": "T00:00 America/New_York"},
    refusals=("afternoon",),
    needs=("noon", "midnight", "midday"),
)
def by_name(match: re.Match[str]) -> Form | None:
    night = match["word"].lower() == "midnight"
    return _clock(0 if night else 12, 0, match, midnight=night)


def label_mismatch(local: datetime, clock: Clock) -> tuple[str | None, timedelta]:
    """A warning when the label (EST, EDT) is not the one in force at this wall time, and how much later the label's reading is."""
    if not clock.label or clock.zone is None:
        return None, timedelta(0)
    zoned = local.replace(tzinfo=ZoneInfo(clock.zone))
    if zoned.tzname() == clock.label:
        return None, timedelta(0)
    later = timedelta(hours=1) if zoned.dst() else timedelta(hours=-1)
    season = "daylight" if zoned.dst() else "standard"
    return f"{clock.label} is written while {season} time ({zoned.tzname()}) is in force", later
