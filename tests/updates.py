"""Every kind of update that Telegram sends, with anything in it that people can put there."""

from collections.abc import Mapping, Sequence
from typing import Any, TypeAlias

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from offline_telegram import files
from offline_telegram.formatting import detected
from offline_telegram.text import is_visible, tidy, to_entities

Json: TypeAlias = dict[str, Any]
Some: TypeAlias = SearchStrategy[Json]

NOW = 1_772_334_000
BOT = {"id": 1, "is_bot": True, "first_name": "Foot Cramp Bot", "username": "foot_cramp_bot"}
GUS = {"id": 7, "is_bot": False, "first_name": "</b>&<i>"}
CHANNEL = {"id": -1_000_000_000_777, "type": "channel", "title": "<News>"}
HOSTILE = (
    "<b>",
    "</blockquote>&amp;&lt;&#x0;",
    '"><a href="tg://user?id=1">x</a>',
    "{0} %s \\u0000 ${x} '; DROP TABLE chats; --",
    "\u202e\u2066evil\u2069",
    "\u0301" * 200,
    "👩🏽‍🚀🏴‍☠️" * 30,
    "كيف أوقف التشنج؟",
    "?" * 4096,
    "cramp " * 60,
    "can my shoes cause foot cramps?",
    "my calf is swollen, hot and red",
    "thanks",
    "/start",
    "/start <b>",
    "/help@foot_cramp_bot",
    "/topics",
    "/ask",
    "/ask@Foot_Cramp_Bot &",
    "/ask@other_bot would a massage help?",
    "/ask\nwould a massage help?",
    "/nothing",
    "@foot_cramp_bot",
    "hey @FOOT_cramp_bot, <i>shoes</i>?",
)
DATA = (
    "",
    ":",
    "open:",
    "open:massage",
    "open:greeting",
    "open:nothing",
    "choose:shoes",
    "choose:<b>",
    "page:0",
    "page:3",
    "page:-1",
    "page:99999999999",
    "delete:1",
)

message_ids = st.integers(1, 60)
texts = st.one_of(
    st.sampled_from(HOSTILE),
    st.text(min_size=1, max_size=30).map(lambda text: tidy(text)[0]).filter(is_visible),
)
callback_data = st.one_of(
    st.sampled_from(DATA), st.text(max_size=20).filter(lambda data: len(data.encode()) <= 64)
)


def one_field(samples: Mapping[str, Any]) -> Some:
    """One of these fields with its content."""
    return st.sampled_from([{name: content} for name, content in samples.items()])


def sample(kind: str) -> Any:
    """Some content of a kind that the offline Telegram can make up."""
    return files.sample(kind, kind, {})[kind]


MEDIA = {
    "animation": sample("animation"),
    "audio": sample("audio"),
    "checklist": {"title": "<b>", "tasks": [{"id": 1, "text": "&"}]},
    "contact": {"phone_number": "+1", "first_name": "<b>"},
    "dice": sample("dice"),
    "document": sample("document"),
    "game": {"title": "Snake", "description": "<i>", "photo": sample("photo")},
    "location": sample("location"),
    "paid_media": {"star_count": 1, "paid_media": []},
    "photo": sample("photo"),
    "poll": sample("poll"),
    "sticker": sample("sticker"),
    "story": {"chat": CHANNEL, "id": 1},
    "venue": {"location": sample("location"), "title": "</b>", "address": "&"},
    "video": sample("video"),
    "video_note": sample("video_note"),
    "voice": sample("voice"),
}
SERVICE = {
    "boost_added": {"boost_count": 1},
    "channel_chat_created": True,
    "chat_shared": {"request_id": 1, "chat_id": 5},
    "connected_website": "a.example",
    "delete_chat_photo": True,
    "forum_topic_closed": {},
    "forum_topic_created": {"name": "<b>", "icon_color": 1},
    "forum_topic_edited": {"name": "&"},
    "forum_topic_reopened": {},
    "general_forum_topic_hidden": {},
    "general_forum_topic_unhidden": {},
    "giveaway_created": {},
    "group_chat_created": True,
    "left_chat_member": BOT,
    "message_auto_delete_timer_changed": {"message_auto_delete_time": 60},
    "migrate_from_chat_id": -99,
    "migrate_to_chat_id": -1_000_000_000_099,
    "new_chat_members": [BOT, GUS],
    "new_chat_photo": sample("photo"),
    "new_chat_title": "<b>",
    "pinned_message": {"message_id": 7, "date": 0, "chat": CHANNEL},
    "proximity_alert_triggered": {"traveler": GUS, "watcher": BOT, "distance": 1},
    "something_that_comes_next_year": {"x": [1]},
    "supergroup_chat_created": True,
    "users_shared": {"request_id": 1, "users": [{"user_id": 5}]},
    "video_chat_ended": {"duration": 1},
    "video_chat_participants_invited": {"users": [GUS]},
    "video_chat_scheduled": {"start_date": NOW},
    "video_chat_started": {},
    "web_app_data": {"data": "<", "button_text": "&"},
    "write_access_allowed": {},
}
AROUND = {
    "author_signature": "<b>",
    "edit_date": NOW,
    "forward_origin": {"type": "hidden_user", "sender_user_name": "&", "date": NOW},
    "has_protected_content": True,
    "is_topic_message": True,
    "media_group_id": "1",
    "message_thread_id": 3,
    "quote": {"text": "<", "position": 0},
    "sender_chat": CHANNEL,
    "via_bot": BOT,
}
contents: Some = st.one_of(
    *[texts.map(lambda text: {"text": text, "entities": to_entities(text, detected(text))})] * 3,
    texts.map(lambda text: {"photo": sample("photo"), "caption": text}),
    one_field(MEDIA),
    one_field(SERVICE),
)


