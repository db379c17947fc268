"""The page, in a real browser; the test is the bot."""

from io import BytesIO

import pytest
from PIL import Image
from playwright.async_api import BrowserContext, expect

from offline_telegram import LocalTelegram
from offline_telegram.files import Upload
from offline_telegram.web.server import serving
from tests.offline_telegram.web.visiting import DESK, NARROWEST, TELEPHONE, Visit

pytestmark = pytest.mark.asyncio(loop_scope="session")


async def test_messages_come_change_and_go(visit: Visit) -> None:
    """With their formatting, in their place; markup in a text stays text."""
    log = visit.page.get_by_role("log")
    html = "<b>fat</b> <i>thin</i> &lt;img src=x onerror=alert(1)&gt; <a href='https://example.org'>there</a>"
    number = visit.says(html, "One", parse_mode="HTML")
    await expect(log.locator("strong")).to_have_text("fat")
    await expect(log.get_by_text("<img src=x onerror=alert(1)>")).to_be_visible()
    await expect(log.get_by_role("link", name="there")).to_have_attribute("href", "https://example.org/")
    visit.bot("editMessageText", message_id=number, text="something else")
    await expect(log.get_by_role("article")).to_have_count(2)
    await expect(log.get_by_role("article").last).to_contain_text("something else")
    await expect(log.get_by_role("button", name="One")).to_have_count(0)
    visit.bot("deleteMessage", message_id=number)
    await expect(log.get_by_role("article")).to_have_count(1)


async def test_a_tap(visit: Visit) -> None:
    """Its answer is shown, and the focus stays where it was when the message changes."""
    page = visit.page
    for text, alert in [("Noted", False), ("Beware", True)]:
        number = visit.says("Well?", "Yes", text)
        await page.get_by_role("button", name=text).last.click()
        query = await visit.hears("callback_query")
        assert query["data"] == text
        rows = {"inline_keyboard": [[{"text": text, "callback_data": "again"}]]}
        visit.bot("editMessageText", message_id=number, text="Changed", reply_markup=rows)
        await expect(page.get_by_text("Changed").last).to_be_attached()
        await expect(page.get_by_role("button", name=text).last).to_be_focused()
        answer = {"callback_query_id": query["id"], "text": text, "show_alert": alert}
        visit.telegram.call("answerCallbackQuery", answer)
        where = page.get_by_role("dialog") if alert else page.locator("#notice")
        await expect(where).to_contain_text(text)
    await page.get_by_role("button", name="OK").click()
    await expect(page.get_by_role("dialog")).to_have_count(0)


async def test_pictures_and_reactions(visit: Visit) -> None:
    """A picture is shown above its caption, which nobody hears twice; another one takes its place."""
    file = BytesIO()
    Image.new("RGB", (40, 30), "teal").save(file, "PNG")
    picture = Upload("foot.png", file.getvalue(), "image/png")
    number = visit.bot("sendPhoto", photo=picture, caption="A foot")["message_id"]
    image = visit.page.get_by_role("img", name="Photo")
    await expect(image).to_be_visible()
    await expect(visit.page.get_by_text("A foot")).to_have_count(1)
    await expect(image).to_have_js_property("naturalWidth", 40)
    file = BytesIO()
    Image.new("RGB", (20, 30), "teal").save(file, "PNG")
    other = {"type": "photo", "media": Upload("hand.png", file.getvalue(), "image/png"), "caption": "A hand"}
    visit.bot("editMessageMedia", message_id=number, media=other)
    await expect(visit.page.get_by_text("A hand")).to_be_visible()
    await expect(image).to_have_js_property("naturalWidth", 20)
    first = visit.telegram.updates.oldest(1)[0]["message"]["message_id"]
    visit.bot("setMessageReaction", message_id=first, reaction=[{"type": "emoji", "emoji": "👍"}])
    await expect(visit.page.get_by_role("img", name="Reaction: 👍")).to_be_visible()


