"""A folder of YAML files as a knowledge; markup in texts is refused, as people would see the signs."""

import json
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, TypeVar

import yaml
from pydantic import TypeAdapter

from bot.knowledge import validation
from bot.knowledge.model import (
    Detail,
    Entry,
    EntryPlaces,
    Knowledge,
    Places,
    Source,
    WrittenEntry,
    WrittenPicture,
)
from bot.knowledge.pictures import PICTURES, check_pictures, read_pictures
from bot.knowledge.problems import FileLine, KnowledgeError, Problem, find_files, quoted
from bot.knowledge.teaching import (
    Calibration,
    Example,
    Language,
    RedFlags,
    Sign,
    Text,
    Translation,
    Vocabulary,
)
from bot.knowledge.validation import Shape, fit
from bot.knowledge.yaml_file import Fields, Listing, Node, Scalar, Sheet, Where, read_sheets

_NOT_READ = frozenset(
    {
        "id",
        "questions",
        "enquiries",
        "keywords",
        "asks",
        "source",
        "related",
        "pictures",
        "file",
        "url",
        "kind",
    }
)
"""Keys whose values are names, or what people write themselves."""
_MARKUP = {
    "an HTML tag": r"</?[a-z][a-z0-9-]*(?:\s[^<>]*)?/?>",
    "an HTML comment": r"<!--",
    "an HTML entity": r"&(?:[a-z]+[0-9]*|#[0-9]+|#x[0-9a-f]+);",
    "a link of Markdown": r'\[[^\]\n]+\](?:\([^)\s]+(?: +"[^"\n]*")?\)|\[[^\]\n]*\])'
    r"|<(?:https?:|mailto:)[^<>\s]+>",
    "bold of Markdown": r"\*\*(?=\S)[^*\n]+\*\*|(?<!\w)__(?=\S)[^_\n]+__(?!\w)",
    "italics of Markdown": r"(?<![\w*])\*(?=[^\s*])[^*\n]*[^\s*]\*(?![\w*])"
    r"|(?<!\w)_(?=[^\s_])[^_\n]*[^\s_]_(?!\w)",
    "strikethrough of Markdown": r"~~(?=\S)[^~\n]+~~",
    "code of Markdown": r"`[^`\n]+`|^```",
    "a heading of Markdown": r"^#{1,6} \S",
    "a quote of Markdown": r"^> \S",
    "a table of Markdown": r"^\|.*\|[ ]*$",
    "a line of Markdown": r"^ *(?:-{3,}|={3,}|\*{3,}|_{3,}) *$",
    "an escape of Markdown": r"\\[*_`~\[\]<>#]",
    "a list of Markdown with other signs than `- `": r"^ *[*+] \S",
}
_PATTERNS = {what: re.compile(pattern, re.MULTILINE | re.IGNORECASE) for what, pattern in _MARKUP.items()}


def check_markup(sheets: Iterable[Sheet]) -> None:
    """Report each text that is to be plain and is not, once for each kind of markup."""
    for sheet in sheets:
        for where, text in _texts(sheet.root):
            for what, pattern in _PATTERNS.items():
                if found := pattern.search(text):
                    advice = "texts are plain, and people would see the signs: remove them"
                    sheet.report(f"{quoted(found[0])} is {what}; {advice}", *where)


def _texts(node: Node, *where: str | int) -> Iterator[tuple[Where, str]]:
    if isinstance(node, Scalar):
        yield where, node.text
    elif isinstance(node, Listing):
        for index, item in enumerate(node.items):
            yield from _texts(item, *where, index)
    elif isinstance(node, Fields):
        for key, (_, value) in node.items.items():
            if key not in _NOT_READ:
                yield from _texts(value, *where, key)


CALIBRATION = Path("calibration.yaml")
HEADER = (
    "# Written by `python -m bot evaluate --calibrate`; run it again after changing questions or examples.\n"
)
DIGITS = 4
"""Of the numbers of a calibration: more change no reply."""


def write_calibration(folder: Path, calibration: Calibration) -> None:
    """Keep the calibration with the knowledge that it was made from."""
    values = yaml.safe_dump(_rounded(calibration.model_dump()), sort_keys=False)
    (folder / CALIBRATION).write_text(HEADER + values, encoding="utf-8")


