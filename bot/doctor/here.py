"""What came with the bot's libraries."""

import re
from datetime import UTC, datetime, timedelta

from bot.doctor.finding import Finding, State

_OLD = timedelta(days=183)
"""After the end of the year of a release: there are several a year."""


def zone_data(version: str, now: datetime) -> Finding:
    """Whether the rules of the time zones are of late; `version` is like 2026a."""
    found = re.match(r"[0-9]{4}", version)
    if not found:
        return Finding("zone data", State.SKIPPED, f"version {version}, whatever that is")
    ended = datetime(int(found[0]) + 1, 1, 1, tzinfo=UTC)
    if now - ended > _OLD:
        return Finding(
            "zone data",
            State.WARNING,
            f"version {version}: governments have changed rules since",
            "Install the latest version of the bot, or of the package tzdata",
        )
    return Finding("zone data", State.OK, f"version {version}")


def fonts(freetype: bool) -> Finding:
    """Whether charts can be drawn."""
    if freetype:
        return Finding("fonts", State.OK, "charts can be drawn")
    return Finding("fonts", State.WARNING, "charts cannot be drawn", "Install Pillow with FreeType")
