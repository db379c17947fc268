"""The list of topics, a page at a time."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby

from telegram import InlineKeyboardButton

from bot.knowledge import Entry
from bot.views.screen import Action, Screen, plain, topic_rows

PAGE_LENGTH = 8
"""Topics on a page: as many buttons as a phone shows without scrolling."""

TOPICS = "topics"
"""What takes the place of an offer of which nothing was meant."""
NONE_OF_THESE_ROW = (InlineKeyboardButton("None of these", callback_data=Action.NONE.data(TOPICS)),)
ALL_TOPICS_ROW = (InlineKeyboardButton("All topics", callback_data=Action.PAGE.data(0)),)


@dataclass(frozen=True)
class Page:
    """Groups of entries, each under its heading; one longer than a page goes on on the next."""

    groups: tuple[tuple[str, tuple[Entry, ...]], ...]

    @property
    def entries(self) -> tuple[Entry, ...]:
        """All entries of the page."""
        return tuple(entry for _, entries in self.groups for entry in entries)


def topics_screen(entries: Mapping[str, Entry], number: int) -> Screen:
    """Page `number` of the topics, counted from 0; past the last one it is the last one."""
    pages = _pages(entries)
    number = max(0, min(number, len(pages) - 1))
    page = pages[number]
    sections = [
        "\n".join([f"<b>{plain(title)}</b>", *(f"• {plain(entry.title)}" for entry in group)])
        for title, group in page.groups
    ]
    return Screen(
        "\n\n".join(sections), (*topic_rows(page.entries, Action.OPEN), *_navigation(number, len(pages)))
    )


def _navigation(number: int, pages: int) -> Iterator[tuple[InlineKeyboardButton, ...]]:
    if pages > 1:
        back = InlineKeyboardButton("◀ Back", callback_data=Action.PAGE.data((number - 1) % pages))
        forward = InlineKeyboardButton(
            f"{number + 1} of {pages} ▶", callback_data=Action.PAGE.data((number + 1) % pages)
        )
        yield back, forward


def _pages(entries: Mapping[str, Entry]) -> list[Page]:
    listed = (entry for entry in entries.values() if entry.listed)
    pages: list[list[tuple[str, tuple[Entry, ...]]]] = [[]]
    for title, grouped in groupby(listed, key=lambda entry: entry.group):
        group = tuple(grouped)
        for start in range(0, len(group), PAGE_LENGTH):
            part = group[start : start + PAGE_LENGTH]
            if sum(len(entries) for _, entries in pages[-1]) + len(part) > PAGE_LENGTH:
                pages.append([])
            pages[-1].append((title, part))
    return [Page(tuple(page)) for page in pages]
