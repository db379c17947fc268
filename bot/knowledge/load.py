"""Load a folder of knowledge: its files, entries, thresholds and schema."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, TypeVar

import yaml
from pydantic import TypeAdapter

from bot.knowledge import validation
from bot.knowledge.markup import check_markup
from bot.knowledge.model import (
    Detail,
    Entry,
    EntryPlaces,
    Knowledge,
    Places,
    RedFlags,
    Sign,
    Source,
    Text,
    Thresholds,
    Vocabulary,
    WrittenEntry,
    WrittenPicture,
)
from bot.knowledge.pictures import PICTURES, check_pictures, read_pictures
from bot.knowledge.problems import FileLine, KnowledgeError, Problem, find_files
from bot.knowledge.validation import Shape, fit
from bot.knowledge.yaml_file import Fields, Listing, Sheet, read_sheets

THRESHOLDS = Path("thresholds.yaml")
HEADER = "# Written by `python -m bot evaluate --calibrate`; run it again after changing questions.\n"


def write_thresholds(folder: Path, thresholds: Thresholds) -> None:
    """Keep the thresholds with the knowledge that they were calibrated on."""
    values = yaml.safe_dump(thresholds.model_dump(), sort_keys=False)
    (folder / THRESHOLDS).write_text(HEADER + values, encoding="utf-8")


SCHEMA = Path("entries.schema.json")


def entries_schema() -> dict[str, Any]:
    """The schema, from the models that the loader uses."""
    schema = TypeAdapter(tuple[WrittenEntry, ...]).json_schema()
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Entries",
        "description": "A file of knowledge: a list of entries, one for each topic.",
        **schema,
    }


def write_schema(folder: Path) -> None:
    """Keep the schema beside the entries."""
    (folder / SCHEMA).write_text(json.dumps(entries_schema(), indent=2) + "\n", encoding="utf-8")


SOURCES = Path("sources.yaml")
NOT_COVERED = Path("not-covered.yaml")
VOCABULARY = Path("vocabulary.yaml")
RED_FLAGS = Path("red-flags.yaml")
FACTS = Path("facts.yaml")
SENTENCES = Path("sentences.yaml")
FOR_EDITORS = (FACTS, SENTENCES)
"""What the texts rest on: read by the checks, not by the bot."""
_UNSEEN = frozenset({NOT_COVERED, VOCABULARY, RED_FLAGS})
NAMED = (SOURCES, PICTURES, NOT_COVERED, VOCABULARY, RED_FLAGS, THRESHOLDS)

T = TypeVar("T")


def load(folder: Path) -> Knowledge:
    """The knowledge in `folder`; KnowledgeError holds everything that has to be put right first."""
    problems: list[Problem] = []
    files = [file for file in find_files(folder, problems) if file not in FOR_EDITORS]
    sheets = read_sheets(folder, files, problems)
    pages = [sheet for file, sheet in sheets.items() if file not in NAMED]
    complete = not problems
    if complete:
        problems += _missing(folder, files)
        validation.check_related(pages)
    validation.check_ids(pages)
    validation.check_questions(pages)
    if SOURCES in sheets:
        validation.check_sources(pages, sheets[SOURCES])
    check_pictures(pages, sheets.get(PICTURES), complete=complete)
    if RED_FLAGS in sheets:
        validation.check_red_flags(sheets[RED_FLAGS])
    knowledge = _assemble(folder, sheets, pages)
    if problems:
        raise KnowledgeError(problems)
    return knowledge


def find_markup(folder: Path) -> list[Problem]:
    """Markdown and HTML in what people read of a folder that loads."""
    problems: list[Problem] = []
    sheets = read_sheets(folder, find_files(folder, problems), problems)
    check_markup(sheet for file, sheet in sheets.items() if file not in _UNSEEN)
    return problems


def _missing(folder: Path, files: list[Path]) -> Iterator[Problem]:
    if SOURCES not in files:
        message = "is missing: write the sources in it, such as `article: {title: ..., kind: article}`"
        yield Problem(FileLine(SOURCES, 1, folder), message)
    if all(file in NAMED for file in files):
        message = "there are no entries here: add a .yaml file with a list of them"
        yield Problem(FileLine(Path(), 1, folder), message)


def _assemble(folder: Path, sheets: dict[Path, Sheet], pages: list[Sheet]) -> Knowledge:
    entries = [entry for page in pages for entry in _entries(page)]
    sources = _read(
        Shape(TypeAdapter(dict[str, Source]), "sources by their keys", (Source,)), sheets.get(SOURCES)
    )
    pictures = _read(
        Shape(TypeAdapter(dict[str, WrittenPicture]), "pictures by their names", (WrittenPicture,)),
        sheets.get(PICTURES),
    )
    not_covered = _read(Shape(TypeAdapter(tuple[Text, ...]), "a list of questions"), sheets.get(NOT_COVERED))
    vocabulary = _read(
        Shape(TypeAdapter(Vocabulary), "`synonyms:` and `common:`", (Vocabulary,)), sheets.get(VOCABULARY)
    )
    red_flags = _read(
        Shape(TypeAdapter(RedFlags), "`words:` and `signs:`", (RedFlags, Sign)), sheets.get(RED_FLAGS)
    )
    thresholds = _read(
        Shape(TypeAdapter(Thresholds), "thresholds by their names", (Thresholds,)), sheets.get(THRESHOLDS)
    )
    return Knowledge(
        entries={entry.id: entry for entry, _ in entries},
        sources=sources or {},
        pictures=dict(read_pictures(sheets[PICTURES], pictures)) if pictures else {},
        not_covered=not_covered or (),
        vocabulary=vocabulary or Vocabulary(),
        red_flags=red_flags or RedFlags(words={}, signs=()),
        thresholds=thresholds,
        places=Places(
            entries={entry.id: places for entry, places in entries},
            sources={key: sheets[SOURCES].place(key) for key in sources or {}},
            not_covered=tuple(sheets[NOT_COVERED].place(line) for line in range(len(not_covered or ()))),
        ),
        folder=folder,
    )


def _entries(page: Sheet) -> Iterator[tuple[Entry, EntryPlaces]]:
    nodes = page.root.items if isinstance(page.root, Listing) else ()
    if not any(isinstance(node, Fields) for node in nodes):
        page.report("must be a list of entries, each of which begins with `- id:`")
        return
    shape = Shape(
        TypeAdapter(WrittenEntry), "an entry with keys such as `id:` and `title:`", (WrittenEntry, Detail)
    )
    for index, node in enumerate(nodes):
        written = fit(shape, page, node, index)
        if written:
            yield Entry(**dict(written), group=_group(page.file)), _entry_places(page, index, written)


def _entry_places(page: Sheet, index: int, written: WrittenEntry) -> EntryPlaces:
    return EntryPlaces(
        entry=page.place(index),
        answer=page.place(index, "answer"),
        questions=tuple(page.place(index, "questions", item) for item in range(len(written.questions))),
        enquiries=tuple(page.place(index, "enquiries", item) for item in range(len(written.enquiries))),
    )


def _group(file: Path) -> str:
    words = re.sub(r"^\d+-(?=.)", "", file.stem).replace("-", " ").strip()
    return words[:1].upper() + words[1:]


def _read(shape: Shape[T], sheet: Sheet | None) -> T | None:
    return fit(shape, sheet, sheet.root) if sheet else None
