"""What people think of answers, and the questions that found none."""

from urllib.parse import parse_qs, urlsplit

import pytest
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.knowledge import Knowledge
from bot.matching import Answer, Candidate, Suggest, Unknown
from bot.storage import Ending, Notebook, Store, Votes
from bot.views.answers import SORRY, THANKS
from bot.views.welcome import OLD_BUTTON
from offline_telegram import LocalTelegram
from offline_telegram.errors import bad_request
from tests.conftest import Chat, Start, labels, written
from tests.handlers.conftest import Ordered

SHOES = "Can my shoes cause foot cramps?"
RUNNING = "Cramps while running and training"
OFFER = "You wanted something else. Is it one of these?"


@pytest.fixture
def notebook(engine: AsyncEngine) -> Notebook:
    """What the bot has written down: votes at once, the rest when it stops."""
    return Notebook(engine)


@pytest.fixture
def shoes(knowledge: Knowledge) -> Answer:
    """A question about shoes that might have been about two other topics."""
    found = (knowledge.entries[key] for key in ("shoes", "massage", "running"))
    return Answer(knowledge.entries["shoes"], tuple(Candidate(entry, 0.5) for entry in found))


async def votes(notebook: Notebook, chat: Chat) -> dict[str, Votes]:
    """Of all people."""
    return dict((await notebook.figures(chat.clock().date())).votes)


async def kept(notebook: Notebook) -> list[tuple[str, dict[Ending, int]]]:
    """The questions without a good answer."""
    return [(each.question, dict(each.endings)) for each in await notebook.kept()]


def shown(chat: Chat) -> list[str]:
    """How the bot's messages begin."""
    return [message.text.partition("\n")[0] for message in written(chat.ada.inbox)]


async def test_thumb_up(chat: Chat, telegram: LocalTelegram, notebook: Notebook) -> None:
    """It is noted, and costs one request: a word of thanks."""
    await chat.say(SHOES)
    before, requests = chat.ada.last.json(), len(telegram.requests)
    press = chat.ada.tap("👍")
    await chat.settle()
    made = [request.method for request in telegram.requests[requests:] if request.method != "getUpdates"]
    assert made == ["answerCallbackQuery"]
    assert press.answer
    assert press.answer.text == THANKS
    assert chat.ada.last.json() == before
    assert await votes(notebook, chat) == {"shoes": Votes(1, 0)}


async def test_thumb_down(
    chat: Chat, telegram: LocalTelegram, notebook: Notebook, reply_with: Ordered, shoes: Answer
) -> None:
    """It costs two requests: a word of regret, and what else may have been meant."""
    reply_with(shoes)
    await chat.say("feet")
    requests = len(telegram.requests)
    press = chat.ada.tap("👎")
    await chat.settle()
    made = [request.method for request in telegram.requests[requests:] if request.method != "getUpdates"]
    assert made == ["answerCallbackQuery", "sendMessage"]
    assert press.answer
    assert press.answer.text == SORRY
    assert shown(chat) == ["About shoes that fit:", OFFER]
    assert labels(chat.ada.last) == ["Massage and foot rubs", RUNNING, "None of these"]
    assert await votes(notebook, chat) == {"shoes": Votes(0, 1)}
    await chat.tap("Massage and foot rubs")
    assert shown(chat) == ["About shoes that fit:", "About massage and foot rubs:"]
    await chat.tap("👎")
    assert labels(chat.ada.last) == [RUNNING, "None of these"]


async def test_only_what_may_have_been_meant(chat: Chat, knowledge: Knowledge, reply_with: Ordered) -> None:
    """What came last has no chance, and is not offered."""
    scores = {"magnesium": 0.9, "electrolytes": 0.2, "about-bot": 0.05}
    found = tuple(Candidate(knowledge.entries[key], score) for key, score in scores.items())
    reply_with(Answer(found[0].entry, found))
    await chat.say("does magnesium help?")
    await chat.tap("👎")
    assert labels(chat.ada.last) == [knowledge.entries["electrolytes"].title, "None of these"]


async def test_nothing_else_was_meant(chat: Chat) -> None:
    """Where nothing came near, all topics are offered."""
    await chat.say("/start massage")
    text = await chat.tap("👎")
    assert text.startswith("You wanted something else. Try other words")
    assert labels(chat.ada.last) == ["All topics"]


async def test_a_change_of_mind(chat: Chat, notebook: Notebook) -> None:
    """The later vote counts, and no second offer comes."""
    await chat.say(SHOES)
    await chat.tap("👎")
    await chat.tap("👍")
    assert await votes(notebook, chat) == {"shoes": Votes(1, 0)}
    await chat.tap("👎")
    assert await votes(notebook, chat) == {"shoes": Votes(0, 1)}
    assert len(chat.ada.inbox) == 2


