"""Questions in a person's own words."""

import pytest

from bot.knowledge import Knowledge
from bot.matching import Suggest, Unknown
from bot.views.topics import PAGE_LENGTH
from offline_telegram import LocalTelegram
from tests.conftest import Chat, labels, written
from tests.handlers.conftest import Ordered

SHOES = "Can my shoes cause foot cramps?"
FEEDBACK = ["👍", "👎", "↗ Share"]
MASSAGE = "Does a massage help against a foot cramp?"


async def test_an_answer(chat: Chat, telegram: LocalTelegram, knowledge: Knowledge) -> None:
    """An answer says what was understood, then the text, the folded source, and what to read next."""
    text = await chat.say(SHOES)
    shoes = knowledge.entries["shoes"]
    heading, *_, quote = (each for each in chat.ada.last.entities if each["type"] != "text_link")
    assert text.startswith("About shoes that fit:\n\n")
    assert shoes.short
    assert f"{shoes.short}\n\n{shoes.answer}" in text
    assert (heading["type"], heading["offset"]) == ("bold", 0)
    assert quote["type"] == "expandable_blockquote"
    assert text[quote["offset"] :].startswith("Our article: ")
    assert labels(chat.ada.last) == [*(knowledge.entries[key].title for key in shoes.related), *FEEDBACK]
    sent = telegram.requests_to("sendMessage")[-1].params
    assert sent["link_preview_options"] == {"is_disabled": True}
    assert "reply_parameters" not in sent


async def test_a_related_topic(chat: Chat, knowledge: Knowledge) -> None:
    """The next answer comes in a message of its own: the first one stays as it is."""
    first = await chat.say(SHOES)
    related = knowledge.entries[knowledge.entries["shoes"].related[0]]
    press = chat.ada.tap(related.title)
    await chat.settle()
    assert [message.text for message in chat.ada.inbox] == [first, chat.ada.last.text]
    assert related.answer.splitlines()[0] in chat.ada.last.text
    assert press.answer
    assert not press.answer.text


async def test_small_talk(chat: Chat, knowledge: Knowledge) -> None:
    """Nobody who says thank you wants a heading, a source or buttons."""
    assert await chat.say("thank you!") == knowledge.entries["thanks"].answer
    assert not chat.ada.last.entities
    assert not chat.ada.last.buttons


async def test_something_serious(chat: Chat) -> None:
    """A sign of something serious is met with an alarm before anything else."""
    text = await chat.say("my calf is swollen, hot and red and hurts")
    assert text.startswith("⚠️ Please read this first.")
    assert "112" in text


async def test_a_question_that_is_not_covered(chat: Chat) -> None:
    """What the bot does not know it does not answer, and there is a way on."""
    text = await chat.say("who won the football world cup")
    assert text.startswith("I don't know that.")
    assert labels(chat.ada.last)[-1] in {"None of these", "All topics"}


async def test_nothing_readable(chat: Chat) -> None:
    """Signs without a word in them are answered like any question that is not covered."""
    assert (await chat.say("🤷")).startswith("I don't know that.")
    assert labels(chat.ada.last) == ["All topics"]


async def test_a_near_miss(chat: Chat, reply_with: Ordered, near_miss: Unknown) -> None:
    """The topics near a question that is not covered can be tapped; the answer replaces the offer."""
    reply_with(near_miss)
    assert "Is it something like one of these?" in await chat.say("can I take ibuprofen with beer")
    assert labels(chat.ada.last) == ["Painkillers", "None of these"]
    assert (await chat.tap("Painkillers")).startswith("About painkillers:")
    assert len(chat.ada.inbox) == 1


async def test_choosing(chat: Chat, reply_with: Ordered, suggestion: Suggest) -> None:
    """When several topics may be meant, the one that is tapped takes the place of the question."""
    reply_with(suggestion)
    assert await chat.say("feet") == "I'm not sure what you mean. Is it one of these?"
    assert labels(chat.ada.last) == [*(entry.title for entry in suggestion.entries), "None of these"]
    press = chat.ada.tap("Massage and foot rubs")
    await chat.settle()
    (message,) = chat.ada.inbox
    assert message.text.startswith("About massage and foot rubs:")
    assert "None of these" not in labels(message)
    assert press.answer


async def test_none_of_these(chat: Chat, reply_with: Ordered, suggestion: Suggest) -> None:
    """Where no suggestion fits, the topics take their place."""
    reply_with(suggestion)
    await chat.say("feet")
    text = await chat.tap("None of these")
    assert len(chat.ada.inbox) == 1
    assert text.startswith("A cramp right now\n")
    assert len([label for label in labels(chat.ada.last) if label in text]) <= PAGE_LENGTH


