"""What somebody sees of their chat, as JSON."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from offline_telegram import LocalTelegram, Person
from offline_telegram.web import view
from offline_telegram.web.view import MessagePart, changes, keys, message_parts


def messages(person: Person) -> dict[int, dict[str, Any]]:
    """As they are seen, where no file has bytes."""
    return view.messages(person, lambda _: None)


def _send(telegram: LocalTelegram, ada: Person, method: str = "sendMessage", **params: Any) -> dict[str, Any]:
    telegram.call(method, {"chat_id": ada.id, **params})
    *_, newest = messages(ada).values()
    return newest


def test_what_the_bot_says(telegram: LocalTelegram, ada: Person) -> None:
    """With its sender and the moment; that it was edited is nobody's news."""
    said = _send(telegram, ada, text="Hello")
    assert (said["own"], said["from"], said["parts"]) == (False, "Offline Bot", ["Hello"])
    assert said["date"] == 1_772_334_000
    telegram.call("editMessageText", {"chat_id": ada.id, "message_id": said["id"], "text": "Bye"})
    (said,) = messages(ada).values()
    assert (said["plain"], said["edited"], said["editable"]) == ("Bye", False, False)


def test_what_the_person_says(ada: Person) -> None:
    """Their own words they can edit, and see that they did; a voice message they cannot."""
    words, voice = ada.say("helo"), ada.send("voice")
    ada.edit(words, "hello")
    said, spoken = messages(ada).values()
    assert (said["own"], said["edited"], said["editable"], said["plain"]) == (True, True, True, "hello")
    assert (spoken["attachment"]["name"], spoken["editable"]) == ("Voice message", False)
    assert spoken["id"] == voice.id


def test_deleted_messages_are_gone(telegram: LocalTelegram, ada: Person) -> None:
    """Nobody sees them."""
    said = _send(telegram, ada, text="Hello")
    telegram.call("deleteMessage", {"chat_id": ada.id, "message_id": said["id"]})
    assert messages(ada) == {}


def test_only_the_newest_are_told(telegram: LocalTelegram, ada: Person) -> None:
    """However long the chat is."""
    for number in range(205):
        telegram.call("sendMessage", {"chat_id": ada.id, "text": str(number)})
    assert [said["plain"] for said in messages(ada).values()] == [str(number) for number in range(5, 205)]


def test_buttons(telegram: LocalTelegram, ada: Person) -> None:
    """Each says what it does."""
    row = [
        {"text": "Tap", "callback_data": "x", "style": "danger"},
        {"text": "Go", "url": "https://example.org/"},
        {"text": "Copy", "copy_text": {"text": "me"}},
        {"text": "Elsewhere", "switch_inline_query": "q"},
    ]
    assert _send(telegram, ada, text="Well?", reply_markup={"inline_keyboard": [row]})["buttons"] == [
        [
            {"text": "Tap", "style": "danger", "data": "x"},
            {"text": "Go", "style": None, "url": "https://example.org/"},
            {"text": "Copy", "style": None, "copy": "me"},
            {"text": "Elsewhere", "style": None},
        ]
    ]


def test_keys(telegram: LocalTelegram, ada: Person) -> None:
    """Those that ask for something say what."""
    asking = [{"text": "Here", "request_location": True}, {"text": "Me", "request_contact": True}]
    _send(telegram, ada, text="Where?", reply_markup={"keyboard": [asking, [{"text": "No"}]]})
    assert [[key["asks"] for key in row] for row in keys(ada)] == [["location", "contact"], [None]]


def test_replies_and_reactions(telegram: LocalTelegram, ada: Person) -> None:
    """What a message answers is quoted, in short, as long as it is there."""
    asked = ada.say("why " * 50)
    answer = _send(telegram, ada, text="So", reply_parameters={"message_id": asked.id})
    assert answer["reply"].startswith("why why")
    assert answer["reply"].endswith("…")
    reaction = [{"type": "emoji", "emoji": "👍"}]
    telegram.call("setMessageReaction", {"chat_id": ada.id, "message_id": asked.id, "reaction": reaction})
    assert messages(ada)[asked.id]["reaction"] == "👍"
    telegram.call("deleteMessage", {"chat_id": ada.id, "message_id": asked.id})
    assert messages(ada)[answer["id"]]["reply"] is None


