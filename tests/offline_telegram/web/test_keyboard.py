"""The page without a mouse: Tab and the arrows lead to everything that can be pressed."""

import pytest
from playwright.async_api import expect

from tests.offline_telegram.web.visiting import DESK, NARROWEST, TELEPHONE, Visit

pytestmark = [
    pytest.mark.asyncio(loop_scope="session"),
    pytest.mark.parametrize(
        "visit", [TELEPHONE, DESK, NARROWEST], ids=["telephone", "desk", "narrow"], indirect=True
    ),
]

_MOST = 60
"""Presses of Tab that are more than enough to go around once."""
_MARK = "() => { document.activeElement.dataset.reached = 'yes'; return document.activeElement.id; }"
_IS_IN_VIEW = """() => {
    const box = document.activeElement.getBoundingClientRect();
    return box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth;
}"""
_MISSED = """() => [...document.querySelectorAll('button, a[href], input, textarea, [tabindex="0"]')]
    .filter(each => each.checkVisibility({ visibilityProperty: true }) && !each.dataset.reached)
    .map(each => each.outerHTML)"""


async def _fills(visit: Visit) -> None:
    """Lets the bot send something of each kind that can be pressed."""
    html = "<tg-spoiler>it is <a href='https://example.org'>there</a></tg-spoiler> or at /start"
    visit.says(html, "Yes", "No", parse_mode="HTML")
    visit.says(f"<blockquote expandable>{40 * 'A long line. '}</blockquote>", parse_mode="HTML")
    visit.sends_picture("A foot", "👍")
    newest = visit.says("Where?", reply_markup={"keyboard": [[{"text": "Here", "request_location": True}]]})
    await expect(visit.message(newest)).to_be_attached()


async def test_tab_reaches_everything(visit: Visit) -> None:
    """Once around the page it has been at everything there is, and what it was at could be seen."""
    await _fills(visit)
    await visit.scrolls_up()  # There is a button to the end, too.
    await visit.field.focus()
    for _ in range(_MOST):
        await visit.page.keyboard.press("Tab")
        reached = await visit.page.evaluate(_MARK)
        assert await visit.page.evaluate(_IS_IN_VIEW) or reached == ""
        if reached == "text":
            break
    else:
        pytest.fail("Tab does not come back")
    assert await visit.page.evaluate(_MISSED) == []


@pytest.mark.parametrize("name", ["Menu", "Attach", "Move the clock"])
async def test_menus(visit: Visit, name: str) -> None:
    """The arrows lead through all of a menu and around, and Escape back to what opened it."""
    button = visit.page.get_by_role("button", name=name, exact=True)
    await button.press("Enter")
    menu = visit.page.locator(".menu:popover-open")
    choices = await menu.get_by_role("button").all()
    assert len(choices) >= 3
    for choice in [*choices, choices[0]]:
        await expect(choice).to_be_focused()
        await expect(choice).to_be_in_viewport(ratio=1)
        await visit.page.keyboard.press("ArrowDown")
    await visit.page.keyboard.press("Escape")
    await expect(menu).to_have_count(0)
    await expect(button).to_be_focused()


async def test_what_is_hidden_until_somebody_looks(visit: Visit) -> None:
    """Nothing of it is seen before, and all of it, links too, as long as the focus is in it."""
    await _fills(visit)
    spoiler = visit.log.locator(".spoiler")
    link = spoiler.locator("a")
    await expect(spoiler).to_have_css("color", "rgba(0, 0, 0, 0)")
    await expect(link).to_be_hidden()
    await spoiler.focus()
    await expect(link).to_be_visible()
    await visit.page.keyboard.press("Tab")
    await expect(link).to_be_focused()
    await expect(link).to_be_visible()
    await visit.field.focus()
    await expect(link).to_be_hidden()
