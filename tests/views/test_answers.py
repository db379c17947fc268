"""Replies to questions."""

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.knowledge import Knowledge, Source
from bot.knowledge.teaching import ANSWER_LIMIT
from bot.matching import Answer, Suggest, Unknown, Urgent
from bot.views.alarms import ALARM, alarm_screen
from bot.views.answers import NOT_KNOWN, NOT_SURE, answer_screen, body, inside_sentence, source_quote
from bot.views.outcome import reply_screen
from bot.views.screen import Screen
from offline_telegram.html_markup import parse
from offline_telegram.text import tidy, utf16_length
from tests.views.conftest import SOURCES, Compose, entry

SHOES = entry("shoes", title="Shoes that fit", related=("socks", "boots"))
SOCKS, BOOTS = entry("socks"), entry("boots")


def data(screen: Screen) -> list[object]:
    """What the buttons carry."""
    return [button.callback_data for row in screen.rows for button in row]


def test_an_answer(compose: Compose) -> None:
    """What was understood, the text, the source, and what to read next."""
    screen = reply_screen(compose(SHOES, SOCKS, BOOTS), Answer(SHOES, ()))
    assert screen.html == (
        "<b>About shoes that fit:</b>\n\nRest.\n\n"
        "<blockquote expandable>Our article: “The article”</blockquote>"
    )
    assert data(screen) == ["open:socks", "open:boots"]


@pytest.mark.parametrize(
    ("key", "offered"),
    [
        ("how-much-water", ["panel:want/h"]),
        ("dehydration", ["panel:want/h"]),
        ("pre-bed-stretch", ["panel:want/s"]),
        ("reminders-help", ["panel:show"]),
        ("shoes", []),
    ],
)
def test_reminders(knowledge: Knowledge, key: str, offered: list[str]) -> None:
    """Where there is a reminder for what an answer advises, it is offered first."""
    related = [f"open:{other}" for other in knowledge.entries[key].related]
    assert data(answer_screen(knowledge, knowledge.entries[key])) == [*offered, *related]


def test_small_talk(compose: Compose) -> None:
    """The text, and nothing around it."""
    hello = entry("hello", listed=False, answer="Hello <you>!", related=("socks",))
    screen = reply_screen(compose(hello, SOCKS), Answer(hello, ()))
    assert screen == Screen("Hello &lt;you&gt;!")


def test_an_alarm(compose: Compose) -> None:
    """The alarm and what to do come first; who only asks reads the rest, without being alarmed."""
    signs = entry("signs", urgent=True, short="Call now.")
    knowledge = compose(signs)
    screen = reply_screen(knowledge, Urgent(signs, ()))
    assert replace(screen, rows=()) == alarm_screen(knowledge, signs)
    assert screen.html.startswith(f"{ALARM}\n\nCall now.\n\n<blockquote expandable>Rest.</blockquote>\n\n")
    assert answer_screen(knowledge, signs).html.startswith("<b>About signs:</b>\n\nRest.\n\n")


def test_short_first() -> None:
    """What is read first stands open, the rest is folded away beneath it."""
    written = entry(short="Do & wait.", answer="More:\n- one")
    assert body(written) == "Do &amp; wait.\n\n<blockquote expandable>More:\n• one</blockquote>"


def test_suggestions(compose: Compose) -> None:
    """A button for each topic that may be meant, and one for none of them."""
    screen = reply_screen(compose(), Suggest((SHOES, SOCKS), ()))
    assert screen.html == NOT_SURE
    assert data(screen) == ["choose:shoes", "choose:socks", "none:topics"]
    assert screen.rows[-1][0].text == "None of these"


def test_unknown(compose: Compose) -> None:
    """What is near is offered; when nothing is, all topics are."""
    near = reply_screen(compose(), Unknown((SHOES,), ()))
    assert near.html.startswith(NOT_KNOWN)
    assert data(near) == ["choose:shoes", "none:topics"]
    far = reply_screen(compose(), Unknown((), ()))
    assert far.html == NOT_KNOWN
    assert [button.text for row in far.rows for button in row] == ["All topics"]


