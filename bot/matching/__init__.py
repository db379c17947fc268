"""Find the entry that a question is about."""

from bot.matching.build import build_matcher, rebuild
from bot.matching.matcher import Matcher
from bot.matching.reply import Answer, Candidate, Check, Ordinary, Reply, Suggest, Unknown, Urgent, entries_of

__all__ = [
    "Answer",
    "Candidate",
    "Check",
    "Matcher",
    "Ordinary",
    "Reply",
    "Suggest",
    "Unknown",
    "Urgent",
    "build_matcher",
    "entries_of",
    "rebuild",
]
