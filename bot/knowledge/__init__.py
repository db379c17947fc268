"""Load and validate a knowledge folder; the typed objects that everything else uses."""

from bot.knowledge.changes import Changes, Fingerprint, changes, fingerprint
from bot.knowledge.load import entries_schema, find_markup, load, write_calibration, write_schema
from bot.knowledge.model import (
    CAPTION_LIMIT,
    Detail,
    Entry,
    EntryPlaces,
    Knowledge,
    Picture,
    Places,
    Source,
    WrittenPicture,
)
from bot.knowledge.problems import FileLine, KnowledgeError, Problem
from bot.knowledge.teaching import (
    ANSWER_LIMIT,
    ID_LIMIT,
    TITLE_LIMIT,
    Calibration,
    Example,
    Language,
    RedFlags,
    Sign,
    Translation,
    Vocabulary,
    Weights,
)

__all__ = [
    "ANSWER_LIMIT",
    "CAPTION_LIMIT",
    "ID_LIMIT",
    "TITLE_LIMIT",
    "Calibration",
    "Changes",
    "Detail",
    "Entry",
    "EntryPlaces",
    "Example",
    "FileLine",
    "Fingerprint",
    "Knowledge",
    "KnowledgeError",
    "Language",
    "Picture",
    "Places",
    "Problem",
    "RedFlags",
    "Sign",
    "Source",
    "Translation",
    "Vocabulary",
    "Weights",
    "WrittenPicture",
    "changes",
    "entries_schema",
    "find_markup",
    "fingerprint",
    "load",
    "write_calibration",
    "write_schema",
]