def _rounded(value: Any) -> Any:
    return {k: _rounded(v) for k, v in value.items()} if isinstance(value, dict) else round(value, DIGITS)


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
NAMED = (SOURCES, PICTURES, NOT_COVERED, VOCABULARY, RED_FLAGS, CALIBRATION)
EXAMPLES = Path("examples")
LANGUAGES = Path("languages")
FOLDERS = (EXAMPLES, LANGUAGES)
"""Of files that are no entries."""
FACTS = Path("facts.yaml")
SENTENCES = Path("sentences.yaml")
FOR_EDITORS = (FACTS, SENTENCES)
"""What the texts rest on: read by the checks, not by the bot."""
_UNSEEN = frozenset({NOT_COVERED, VOCABULARY, RED_FLAGS, CALIBRATION})

T = TypeVar("T")


def load(folder: Path) -> Knowledge:
    """The knowledge in `folder`; KnowledgeError holds everything that has to be put right first."""
    problems: list[Problem] = []
    files = [file for file in find_files(folder, problems) if file not in FOR_EDITORS]
    sheets = read_sheets(folder, files, problems)
    pages = [sheet for file, sheet in sheets.items() if _has_entries(file)]
    complete = not problems
    if complete:
        problems += _missing(folder, files)
        validation.check_related(pages)
    validation.check_ids(pages)
    validation.check_questions(pages)
    if SOURCES in sheets:
        validation.check_sources(pages, sheets[SOURCES])
    if PICTURES in sheets or PICTURES not in files:
        check_pictures(pages, sheets.get(PICTURES), complete=complete)
    if RED_FLAGS in sheets:
        validation.check_red_flags(sheets[RED_FLAGS])
    if complete:
        validation.check_names(
            pages, _within(EXAMPLES, sheets), _within(LANGUAGES, sheets), sheets.get(RED_FLAGS)
        )
    knowledge = _assemble(folder, sheets, pages)
    if problems:
        raise KnowledgeError(problems)
    return knowledge


def _has_entries(file: Path) -> bool:
    return file not in NAMED and file.parent not in FOLDERS


def _within(folder: Path, sheets: dict[Path, Sheet]) -> list[Sheet]:
    return [sheet for file, sheet in sheets.items() if file.parent == folder]


def find_markup(folder: Path) -> list[Problem]:
    """Markdown and HTML in what people read of a folder that loads."""
    problems: list[Problem] = []
    files = [file for file in find_files(folder, problems) if file not in FOR_EDITORS]
    sheets = read_sheets(folder, files, problems)
    check_markup(sheet for file, sheet in sheets.items() if file not in _UNSEEN and file.parent != EXAMPLES)
    return problems


def find_unreadable(folder: Path) -> list[Problem]:
    """What is wrong in the files that only editors need: the bot goes on without them."""
    problems: list[Problem] = []
    read_sheets(folder, [file for file in find_files(folder, problems) if file in FOR_EDITORS], problems)
    return problems


def _missing(folder: Path, files: list[Path]) -> Iterator[Problem]:
    if SOURCES not in files:
        message = "is missing: write the sources in it, such as `article: {title: ..., kind: article}`"
        yield Problem(FileLine(SOURCES, 1, folder), message)
    if not any(map(_has_entries, files)):
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
    calibration = _read(
        Shape(TypeAdapter(Calibration), "weights and probabilities by their names", (Calibration,)),
        sheets.get(CALIBRATION),
    )
    examples = [example for sheet in _within(EXAMPLES, sheets) for example in _examples(sheet)]
    language = Shape(TypeAdapter(Language), "words and texts of a language", (Language, Translation))
    languages = {
        sheet.file.stem: read for sheet in _within(LANGUAGES, sheets) if (read := _read(language, sheet))
    }
    return Knowledge(
        entries={entry.id: entry for entry, _ in entries},
        sources=sources or {},
        pictures=dict(read_pictures(sheets[PICTURES], pictures)) if pictures else {},
        not_covered=not_covered or (),
        vocabulary=vocabulary or Vocabulary(),
        red_flags=red_flags or RedFlags(words={}, signs=()),
        examples=tuple(example for example, _ in examples),
        languages=languages,
        calibration=calibration,
        places=Places(
            entries={entry.id: places for entry, places in entries},
            sources={key: sheets[SOURCES].place(key) for key in sources or {}},
            not_covered=tuple(sheets[NOT_COVERED].place(line) for line in range(len(not_covered or ()))),
            examples=tuple(place for _, place in examples),
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


def _examples(sheet: Sheet) -> Iterator[tuple[Example, FileLine]]:
    shape = Shape(TypeAdapter(Example), "an example with `text:` and `entries:` or `alarm:`", (Example,))
    for index, node in enumerate(sheet.root.items if isinstance(sheet.root, Listing) else ()):
        example = fit(shape, sheet, node, index)
        if example:
            yield example, sheet.place(index)


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