async def test_a_long_answer(visit: Visit) -> None:
    """It is seen from its beginning, also when it comes with a picture, which takes a moment to load."""
    file = BytesIO()
    Image.new("RGB", (400, 300), "teal").save(file, "PNG")
    visit.bot("sendPhoto", photo=Upload("foot.png", file.getvalue(), "image/png"), caption="A foot")
    visit.says("\n".join(["First.", *["More."] * 80, "Last."]))
    image = visit.page.get_by_role("img", name="Photo")
    await expect(image).to_have_js_property("complete", value=True)
    await expect(image).to_be_in_viewport(ratio=1)
    await expect(visit.page.get_by_role("article").nth(2)).to_be_in_viewport(ratio=0.01)


@pytest.mark.parametrize("visit", [NARROWEST, TELEPHONE, DESK], indirect=True)
async def test_a_long_caption(visit: Visit) -> None:
    """So is one that stands under its picture, however small the window is."""
    words = "\n".join(["First.", *["More."] * 20, "Last."])  # There is room for them, without the picture.
    visit.sends_picture(words)
    image = visit.page.get_by_role("img", name="Photo")
    await expect(image).to_have_js_property("naturalWidth", 400)
    await expect(image).to_be_in_viewport(ratio=1)


async def test_by_keyboard_alone(visit: Visit) -> None:
    """Writing, editing, the commands menu and the clock need no mouse."""
    page, keyboard = visit.page, visit.page.keyboard
    text = page.get_by_label("Message", exact=True)
    await expect(text).to_be_focused()
    await keyboard.type("helo")
    await keyboard.press("Enter")
    assert (await visit.hears("message"))["text"] == "helo"
    visit.says("helo?")
    await expect(page.get_by_role("article")).to_have_count(3)
    await keyboard.press("ArrowUp")
    await expect(text).to_have_value("helo")
    await keyboard.press("Backspace")
    await keyboard.type("lo")
    await keyboard.press("Enter")
    assert (await visit.hears("edited_message"))["text"] == "hello"
    await keyboard.type("/st")
    menu = page.locator("#commands").get_by_role("button")
    await expect(menu).to_have_count(2)
    await keyboard.press("ArrowDown")
    await keyboard.press("ArrowDown")
    await keyboard.press("Enter")
    assert (await visit.hears("message"))["text"] == "/stop"
    await expect(text).to_be_focused()
    await keyboard.type("/help")
    await expect(menu).to_have_count(1)
    await keyboard.press("Enter")
    assert (await visit.hears("message"))["text"] == "/help"
    await expect(page.locator("#commands")).to_be_hidden()
    await page.get_by_role("button", name="Move the clock").focus()
    await keyboard.press("Enter")
    await expect(page.get_by_role("button", name="To what comes next")).to_be_focused()
    await keyboard.press("Enter")
    await expect(page.locator("#now")).to_contain_text("15:00")
    assert visit.bells.rung == [2]
    await expect(page.get_by_role("button", name="Move the clock")).to_be_focused()
    visit.says("Well?", "Yes")
    await page.get_by_role("log").get_by_role("button", name="Yes").focus()
    await keyboard.press("Enter")
    assert (await visit.hears("callback_query"))["data"] == "Yes"


async def test_a_reply_keyboard(visit: Visit) -> None:
    """Its keys write, and share a location that the person has chosen."""
    page = visit.page
    row = [{"text": "Here", "request_location": True}, {"text": "No"}]
    visit.says("Where?", reply_markup={"keyboard": [row]})
    suggested = page.get_by_role("group", name="Suggested replies")
    await suggested.get_by_role("button", name="No").click()
    assert (await visit.hears("message"))["text"] == "No"
    await suggested.get_by_role("button", name="Here").click()
    await page.get_by_label("Latitude and longitude").fill("48.2, 16.37")
    await page.get_by_role("button", name="Share").click()
    assert (await visit.hears("message"))["location"] == {"latitude": 48.2, "longitude": 16.37}
    visit.says("Thanks", reply_markup={"remove_keyboard": True})
    await expect(suggested).to_be_hidden()


