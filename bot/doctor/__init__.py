"""Whether everything is in place for the bot to work: each check a function of what was found."""

from bot.doctor.finding import Finding, State
from bot.doctor.here import fonts, zone_data
from bot.doctor.stored import DatabaseFacts, database, look, migrations, own_files
from bot.doctor.telegram import Answer, Unreachable, admins, ask, clock, token, webhook

__all__ = [
    "Answer",
    "DatabaseFacts",
    "Finding",
    "State",
    "Unreachable",
    "admins",
    "ask",
    "clock",
    "database",
    "fonts",
    "look",
    "migrations",
    "own_files",
    "token",
    "webhook",
    "zone_data",
]
