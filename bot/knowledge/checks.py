"""What must hold between the parts of a knowledge folder.

The checks read the files as written, so that they also see entries that have something else wrong with them.
"""

from bot.knowledge.plain_words import nearest
from bot.knowledge.problems import Place, quoted
from bot.knowledge.sheets import Sheet


def check_ids(pages: list[Sheet]) -> None:
    """Report ids that two entries share."""
    taken: dict[str, Place] = {}
    for page in pages:
        for index in page.indices():
            for where, name in page.texts(index, "id"):
                if name in taken:
                    page.report(f"the id {quoted(name)} is taken by {taken[name]}: choose another", *where)
                taken.setdefault(name, page.place(*where))


def check_related(pages: list[Sheet]) -> None:
    """Report entries that lead to themselves, twice to the same one, or nowhere."""
    ids = {name: None for page in pages for index in page.indices() for _, name in page.texts(index, "id")}
    for page in pages:
        for index in page.indices():
            own = [name for _, name in page.texts(index, "id")]
            _report_repeated(page, index, "related")
            for where, name in page.texts(index, "related"):
                if name in own:
                    page.report("an entry cannot be related to itself: remove it", *where)
                elif name and name not in ids:
                    page.report(f"there is no entry {quoted(name)}: {nearest(name, list(ids))}", *where)


def check_questions(pages: list[Sheet]) -> None:
    """Report questions and pictures that one entry has twice."""
    for page in pages:
        for index in page.indices():
            _report_repeated(page, index, "questions", "enquiries")
            _report_repeated(page, index, "pictures")


def check_sources(pages: list[Sheet], sources: Sheet) -> None:
    """Report sources that sources.yaml does not have."""
    known = sources.keys()
    for page in pages:
        for index in page.indices():
            _report_repeated(page, index, "source")
            for where, key in page.texts(index, "source"):
                if key and key not in known:
                    message = f"there is no source {quoted(key)} in sources.yaml: {nearest(key, list(known))}"
                    page.report(message, *where)


def check_red_flags(flags: Sheet) -> None:
    """Report concepts without words and words without use."""
    known = flags.keys("words")
    used = set()
    for index in flags.indices("signs"):
        for part in ("all", "unless"):
            for where, concept in flags.texts("signs", index, part):
                used.add(concept)
                if concept and concept not in known:
                    message = f"`words` has no {quoted(concept)}: {nearest(concept, list(known))}"
                    flags.report(message, *where)
    for concept in known:
        if concept not in used:
            flags.report(f"no sign uses {quoted(concept)}: use it or remove it", "words", concept)


def _report_repeated(page: Sheet, index: int, *keys: str) -> None:
    lines: dict[str, int] = {}
    for key in keys:
        for where, text in page.texts(index, key):
            plain = " ".join(text.casefold().split())
            if plain in lines:
                page.report(
                    f"{quoted(text)} stands here twice (first on line {lines[plain]}): keep one", *where
                )
            elif plain:
                lines[plain] = page.place(*where).line