@pytest.mark.parametrize(
    ("written", "wrong"),
    [
        ("", "Write two numbers"),
        ("Vienna", "Write two numbers"),
        ("48.2", "Write two numbers"),
        ("16.37 248.2", "The second number, the longitude, is from -180 in the west to 180 in the east."),
        ("-91 0", "The first number, the latitude, is from -90 at the South Pole to 90 at the North Pole."),
    ],
)
async def test_what_is_no_location(visit: Visit, written: str, wrong: str) -> None:
    """The person reads there what it should be, and can put it right."""
    page = visit.page
    await page.get_by_role("button", name="Attach").click()
    await page.get_by_role("button", name="Location …").click()
    place = page.get_by_label("Latitude and longitude")
    await place.fill(written)
    await place.press("Enter")
    await expect(page.get_by_role("dialog")).to_contain_text(wrong)
    await expect(place).to_be_focused()
    await place.fill("48.2;16.37")
    await place.press("Enter")
    await expect(page.get_by_role("dialog")).to_have_count(0)
    assert (await visit.hears("message"))["location"] == {"latitude": 48.2, "longitude": 16.37}


@pytest.mark.parametrize("visit", [TELEPHONE, DESK], indirect=True)
async def test_quotes_that_fold(visit: Visit) -> None:
    """Of a long one three lines are seen until somebody unfolds it; a short one has no button."""
    line = "A line that is so long that it needs a line of its own, at least. "
    visit.says(f"<blockquote expandable>{line}</blockquote>", parse_mode="HTML")
    long = f"<blockquote expandable>{12 * line}<a href='https://example.org'>last</a></blockquote>"
    number = visit.says(long, parse_mode="HTML")
    quotes = visit.log.locator("blockquote")
    await expect(quotes.first.get_by_role("button")).to_be_hidden()
    more = quotes.last.get_by_role("button", name="Show more")
    folded = await quotes.last.bounding_box()
    assert folded
    await more.press("Enter")
    unfolded = await quotes.last.bounding_box()
    assert unfolded
    assert folded["height"] < 120 < unfolded["height"]
    less = quotes.last.get_by_role("button", name="Show less")
    await expect(less).to_be_focused()
    visit.bot("editMessageText", message_id=number, text=f"{long}.", parse_mode="HTML")
    await expect(less).to_be_visible()
    await less.click()
    await expect(more).to_be_visible()
    await quotes.last.get_by_role("link").focus()
    await expect(quotes.last.get_by_role("link")).to_be_in_viewport(ratio=1)


async def test_a_server_that_has_gone(telephone: BrowserContext) -> None:
    """The page says so, and what could not be sent is not lost."""
    telegram = LocalTelegram()
    async with serving(telegram) as address:
        page = await telephone.new_page()
        await page.goto(address)
        await expect(page.get_by_role("button", name="Start", exact=True)).to_be_visible()
        await expect(page.get_by_role("button", name="Move the clock")).to_be_hidden()
    await expect(page.get_by_role("alert")).to_contain_text("Not connected")
    text = page.get_by_label("Message", exact=True)
    await text.fill("hello")
    await text.press("Enter")
    await expect(page.locator("#notice")).to_contain_text("could not be sent")
    await expect(text).to_have_value("hello")


@pytest.mark.parametrize("scheme", ["light", "dark"])
async def test_contrast(visit: Visit, scheme: str) -> None:
    """Text stands out from what is behind it by at least 4.5 to 1, in both themes."""
    await visit.page.emulate_media(color_scheme="light" if scheme == "light" else "dark")
    visit.says("Well?", "Yes")
    await expect(visit.page.get_by_role("button", name="Yes")).to_be_visible()
    assert await visit.page.evaluate(_FAINT) == []


_FAINT = """() => {
    const numbers = colour => colour.match(/[0-9.]+/g).map(Number);
    const light = colour => numbers(colour).slice(0, 3).map(each => each / 255)
        .map(each => each <= 0.04045 ? each / 12.92 : ((each + 0.055) / 1.055) ** 2.4)
        .reduce((sum, each, place) => sum + each * [0.2126, 0.7152, 0.0722][place], 0);
    const behind = each => {
        const colour = getComputedStyle(each).backgroundColor;
        return numbers(colour)[3] === 0 && each.parentElement ? behind(each.parentElement) : colour;
    };
    const faint = each => {
        const two = [getComputedStyle(each).color, behind(each)].map(light);
        return (Math.max(...two) + 0.05) / (Math.min(...two) + 0.05) < 4.5;
    };
    return [...document.querySelectorAll('body *')].filter(each => each.checkVisibility()
        && [...each.childNodes].some(node => node.nodeType === 3 && node.data.trim()) && faint(each))
        .map(each => each.outerHTML);
}"""