async def test_an_edited_question(chat: Chat) -> None:
    """What answers another question now can be judged anew."""
    question = chat.ada.say(SHOES)
    await chat.settle()
    answer = chat.ada.last
    await chat.tap("👎")
    chat.ada.edit(question, "Does a massage help against a foot cramp?")
    await chat.settle()
    chat.ada.tap("👎", answer)
    await chat.settle()
    assert len(chat.ada.inbox) == 3


async def test_a_vote_each(
    chat: Chat, telegram: LocalTelegram, notebook: Notebook, reply_with: Ordered, shoes: Answer
) -> None:
    """In a group everybody has one, and the offer comes once for all."""
    reply_with(shoes)
    people = [telegram.person(name) for name in ("Bob", "Eve", "Gus")]
    group = telegram.group("Runners", chat.ada, *people)
    group.say(chat.ada, f"/ask {SHOES}")
    await chat.settle()
    for person in people:
        group.tap(person, "👎")
        await chat.settle()
    group.tap(chat.ada, "👍")
    await chat.settle()
    assert [message.text.partition("\n")[0] for message in group.inbox] == ["About shoes that fit:", OFFER]
    assert await votes(notebook, chat) == {"shoes": Votes(1, 3)}


@pytest.mark.parametrize("data", ["up:gone", "down:gone,massage", "up:", "down:"])
async def test_what_is_gone(chat: Chat, notebook: Notebook, data: str) -> None:
    """A button of an entry that there is no longer says so, and nothing is noted."""
    await chat.say(SHOES)
    press = chat.ada.forge(data)
    await chat.settle()
    assert press.answer
    assert press.answer.text == OLD_BUTTON
    assert len(chat.ada.inbox) == 1
    assert not await votes(notebook, chat)


async def test_after_a_restart(start: Start, notebook: Notebook, reply_with: Ordered, shoes: Answer) -> None:
    """The button knows what else may have been meant; the question is forgotten, and not kept."""
    reply_with(shoes)
    async with start() as chat:
        await chat.say("feet")
        answer = chat.ada.last
    async with start() as again:
        chat.ada.tap("👎", answer)
        await again.settle()
        assert labels(chat.ada.last) == ["Massage and foot rubs", RUNNING, "None of these"]
    assert await kept(notebook) == []


async def test_a_deleted_answer(chat: Chat, telegram: LocalTelegram, notebook: Notebook) -> None:
    """A vote for what Telegram does not show the bot any more counts all the same."""
    await chat.say(SHOES)
    message = chat.ada.last
    telegram.call("deleteMessage", {"chat_id": chat.ada.id, "message_id": message.id})
    for thumb in ("👍", "👎"):
        chat.ada.tap(thumb, message)
        await chat.settle()
    assert await votes(notebook, chat) == {"shoes": Votes(0, 1)}


async def test_under_an_inline_message(chat: Chat, telegram: LocalTelegram, notebook: Notebook) -> None:
    """Where the bot is no member, votes count, and nothing is offered."""
    for data in ("up:shoes", "down:massage,shoes"):
        query = {"id": "1", "from": chat.ada.user.json(), "chat_instance": "1"}
        telegram.push({"callback_query": {**query, "inline_message_id": "x", "data": data}})
    await chat.settle()
    assert await votes(notebook, chat) == {"massage": Votes(0, 1), "shoes": Votes(1, 0)}


async def test_sharing(chat: Chat) -> None:
    """The button leads to a link that opens the answer."""
    answer = await chat.say("does a massage help?")
    (share,) = (button for row in chat.ada.last.buttons for button in row if button["text"] == "↗ Share")
    link = parse_qs(urlsplit(share["url"]).query)["url"][0]
    bot, start = urlsplit(link).path, parse_qs(urlsplit(link).query)["start"][0]
    assert bot == f"/{chat.application.bot.username}"
    assert (await chat.say(f"/start {start}")).partition("\n")[0] == answer.partition("\n")[0]


@pytest.mark.parametrize("text", ["thank you!", "my calf is swollen, hot and red and hurts", "cramp now!"])
async def test_what_is_not_judged(chat: Chat, text: str) -> None:
    """Small talk, an alarm and help in need have no thumbs."""
    await chat.say(text)
    assert "👍" not in labels(chat.ada.last)


async def test_an_unknown_question(start: Start, telegram: LocalTelegram, notebook: Notebook) -> None:
    """It is kept without the person, and counted when it repeats."""
    async with start() as chat:
        eve = telegram.person("Eve", last_name="Moneypenny", username="eve_007")
        for text in (
            "I am Eve MONEYPENNY (@eve_007): who won the cup 2014?",
            "I am Eve Moneypenny (@eve_007), who won the cup 1954",
        ):
            eve.say(text)
            await chat.settle()
        assert eve.last.text.startswith("I don't know that.")
    assert await kept(notebook) == [("I am … who won the cup #?", {Ending.UNKNOWN: 2})]


