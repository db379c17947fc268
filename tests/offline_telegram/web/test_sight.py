"""What of a conversation is in view: whatever a person has caused, and a way to what they have not seen."""

import asyncio

import pytest
from playwright.async_api import Route, expect

from tests.offline_telegram.web.visiting import DESK, TELEPHONE, Visit

pytestmark = [
    pytest.mark.asyncio(loop_scope="session"),
    pytest.mark.parametrize("visit", [TELEPHONE, DESK], ids=["telephone", "desk"], indirect=True),
]

_UNDER_A_FINGER = """button => {
    const box = button.getBoundingClientRect();
    const there = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
    return there?.closest('button') === button;
}"""


async def test_what_follows_a_picture(visit: Visit) -> None:
    """It is seen, whether a button brought it or it came by itself; before that, the picture's answer is."""
    await visit.field.fill("massage?")
    await visit.field.press("Enter")
    await visit.hears("message")
    answer = visit.sends_picture("\n".join(["First.", *["More."] * 24, "Last."]), "👎")
    picture = visit.page.get_by_role("img", name="Photo")
    await expect(picture).to_have_js_property("naturalWidth", 400)
    await expect(picture).to_be_in_viewport(ratio=1)
    await expect(visit.log.get_by_text("massage?")).to_be_in_viewport(ratio=1)
    await visit.log.get_by_role("button", name="👎").click()  # which scrolls to it
    query = await visit.hears("callback_query")  # before its button goes
    rows = {"inline_keyboard": [[{"text": "Noted", "callback_data": "noted"}]]}
    visit.bot("editMessageReplyMarkup", message_id=answer, reply_markup=rows)
    number = visit.says("Did you mean one of these?", "Stretches")
    visit.telegram.call("answerCallbackQuery", {"callback_query_id": query["id"]})
    await expect(visit.message(number)).to_be_in_viewport(ratio=1)
    await expect(visit.log.get_by_role("button", name="Noted")).to_be_attached()
    await expect(visit.message(number)).to_be_in_viewport(ratio=1)
    number = visit.says("Time for a glass of water", "Done")
    await expect(visit.message(number)).to_be_in_viewport(ratio=1)


async def test_an_answer_after_looking_back(visit: Visit) -> None:
    """Who presses a button of long ago, or a key, sees what that brings."""
    first = visit.says("Shall I?", "Yes")
    await visit.talks()
    await visit.scrolls_up()
    await visit.log.get_by_role("button", name="Yes").click()
    await visit.hears("callback_query")
    await expect(visit.message(first)).to_be_in_viewport()
    number = visit.says("As you like.")
    await expect(visit.message(number)).to_be_in_viewport(ratio=1)
    await visit.scrolls_up()
    await visit.field.fill("And now?")
    await visit.field.press("Enter")
    await expect(visit.log.get_by_text("And now?")).to_be_in_viewport(ratio=1)


async def test_news_out_of_view(visit: Visit) -> None:
    """They move nothing, and are counted at a button that leads to them, and in the title of the tab."""
    await visit.talks()
    await visit.scrolls_up()
    to_end = visit.page.locator("#to-end")
    await expect(to_end).to_have_text("↓ To the end")
    visit.says("one")
    await expect(to_end).to_have_text("↓ 1 new message")
    newest = visit.says("two")
    await expect(to_end).to_have_text("↓ 2 new messages")
    await expect(visit.page).to_have_title("(2) Offline Bot")
    assert await visit.log.evaluate("log => log.scrollTop") == 0
    await to_end.press("Enter")
    await expect(visit.message(newest)).to_be_in_viewport(ratio=1)
    await expect(to_end).to_be_hidden()
    await expect(visit.page).to_have_title("Offline Bot")
    await expect(visit.field).to_be_focused()


async def test_at_the_end(visit: Visit) -> None:
    """The way to it goes there, and what is under a finger stays where it is."""
    await visit.talks()
    visit.says("Well?", "Yes")
    button = visit.log.get_by_role("button", name="Yes")
    await expect(button).to_be_in_viewport(ratio=1)
    await visit.scrolls_up()
    to_end = visit.page.locator("#to-end")
    await expect(to_end).to_be_visible()
    at_once = await button.evaluate(_SCROLLED_TO)
    await expect(to_end).to_be_hidden()
    assert await visit.place(button) == at_once


_SCROLLED_TO = """button => {
    const log = button.closest('#log');
    log.scrollTop = log.scrollHeight;
    return Math.round(button.getBoundingClientRect().y);
}"""