def test_attachments_have_names(ada: Person) -> None:
    """With what there is to know of them."""
    kinds = ("location", "contact", "dice", "poll", "document", "photo")
    for kind in kinds:
        ada.send(kind)
    assert [said["attachment"]["name"] for said in messages(ada).values()] == [
        "Location 52.52, 13.405",
        "Contact Grace +15550100",
        "Dice 🎲",
        "Poll Which foot?",
        "File notes.txt",
        "Photo",
    ]


def test_changes() -> None:
    """Only what is another now, and what has gone."""
    before = {"bot": "B", "keyboard": [], "messages": {1: {"id": 1}, 2: {"id": 2}}}
    now = {"bot": "B", "keyboard": [["x"]], "messages": {2: {"id": 2, "reaction": "👍"}, 3: {"id": 3}}}
    assert changes(before, now) == {
        "keyboard": [["x"]],
        "messages": [{"id": 2, "reaction": "👍"}, {"id": 3}],
        "gone": [1],
    }
    assert changes(now, now) == {}
    assert changes({}, before) == {"bot": "B", "keyboard": [], "messages": [{"id": 1}, {"id": 2}]}


def _formatted(telegram: LocalTelegram, ada: Person, html: str) -> list[MessagePart]:
    telegram.call("sendMessage", {"chat_id": ada.id, "text": html, "parse_mode": "HTML"})
    return message_parts(ada.last.text, ada.last.entities)


def test_text_and_nodes(telegram: LocalTelegram, ada: Person) -> None:
    """What is marked up is a node, in its place, behind an emoji and in another node too."""
    assert _formatted(telegram, ada, "😀 <b>fat <i>and</i> so</b> on") == [
        "😀 ",
        {"kind": "bold", "inside": ["fat ", {"kind": "italic", "inside": ["and"]}, " so"]},
        " on",
    ]


@pytest.mark.parametrize(
    ("html", "href"),
    [
        ('<a href="https://example.org/a">this</a>', "https://example.org/a"),
        ("https://example.org", "https://example.org"),
        ("example.org", "https://example.org"),
        ("ada@example.org", "mailto:ada@example.org"),
    ],
)
def test_links(telegram: LocalTelegram, ada: Person, html: str, href: str) -> None:
    """Links lead where they say."""
    (link,) = _formatted(telegram, ada, html)
    assert isinstance(link, dict)
    assert link["href"] == href


@pytest.mark.parametrize("url", ["javascript:alert(1)", "data:text/html,x", "tg://user?id=1", "//x"])
def test_links_that_a_browser_should_not_follow(url: str) -> None:
    """They are shown, and lead nowhere."""
    entity = {"type": "text_link", "offset": 0, "length": 4, "url": url}
    assert message_parts("here", [entity]) == [{"kind": "text_link", "inside": ["here"]}]


def test_what_crosses_is_cut() -> None:
    """Two that overlap become a tree all the same."""
    entities = [
        {"type": "bold", "offset": 0, "length": 4},
        {"type": "italic", "offset": 2, "length": 4},
    ]
    assert message_parts("abcdef", entities) == [
        {"kind": "bold", "inside": ["ab", {"kind": "italic", "inside": ["cd"]}]},
        {"kind": "italic", "inside": ["ef"]},
    ]


def _text(tree: list[MessagePart]) -> str:
    return "".join(part if isinstance(part, str) else _text(part["inside"]) for part in tree)


@st.composite
def _marked(draw: st.DrawFn) -> tuple[str, list[dict[str, Any]]]:
    text = draw(st.text(st.characters(max_codepoint=0xFFFF, exclude_categories=["Cs"]), max_size=12))
    places = st.integers(0, len(text))
    spans = draw(st.lists(st.tuples(places, places, st.sampled_from(["bold", "italic"])), max_size=6))
    return text, [
        {"type": kind, "offset": start, "length": end - start} for start, end, kind in spans if start < end
    ]


@given(_marked())
def test_nothing_is_lost(marked: tuple[str, list[dict[str, Any]]]) -> None:
    """However it is marked up, all of the text is there, once and in its order."""
    text, entities = marked
    assert _text(message_parts(text, entities)) == text
