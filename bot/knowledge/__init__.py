"""Load and validate a knowledge folder; the typed objects that everything else uses."""

from bot.knowledge.changes import Changes, changes
from bot.knowledge.fingerprint import Fingerprint, fingerprint
from bot.knowledge.load import load
from bot.knowledge.model import (
    ANSWER_LIMIT,
    CAPTION_LIMIT,
    ID_LIMIT,
    TITLE_LIMIT,
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
from bot.knowledge.problems import KnowledgeError, Place, Problem
from bot.knowledge.schema import entries_schema, write_schema
from bot.knowledge.thresholds import write_thresholds

__all__ = [
    "ANSWER_LIMIT",
    "CAPTION_LIMIT",
    "ID_LIMIT",
    "TITLE_LIMIT",
    "Changes",
    "Entry",
    "EntryPlaces",
    "Fingerprint",
    "Knowledge",
    "KnowledgeError",
    "Picture",
    "Place",
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
    "fingerprint",
    "load",
    "write_schema",
    "write_thresholds",
]