def messages(chats: Sequence[Json], people: Sequence[Json]) -> Some:
    """Messages in these chats from these people, from the bot, or from nobody."""
    senders = [*({"from": person} for person in [*people, BOT]), {}]
    frame = st.builds(
        lambda number, chat, sender: {"message_id": number, "date": NOW, "chat": chat, **sender},
        message_ids,
        st.sampled_from(chats),
        st.sampled_from(senders),
    )
    around: Some = st.just({}) | one_field(AROUND) | frame.map(lambda replied: {"reply_to_message": replied})
    return st.builds(lambda *parts: {**parts[0], **parts[1], **parts[2]}, frame, contents, around)


def taps(message: Some, people: Sequence[Json]) -> Some:
    """Taps on any button, under a message that is there, was there, or was never there."""
    return st.fixed_dictionaries(
        {"id": st.integers(1).map(str), "from": st.sampled_from(people), "chat_instance": st.just("1")},
        optional={
            "message": message | message.map(lambda gone: {**gone, "date": 0}),
            "data": callback_data,
            "inline_message_id": st.just("x"),
            "game_short_name": st.just("snake"),
        },
    )


def updates(chats: Sequence[Json], people: Sequence[Json]) -> dict[str, Some]:
    """Updates by their kinds; the chats are those that the bot may write to."""
    message = messages(chats, people)
    chat, person = st.sampled_from([*chats, CHANNEL]), st.sampled_from(people)
    when = {"date": st.just(NOW)}
    who = {"id": texts, "from": person}
    where = {"chat": chat, "message_id": message_ids} | when
    left = {"user": BOT, "status": "left"}
    member = {"chat": chat, "from": person} | when
    member |= {"old_chat_member": st.just(left), "new_chat_member": st.just({**left, "status": "member"})}
    hearts = st.lists(st.just({"type": "emoji", "emoji": "❤"}), max_size=1)
    address = dict.fromkeys(
        ("country_code", "state", "city", "street_line1", "street_line2", "post_code"), "<b>"
    )
    source = st.just({"source": "premium", "user": GUS})
    boost = st.just({"boost_id": "1", "add_date": NOW, "expiration_date": NOW}).flatmap(
        lambda boost: source.map(lambda source: {**boost, "source": source})
    )
    simple: dict[str, dict[str, SearchStrategy[Any]]] = {
        "business_connection": {"id": texts, "user": person, "user_chat_id": message_ids}
        | when
        | {"is_enabled": st.booleans()},
        "chat_boost": {"chat": chat, "boost": boost},
        "chat_join_request": {"chat": chat, "from": person, "user_chat_id": message_ids} | when,
        "chat_member": member,
        "chosen_inline_result": {"result_id": texts, "from": person, "query": texts},
        "deleted_business_messages": {
            "business_connection_id": texts,
            "chat": chat,
            "message_ids": st.lists(message_ids),
        },
        "inline_query": who | {"query": texts, "offset": texts},
        "managed_bot": {"user": person, "bot": st.just(BOT)},
        "message_reaction": where | {"old_reaction": hearts, "new_reaction": hearts},
        "message_reaction_count": where | {"reactions": st.just([])},
        "my_chat_member": member,
        "poll": {name: st.just(value) for name, value in sample("poll").items()} | {"question": texts},
        "poll_answer": {"poll_id": texts, "user": person, "option_ids": st.lists(message_ids)}
        | {"option_persistent_ids": st.lists(texts, max_size=2)},
        "pre_checkout_query": who
        | {"currency": st.just("XTR"), "total_amount": message_ids, "invoice_payload": texts},
        "purchased_paid_media": {"from": person, "paid_media_payload": texts},
        "removed_chat_boost": {
            "chat": chat,
            "boost_id": texts,
            "remove_date": st.just(NOW),
            "source": source,
        },
        "shipping_query": who | {"invoice_payload": texts, "shipping_address": st.just(address)},
    }
    talk = ("business_message", "channel_post", "edited_business_message", "edited_channel_post")
    return {
        **dict.fromkeys((*talk, "edited_message", "message"), message),
        "guest_message": message.map(lambda summons: {**summons, "guest_query_id": "1"}) | message,
        **{kind: st.fixed_dictionaries(content) for kind, content in simple.items()},
        "callback_query": taps(message, people),
    }
