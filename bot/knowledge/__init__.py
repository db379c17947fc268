"""Load and validate a knowledge folder; the typed objects that everything else uses."""

from bot.knowledge.changes import Changes, Fingerprint, changes, fingerprint
from bot.knowledge.load import entries_schema, find_markup, load, write_schema, write_thresholds
from bot.knowledge.model import (
    ANSWER_LIMIT,
    CAPTION_LIMIT,
    ID_LIMIT,
    TITLE_LIMIT,
    Detail,
    Entry,
    EntryPlaces,
    Knowledge,
    Picture,
    Places,
    RedFlags,
    Sign,
    Source,
    Thresholds,
    Vocabulary,
    WrittenPicture,
)
from bot.knowledge.problems import FileLine, KnowledgeError, Problem

__all__ = [
    "ANSWER_LIMIT",
    "CAPTION_LIMIT",
    "ID_LIMIT",
    "TITLE_LIMIT",
    "Changes",
    "Detail",
    "Entry",
    "EntryPlaces",
    "FileLine",
    "Fingerprint",
    "Knowledge",
    "KnowledgeError",
    "Picture",
    "Places",
    "Problem",
    "RedFlags",
    "Sign",
    "Source",
    "Thresholds",
    "Vocabulary",
    "WrittenPicture",
    "changes",
    "entries_schema",
    "find_markup",
    "fingerprint",
    "load",
    "write_schema",
    "write_thresholds",
]
