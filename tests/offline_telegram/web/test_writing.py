"""The field of the page: there is room in it, and what stands there leaves it only when it is sent."""

import pytest
from playwright.async_api import BrowserContext, expect

from offline_telegram import LocalTelegram
from offline_telegram.web.server import serving
from tests.offline_telegram.web.visiting import DESK, NARROWEST, TELEPHONE, Visit

pytestmark = pytest.mark.asyncio(loop_scope="session")
sizes = pytest.mark.parametrize("visit", [TELEPHONE, DESK], ids=["telephone", "desk"], indirect=True)


@pytest.mark.parametrize(
    ("visit", "share"), [(TELEPHONE, 0.6), (NARROWEST, 0.5), (DESK, 0.7)], indirect=["visit"]
)
async def test_room_to_write(visit: Visit, share: float) -> None:
    """The field takes most of the width, and the icons beside it say what they are."""
    box, row = await visit.field.bounding_box(), await visit.page.locator("#composer").bounding_box()
    assert box
    assert row
    assert box["width"] > share * row["width"]
    for name in ("Menu", "Attach", "Send"):
        button = visit.page.get_by_role("button", name=name, exact=True)
        await expect(button).to_be_in_viewport(ratio=1)
        await expect(button).to_have_attribute("title", name)


@sizes
async def test_a_draft(visit: Visit) -> None:
    """It is there after a reload, an edit that is given up, one that is made, and a command of the menu."""
    page, field = visit.page, visit.field
    await field.fill("helo")
    await field.press("Enter")
    await visit.hears("message")
    await expect(visit.log.get_by_role("button", name="Edit")).to_have_count(2)
    await field.fill("half a thou")
    await page.reload()
    await expect(field).to_have_value("half a thou")
    await visit.log.get_by_role("button", name="Edit").last.click()
    await expect(field).to_have_value("helo")
    await page.reload()
    await expect(field).to_have_value("half a thou")
    await visit.log.get_by_role("button", name="Edit").last.click()
    await page.get_by_role("button", name="Cancel").click()
    await expect(field).to_have_value("half a thou")
    await visit.log.get_by_role("button", name="Edit").last.click()
    await field.fill("hello")
    await field.press("Enter")
    assert (await visit.hears("edited_message"))["text"] == "hello"
    await expect(field).to_have_value("half a thou")
    await page.get_by_role("button", name="Menu").click()
    await page.locator("#commands").get_by_role("button", name="/help").click()
    assert (await visit.hears("message"))["text"] == "/help"
    await expect(field).to_have_value("half a thou")


@sizes
async def test_a_message_that_goes_while_it_is_edited(visit: Visit) -> None:
    """What was to stand in it becomes the draft."""
    await visit.field.fill("helo")
    await visit.field.press("Enter")
    number = (await visit.hears("message"))["message_id"]
    await expect(visit.message(number)).to_be_attached()
    await visit.log.get_by_role("button", name="Edit").last.click()
    await visit.field.fill("hello")
    visit.bot("deleteMessage", message_id=number)
    await expect(visit.page.get_by_text("Editing your message")).to_be_hidden()
    await expect(visit.field).to_have_value("hello")


@sizes
async def test_what_is_too_long(visit: Visit) -> None:
    """It is not cut off, nor taken: the page says how long a message may be."""
    await visit.field.fill("x" * 4097)
    await visit.field.press("Enter")
    await expect(visit.page.locator("#notice")).to_contain_text("at most 4096 characters. This one has 4097.")
    await expect(visit.field).to_have_value("x" * 4097)


async def test_an_edit_that_cannot_be_sent(telephone: BrowserContext) -> None:
    """It can be tried again, and the draft is still there."""
    page = await telephone.new_page()
    field = page.get_by_label("Message", exact=True)
    async with serving(LocalTelegram()) as address:
        await page.goto(address)
        await field.fill("helo")
        await field.press("Enter")
        await page.get_by_role("button", name="Edit").click()
    await expect(page.get_by_role("alert")).to_contain_text("Not connected")
    await field.fill("hello")
    await field.press("Enter")
    await expect(page.locator("#notice")).to_contain_text("could not be sent")
    await expect(page.get_by_text("Editing your message")).to_be_visible()
    await expect(field).to_have_value("hello")


@sizes
async def test_from_right_to_left(visit: Visit) -> None:
    """Each text runs as its own letters do, in the field, in messages and on buttons."""
    await visit.field.fill("תכווצות בכף הרגל")
    await expect(visit.field).to_have_css("direction", "rtl")
    await visit.field.press("Enter")
    await visit.hears("message")
    await expect(visit.log.get_by_role("article")).to_have_count(2)
    await expect(visit.log.locator(".words").last).to_have_css("direction", "rtl")
    visit.says("Yes.\nלא.", "לא", "Yes")
    await expect(visit.log.get_by_role("button", name="לא")).to_have_css("direction", "rtl")
    await expect(visit.log.get_by_role("button", name="Yes")).to_have_css("direction", "ltr")
    left, right, width = await visit.log.locator(".words").last.evaluate(_LINES)
    assert left < 2
    assert right == pytest.approx(width, abs=2)


_LINES = """words => {
    const [text, frame, range] = [words.firstChild, words.getBoundingClientRect(), document.createRange()];
    const box = (start, end) => {
        range.setStart(text, start);
        range.setEnd(text, end);
        return range.getBoundingClientRect();
    };
    return [box(0, 4).left - frame.left, box(5, 8).right - frame.left, frame.width];
}"""