async def test_news_in_another_tab(visit: Visit) -> None:
    """While nobody looks, they count as well; a look at the tab is enough."""
    hide = """isHidden => {
        Object.defineProperty(document, 'hidden', { configurable: true, get: () => isHidden });
        document.dispatchEvent(new Event('visibilitychange'));
    }"""
    await visit.page.evaluate(hide, arg=True)
    visit.says("Are you there?")
    await expect(visit.page).to_have_title("(1) Offline Bot")
    await visit.page.evaluate(hide, arg=False)
    await expect(visit.page).to_have_title("Offline Bot")


async def test_where_an_answer_went(visit: Visit) -> None:
    """Whoever edits an old message sees the answer that changes for it, and hears it."""
    await visit.field.fill("helo")
    await visit.field.press("Enter")
    await visit.hears("message")
    answer = visit.says("helo?")
    await visit.talks()
    await visit.field.press("ArrowUp")
    await expect(visit.page.get_by_text("Editing your message")).to_be_visible()
    await visit.field.fill("hello")
    await visit.field.press("Enter")
    await visit.hears("edited_message")
    await expect(visit.message(answer)).not_to_be_in_viewport()
    visit.bot("editMessageText", message_id=answer, text="hello, you said")
    await expect(visit.message(answer)).to_be_in_viewport(ratio=1)
    await expect(visit.page.locator("#heard")).to_have_text("hello, you said")
    visit.bot("editMessageText", message_id=answer, text="a countdown")
    await expect(visit.page.locator("#heard")).to_have_text("hello, you said")


async def test_notices_cover_nothing(visit: Visit) -> None:
    """While one is shown, and when it goes, every button in view can be pressed, and is where it was."""
    await visit.talks()
    visit.says("Well?", "Yes", "No")
    button = visit.log.get_by_role("button", name="Yes")
    await expect(button).to_be_in_viewport(ratio=1)
    before = await visit.place(button)
    await visit.page.clock.install()
    await visit.page.get_by_role("button", name="Move the clock").click()
    await visit.page.get_by_role("button", name="30 seconds").click()
    notice = visit.page.locator("#notice")
    await expect(notice).to_have_text("The clock was moved: 30 seconds.")
    assert await visit.place(button) == before
    visible = [each for each in await visit.page.get_by_role("button").all() if await each.is_visible()]
    in_view = [each for each in visible if await each.evaluate(_IS_IN_VIEW)]
    assert [await each.inner_text() for each in in_view if not await each.evaluate(_UNDER_A_FINGER)] == []
    assert len(in_view) >= 5
    await visit.page.clock.fast_forward("00:10")
    await expect(notice).to_be_empty()
    assert await visit.place(button) == before


_IS_IN_VIEW = """button => {
    const frame = button.closest('#log')?.getBoundingClientRect() ?? { top: 0, bottom: innerHeight };
    const box = button.getBoundingClientRect();
    return box.top >= frame.top && box.bottom <= frame.bottom;
}"""


async def test_a_notice_while_looking_back(visit: Visit) -> None:
    """It moves nothing there either."""
    number = visit.says(
        "Copy?", reply_markup={"inline_keyboard": [[{"text": "Copy it", "copy_text": {"text": "7"}}]]}
    )
    await visit.talks()
    await visit.log.evaluate("log => log.scrollTop = 60")
    await expect(visit.page.locator("#to-end")).to_be_visible()
    await visit.page.context.grant_permissions(["clipboard-write"])
    before = await visit.place(visit.message(number))
    await visit.log.get_by_role("button", name="Copy it").click()
    await expect(visit.page.locator("#notice")).to_have_text("Copied: 7")
    assert await visit.place(visit.message(number)) == before


async def test_a_keyboard_that_comes(visit: Visit) -> None:
    """What it needs of the window does not hide the end of the conversation."""
    await visit.talks()
    visit.says("Where?", reply_markup={"keyboard": [[{"text": "Here"}], [{"text": "There"}]]})
    await expect(visit.page.get_by_role("button", name="There")).to_be_visible()
    await expect(visit.log.get_by_text("Where?")).to_be_in_viewport(ratio=1)


async def test_a_picture_that_takes_its_time(visit: Visit) -> None:
    """Its room is kept: when it comes, no button moves away from under a finger."""
    asked, may_come = asyncio.Event(), asyncio.Event()

    async def late(route: Route) -> None:
        asked.set()
        await may_come.wait()
        await route.continue_()

    await visit.page.route("**/chat/file/**", late)
    visit.sends_picture("Pull your toes up.", "Begin", size=(900, 700))
    await asked.wait()
    button = visit.log.get_by_role("button", name="Begin")
    await expect(button).to_be_in_viewport(ratio=1)
    before = await button.bounding_box()
    may_come.set()
    await expect(visit.page.get_by_role("img", name="Photo")).to_have_js_property("naturalWidth", 900)
    assert await button.bounding_box() == before