async def test_none_of_these(
    start: Start, notebook: Notebook, reply_with: Ordered, suggestion: Suggest
) -> None:
    """A question is kept when nothing that was suggested was meant; all topics follow in its place."""
    reply_with(suggestion)
    async with start() as chat:
        await chat.say("Ada's feet")
        chat.ada.tap("None of these")
        await chat.tap("None of these")
        assert len(chat.ada.inbox) == 1
        assert "◀ Back" in labels(chat.ada.last)
    assert await kept(notebook) == [("…'s feet", {Ending.NONE_OF_THESE: 1})]


async def test_none_near(start: Start, notebook: Notebook, reply_with: Ordered, near_miss: Unknown) -> None:
    """A question that was not known is kept as that, and once."""
    reply_with(near_miss)
    async with start() as chat:
        await chat.say("beer?")
        await chat.tap("None of these")
    assert await kept(notebook) == [("beer?", {Ending.UNKNOWN: 1})]


async def test_none_of_these_after_an_edit(
    start: Start, notebook: Notebook, reply_with: Ordered, suggestion: Suggest, near_miss: Unknown
) -> None:
    """Only what the question says last was not answered."""
    reply_with(suggestion)
    async with start() as chat:
        question = chat.ada.say("feet")
        await chat.settle()
        reply_with(near_miss)
        chat.ada.edit(question, "beer?")
        await chat.settle()
        await chat.tap("None of these")
    assert await kept(notebook) == [("beer?", {Ending.UNKNOWN: 1})]


@pytest.mark.parametrize("instead", ["does magnesium help?", "remind me to drink"])
async def test_not_helpful_after_an_edit(
    start: Start, telegram: LocalTelegram, notebook: Notebook, instead: str
) -> None:
    """What a person has taken back is not kept, though its answer could not be deleted."""
    async with start() as chat:
        question = chat.ada.say("how should I lie in bed against cramps?")
        await chat.settle()
        answer = chat.ada.last
        telegram.fail("deleteMessage", bad_request("message can't be deleted for everyone"))
        chat.ada.edit(question, instead)
        await chat.settle()
        assert chat.ada.last is not answer
        chat.ada.tap("👎", answer)
        await chat.settle()
    assert await kept(notebook) == []


async def test_not_helpful(
    start: Start, notebook: Notebook, reply_with: Ordered, suggestion: Suggest
) -> None:
    """A question is kept once when its answer did not help, also one that was chosen from suggestions."""
    reply_with(suggestion)
    async with start() as chat:
        await chat.say("feet")
        await chat.tap("Shoes that fit")
        await chat.tap("👎")
        assert labels(chat.ada.last) == ["Massage and foot rubs", RUNNING, "None of these"]
        await chat.tap("None of these")
    assert await kept(notebook) == [("feet", {Ending.NOT_HELPFUL: 1})]


async def test_asked_for_somebody_else(
    start: Start, telegram: LocalTelegram, notebook: Notebook, reply_with: Ordered, near_miss: Unknown
) -> None:
    """Neither who asked nor who wrote the question is told."""
    reply_with(near_miss)
    async with start() as chat:
        eve = telegram.person("Eve")
        group = telegram.group("Runners", chat.ada, eve)
        question = group.say(eve, "what would Ada say to Eve?")
        group.say(chat.ada, "/ask", reply_to=question)
        await chat.settle()
    assert await kept(notebook) == [("what would … say to …?", {Ending.UNKNOWN: 1})]


async def test_what_is_counted(
    start: Start, notebook: Notebook, suggestion: Suggest, reply_with: Ordered
) -> None:
    """How people come to the entries, and how often they do not."""
    async with start() as chat:
        for text in (SHOES, "who won the football world cup", "my calf is swollen, hot and red and hurts"):
            await chat.say(text)
        await chat.say("/start massage")
        await chat.say("/cramp")
        await chat.say("stop reminding me")
        await chat.say("/topics")
        await chat.tap("Stopping a cramp right now")
        reply_with(suggestion)
        await chat.say("feet")
        await chat.tap(RUNNING)
    figures = await notebook.figures(chat.clock().date())
    assert figures.uses == {
        ("shoes", "answer"): 1,
        ("", "unknown"): 1,
        ("urgent-signs", "urgent"): 1,
        ("massage", "link"): 1,
        ("stop-a-cramp-now", "opened"): 2,
        ("", "suggest"): 1,
        ("running", "chosen"): 1,
    }


async def test_votes_are_forgotten(chat: Chat, store: Store, notebook: Notebook) -> None:
    """With everything else that belongs to a person."""
    await chat.say(SHOES)
    await chat.tap("👍")
    assert (await store.export(chat.ada.id))["votes"]
    await chat.say("/forget")
    await chat.tap("Yes, delete everything")
    assert not await votes(notebook, chat)
