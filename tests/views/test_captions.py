"""Words under a picture."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.knowledge import CAPTION_LIMIT, Knowledge, Picture
from bot.views.answers import answer_screen, captioned
from bot.views.cramp import STOPPING, help_screen
from bot.views.screen import Screen, plain
from offline_telegram.html_markup import parse
from offline_telegram.text import utf16_length

SHOWN = "\n\nPicture:\n"
TEXTS = st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=600)


def pictures(*shown: str) -> tuple[Picture, ...]:
    """As many as there are texts."""
    return tuple(Picture("x.png", text, b"x") for text in shown)


def test_what_is_shown() -> None:
    """The words come first; what the picture shows, for those who do not see it, is told after them."""
    under = captioned(Screen("<b>About feet</b>", pictures=pictures("A foot & a <hand>")))
    assert under
    assert under.html == "<b>About feet</b>\n\n<i>Picture:\nA foot &amp; a &lt;hand&gt;</i>"


@pytest.mark.parametrize("shown", [(), ("A foot", "A hand")])
def test_one_picture(shown: tuple[str, ...]) -> None:
    """It takes exactly one."""
    assert captioned(Screen("Feet", pictures=pictures(*shown))) is None


@pytest.mark.parametrize("character", ["a", "&", "ä", "👣"])
def test_the_longest(character: str) -> None:
    """Units of UTF-16 count, without the markup."""
    room = CAPTION_LIMIT - utf16_length(f"{SHOWN}A foot")
    words = character * (room // utf16_length(character)) + "." * (room % utf16_length(character))
    fits, too_long = (
        captioned(Screen(f"<b>{plain(text)}</b>", pictures=pictures("A foot")))
        for text in (words, f"{words}.")
    )
    assert fits
    assert utf16_length(parse(fits.html)[0]) == CAPTION_LIMIT
    assert too_long is None


@given(TEXTS, TEXTS)
def test_any_words(words: str, shown: str) -> None:
    """What is said to fit does, as Telegram counts, and nothing of it is left out."""
    under = captioned(Screen(f"<b>{plain(words)}</b>", pictures=pictures(shown)))
    if under:
        assert utf16_length(parse(under.html)[0]) <= CAPTION_LIMIT
        assert plain(words) in under.html
        assert plain(shown) in under.html


def test_the_knowledge_that_ships(knowledge: Knowledge) -> None:
    """All answers with pictures have one, and room under it, as has the help with a cramp."""
    pictured = [entry for entry in knowledge.entries.values() if entry.pictures]
    assert pictured
    assert all(captioned(answer_screen(knowledge, entry)) for entry in pictured)
    assert captioned(help_screen(knowledge, knowledge.entries[STOPPING]))