@pytest.mark.parametrize("command", ["/ask ", "/ASK ", "/ask   ", "/ask\n", "/ask@foot_cramp_bot "])
async def test_ask(chat: Chat, command: str) -> None:
    """/ask answers what stands behind it, on the same line or the next."""
    assert (await chat.say(f"{command}{SHOES}")).startswith("About shoes that fit:")


@pytest.mark.parametrize("said", ["/ask", "/ask@foot_cramp_bot", "@foot_cramp_bot"])
async def test_asking_nothing(chat: Chat, said: str) -> None:
    """Without a question the bot shows how to ask one; the question can be filled in by an edit."""
    message = chat.ada.say(said)
    await chat.settle()
    assert "/ask would a massage help?" in chat.ada.last.text
    chat.ada.edit(message, f"{said} {SHOES}")
    await chat.settle()
    assert [answer.text[:21] for answer in chat.ada.inbox] == ["About shoes that fit:"]


async def test_an_edited_question(chat: Chat) -> None:
    """An answer follows its question through every edit, to other topics too."""
    question = chat.ada.say(SHOES)
    await chat.say(MASSAGE)
    for text, answer in [
        (MASSAGE, "About massage and foot rubs:"),
        (f"/ask {SHOES}", "About shoes that fit:"),
        ("thanks", "You"),
        (SHOES, "About shoes that fit:"),
    ]:
        chat.ada.edit(question, text)
        await chat.settle()
        first, second = written(chat.ada.inbox)
        assert first.text.startswith(answer)
        assert second.text.startswith("About massage and foot rubs:")


async def test_an_edit_that_changes_nothing(chat: Chat, caplog: pytest.LogCaptureFixture) -> None:
    """A corrected typing error leaves the answer as it is, without an error."""
    question = chat.ada.say("can my shoes cause foot crmaps")
    await chat.settle()
    before = chat.ada.last.text
    chat.ada.edit(question, SHOES)
    await chat.settle()
    assert [message.text for message in chat.ada.inbox] == [before]
    assert not [record for record in caplog.records if record.levelname == "ERROR"]


async def test_an_edit_after_the_answer_was_deleted(chat: Chat, telegram: LocalTelegram) -> None:
    """Where there is no answer to edit any more, a new one is sent, and follows from then on."""
    question = chat.ada.say(SHOES)
    await chat.settle()
    telegram.call("deleteMessage", {"chat_id": chat.ada.id, "message_id": chat.ada.last.id})
    for text, answer in [(MASSAGE, "About massage"), (SHOES, "About shoes")]:
        chat.ada.edit(question, text)
        await chat.settle()
        (message,) = written(chat.ada.inbox)
        assert message.text.startswith(answer)


async def test_an_edit_of_what_was_no_question(chat: Chat) -> None:
    """A command that becomes a question by an edit is answered."""
    command = chat.ada.say("/help")
    await chat.settle()
    chat.ada.edit(command, SHOES)
    await chat.settle()
    assert len(chat.ada.inbox) == 2
    assert chat.ada.last.text.startswith("About shoes")


async def test_an_edit_before_there_is_an_answer(chat: Chat) -> None:
    """A question that is corrected at once gets one answer, to what it says last."""
    question = chat.ada.say(SHOES)
    chat.ada.edit(question, MASSAGE)
    await chat.settle()
    (message,) = chat.ada.inbox
    assert message.text.startswith("About massage")


@pytest.mark.parametrize(
    "text", ["<b>", "</blockquote>", "&lt;&amp; &", '"><a href="x">', "🦶🏽" * 200, "كيف حالك"]
)
async def test_hostile_questions(chat: Chat, caplog: pytest.LogCaptureFixture, text: str) -> None:
    """No question breaks an answer."""
    assert await chat.say(f"{text} {SHOES} {text}")
    assert not [record for record in caplog.records if record.levelname == "ERROR"]


async def test_a_very_long_question(chat: Chat) -> None:
    """As much as one message holds is read."""
    assert await chat.say("my foot cramps so much. " * 170)


async def test_asking_for_somebody_else(chat: Chat, telegram: LocalTelegram) -> None:
    """In a group, /ask as a reply to a message answers that message."""
    eve = telegram.person("Eve")
    group = telegram.group("Runners", chat.ada, eve)
    question = group.say(eve, "does anybody know whether shoes can cause foot cramps?")
    group.say(chat.ada, "/ask", reply_to=question)
    await chat.settle()
    assert group.last.text.startswith("About shoes")
