"""What inline mode lists, and what is said by a guest."""

import pytest

from bot.knowledge import Knowledge
from bot.matching import Answer, Reply, Suggest, Unknown, Urgent
from bot.views.inline import (
    MOST_RESULTS,
    NOTHING_FOUND,
    alarm_result,
    guest_result,
    guest_screen,
    how_to_summon_screen,
    most_asked,
    topic_result,
)
from bot.views.welcome import FIRST_TOPICS
from offline_telegram import LocalTelegram
from tests.views.conftest import Compose, entry

BOT = "foot_cramp_bot"


def test_every_entry(knowledge: Knowledge) -> None:
    """Telegram takes the results of all entries, with their answers word for word as in the chat."""
    telegram = LocalTelegram(username="foot_cramp_bot")
    query = telegram.person().inline("")
    made = [
        (topic_result if each.listed else alarm_result)(knowledge, each, BOT).to_dict()
        for each in knowledge.entries.values()
    ]
    button = NOTHING_FOUND.to_dict()
    telegram.call("answerInlineQuery", {"inline_query_id": query.id, "results": made, "button": button})
    for result, each in zip(query.results, knowledge.entries.values(), strict=True):
        assert each.answer.splitlines()[-1].removeprefix("- ") in result["content"]["text"]
        assert result["content"]["link_preview_options"] == {"is_disabled": True}


def test_description(compose: Compose) -> None:
    """It is the beginning of the answer, in about two lines, as plain text."""
    long = entry(answer=f"Ache & < pain:\n\n- rest\n- {'drink ' * 40}")
    result = topic_result(compose(long), long, BOT)
    assert result.title == "Shoes"
    assert result.description
    assert result.description.startswith("Ache & < pain: • rest • drink")
    assert result.description.endswith("drink …")
    assert len(result.description) <= 110


def test_alarm(compose: Compose) -> None:
    """An alarm shows that it is one, in the list and in the message."""
    urgent = entry("help", urgent=True)
    result = alarm_result(compose(urgent), urgent, BOT).to_dict()
    assert result["title"] == "⚠️ Help"
    assert "Please read" in result["input_message_content"]["message_text"]


def test_most_asked(knowledge: Knowledge) -> None:
    """What was counted comes first, without what is gone or not listed; then the first topics."""
    entries = most_asked(knowledge, ["shoes", "gone", "greeting", "age"])
    assert [each.id for each in entries][:6] == ["shoes", "age", *FIRST_TOPICS]
    assert len(entries) == MOST_RESULTS


@pytest.mark.parametrize("outcome", ["answer", "urgent", "suggest", "unknown"])
def test_guests(knowledge: Knowledge, outcome: str) -> None:
    """All buttons of a guest are links: a tap on any other would be of no use there."""
    shoes = knowledge.entries["shoes"]
    replies: dict[str, Reply] = {
        "answer": Answer(shoes, ()),
        "urgent": Urgent(shoes, ()),
        "suggest": Suggest((shoes,), ()),
        "unknown": Unknown((shoes,), ()),
    }
    ((button,),) = guest_screen(knowledge, replies[outcome], BOT).rows
    assert button.url == f"https://t.me/{BOT}?start=shoes"


def test_no_question() -> None:
    """Whoever summons the bot without a question is told how to ask, by its name."""
    result = guest_result(how_to_summon_screen(BOT)).to_dict()
    assert f"@{BOT}" in result["input_message_content"]["message_text"]
    assert "description" not in result
