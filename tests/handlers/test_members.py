"""Who may set reminders in a group."""

import pytest

from bot.views.welcome import ADMINS_ONLY
from offline_telegram import ApiError, Group, LocalTelegram, Person
from tests.conftest import Chat, labels

WISH = "@foot_cramp_bot remind me to stretch at 22:30"


@pytest.fixture
def grace(chat: Chat) -> Person:
    """Somebody who does not run the group."""
    return chat.telegram.person("Grace")


@pytest.fixture
def group(chat: Chat, grace: Person) -> Group:
    """A group of Ada's with Grace in it."""
    group = chat.group()
    group.join(grace)
    return group


async def test_an_admin(chat: Chat, group: Group) -> None:
    """Who runs the group sets its reminders: by the panel, and by words."""
    group.say(chat.ada, "/reminders")
    await chat.settle()
    group.tap(chat.ada, "🌙 Switch stretch on")
    await chat.settle()
    assert group.last.text.startswith("🌍 What time zone is this group in?")
    group.say(chat.ada, "@foot_cramp_bot berlin", reply_to=group.last)
    await chat.settle()
    assert group.last.text.startswith("Reminders of this group")
    assert "🌙 Stretch before bed: on\nat 22:00, every day\nNext: 22:00 today" in group.last.text
    group.say(chat.ada, WISH)
    await chat.settle()
    assert group.last.text == "For this group: Stretch at 22:30, every day. Next: 22:30 today."
    chat.clock.forward(hours=18, minutes=30, seconds=1)
    messages = len(group.inbox)
    await chat.tick()
    assert len(group.inbox) == messages + 1


async def test_a_city_from_others(chat: Chat, group: Group, grace: Person) -> None:
    """Who answers for an admin is told why nothing changes."""
    group.say(chat.ada, WISH)
    await chat.settle()
    group.say(grace, "@foot_cramp_bot berlin", reply_to=group.last)
    await chat.settle()
    assert group.last.text == ADMINS_ONLY.html


OTHER_WORDS = "@foot_cramp_bot weekdays would be plenty for the stretch"


@pytest.mark.parametrize("said", ["/reminders", "/stop", "/pause", "/pause 3 days", WISH, OTHER_WORDS])
async def test_others(chat: Chat, group: Group, grace: Person, said: str) -> None:
    """They are told, and nothing changes."""
    group.say(chat.ada, WISH)
    group.say(chat.ada, "@foot_cramp_bot berlin", reply_to=group.last if group.inbox else None)
    await chat.settle()
    group.say(grace, said)
    await chat.settle()
    assert group.last.text == ADMINS_ONLY.html
    group.say(chat.ada, "/reminders")
    await chat.settle()
    assert "🌙 Stretch before bed: on\nat 22:30" in group.last.text
    assert "Paused" not in group.last.text


@pytest.mark.parametrize("button", ["🌙 Switch stretch on", "🌍 Time zone"])
async def test_taps_of_others(chat: Chat, group: Group, grace: Person, button: str) -> None:
    """A tap is answered to the one who taps, and the panel stays."""
    group.say(chat.ada, "/reminders")
    await chat.settle()
    before = group.last.text
    press = group.tap(grace, button)
    await chat.settle()
    assert press.answer
    assert press.answer.text == ADMINS_ONLY.html
    assert [message.text for message in group.inbox] == [before]


async def test_undo_of_others(chat: Chat, group: Group, grace: Person) -> None:
    """Nor can they take back what an admin did."""
    group.say(chat.ada, WISH)
    await chat.settle()
    press = group.tap(grace, "↩ Undo")
    await chat.settle()
    assert press.answer
    assert press.answer.text == ADMINS_ONLY.html


async def test_places_by_others(chat: Chat, group: Group, grace: Person) -> None:
    """What they answer to the question for the zone is no answer to it."""
    group.say(chat.ada, WISH)
    await chat.settle()
    group.say(grace, "@foot_cramp_bot berlin", reply_to=group.last)
    await chat.settle()
    group.say(chat.ada, "/reminders")
    await chat.settle()
    assert "🌍 Time zone: not known yet" in group.last.text


async def test_questions_of_others(chat: Chat, group: Group, grace: Person) -> None:
    """Everybody may ask."""
    group.say(grace, "/ask Can my shoes cause foot cramps?")
    await chat.settle()
    assert group.last.text.startswith("About shoes that fit:")


@pytest.mark.parametrize(("in_the_name_of", "may"), [("group", True), ("channel", False)])
async def test_in_another_name(chat: Chat, group: Group, in_the_name_of: str, *, may: bool) -> None:
    """An admin who stays anonymous writes in the name of the group; a channel runs nothing."""
    stranger = chat.telegram.person("GroupAnonymousBot")
    sender = group.chat.json() if in_the_name_of == "group" else {"id": -100, "type": "channel", "title": "C"}
    chat.telegram.push(
        {
            "message": {
                "message_id": 900,
                "date": int(chat.clock.monotonic()),
                "chat": group.chat.json(),
                "from": stranger.user.json(),
                "sender_chat": sender,
                "text": "/reminders",
                "entities": [{"type": "bot_command", "offset": 0, "length": 10}],
            }
        }
    )
    await chat.settle()
    assert group.last.text.startswith("Reminders of this group") == may


async def test_a_yes_for_an_admin(chat: Chat, group: Group, grace: Person) -> None:
    """Only those who may set reminders may say yes to what was proposed."""
    group.say(chat.ada, WISH)
    group.say(chat.ada, "@foot_cramp_bot berlin", reply_to=group.last if group.inbox else None)
    await chat.settle()
    group.say(chat.ada, "@foot_cramp_bot we get a glass at four every afternoon. Could you do that?")
    await chat.settle()
    assert group.last.text.startswith("Did I get that right?")
    group.say(grace, "@foot_cramp_bot yes", reply_to=group.last)
    await chat.settle()
    assert group.last.text == ADMINS_ONLY.html


async def test_somebody_who_left(chat: Chat, group: Group, grace: Person) -> None:
    """Who is in the group no more runs it no more."""
    group.say(grace, "/reminders")
    group.leave(grace)
    await chat.settle()
    assert group.last.text == ADMINS_ONLY.html


async def test_hidden_members(chat: Chat, group: Group, telegram: LocalTelegram) -> None:
    """Where Telegram does not tell, nobody is trusted."""
    telegram.fail("getChatMember", ApiError(400, "Bad Request: member list is inaccessible"))
    group.say(chat.ada, "/reminders")
    await chat.settle()
    assert group.last.text == ADMINS_ONLY.html


async def test_private_chats(chat: Chat, telegram: LocalTelegram) -> None:
    """There nobody has to be asked about."""
    await chat.say("/reminders")
    assert labels(chat.ada.last)
    assert not telegram.requests_to("getChatMember")