@pytest.mark.parametrize(
    ("title", "inside"),
    [
        ("Shoes that fit", "shoes that fit"),
        ("NHS advice", "NHS advice"),
        ("Écran", "écran"),
        ("A cramp", "a cramp"),
        ("3 stretches", "3 stretches"),
        ("X", "x"),
    ],
)
def test_titles_inside_sentences(title: str, inside: str) -> None:
    """The capital goes, unless it belongs to an abbreviation."""
    assert inside_sentence(title) == inside


def test_lists() -> None:
    """Dashes at the beginning of lines become bullets; others stay."""
    text = body(entry(answer="Do:\n- this - now\n* that\n1. then\n-5 °C"))
    assert text == "Do:\n• this - now\n• that\n1. then\n-5 °C"


@pytest.mark.parametrize(
    ("keys", "told"),
    [
        (("article",), "Our article: “The article”"),
        (("nhs", "article"), "Our article: “The article”\nPublic health: “Leg cramps” (NHS)"),
        (("trial", "nhs", "trial"), "Public health: “Leg cramps” (NHS)\nStudies: “A trial”, “A trial”"),
        (("nhs", "bot"), "Public health: “Leg cramps” (NHS)"),
    ],
)
def test_sources(keys: tuple[str, ...], told: str) -> None:
    """The quote says of each source what kind it is of."""
    text, entities = parse(source_quote(SOURCES[key] for key in keys))
    assert text == told
    assert entities[0]["type"] == "expandable_blockquote"
    assert entities[0]["length"] == utf16_length(text)


def test_links_to_sources() -> None:
    """A source with an address is a link to it."""
    text, entities = parse(source_quote([SOURCES["nhs"]]))
    assert text.endswith("“Leg cramps” (NHS)")
    assert entities[1]["type"] == "text_link"
    assert entities[1]["url"] == "https://nhs.uk/a?b=1&c=2"


def test_no_source() -> None:
    """What the bot says about itself needs none."""
    assert not source_quote([SOURCES["bot"]])


def test_everything_that_ships(knowledge: Knowledge) -> None:
    """Every answer is well formed, fits into one message, and has its text, source and next topics."""
    for each in knowledge.entries.values():
        for screen in (answer_screen(knowledge, each), alarm_screen(knowledge, each)):
            text, _ = parse(screen.html)
            assert utf16_length(text) <= 4096
            assert each.answer.splitlines()[0].removeprefix("- ") in text
            assert all(len(str(button).encode()) <= 64 for button in data(screen))
        about_itself = {knowledge.sources[key].kind for key in each.sources} == {"bot"}
        assert bool(source_quote(knowledge.sources[key] for key in each.sources)) is not about_itself
        assert 2 <= len(each.related) <= 3


anything = st.text(st.characters(codec="utf-8", exclude_categories=["Cc"]), min_size=1)


@given(answer=anything, title=anything, publisher=anything, link=st.text("<>&\"'/a", max_size=9))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_content(compose: Compose, answer: str, title: str, publisher: str, link: str) -> None:
    """No content breaks the markup: what an editor wrote is what a person reads."""
    source = Source.model_construct(
        title=title, publisher=publisher, url=f"https://a.example/{link}", kind="public-health"
    )
    written = entry(answer="x").model_copy(update={"answer": answer, "sources": ("other",)})
    text, entities = parse(answer_screen(compose(written, other=source), written).html)
    expected = f"About shoes:\n\n{answer}\n\nPublic health: “{title}” ({publisher})"
    assert text == tidy(expected.replace("\n\n- ", "\n\n• ").replace("\n\n* ", "\n\n• "))[0]
    assert [each["type"] for each in entities] == ["bold", "expandable_blockquote", "text_link"]


def test_the_longest_answer(compose: Compose) -> None:
    """As long as the knowledge allows, it still fits into one message."""
    longest = entry(answer="&" * ANSWER_LIMIT, title="T" * 40, sources=("article", "nhs"))
    text, _ = parse(answer_screen(compose(longest), longest).html)
    assert utf16_length(text) <= 4096
