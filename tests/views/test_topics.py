"""The list of topics, a page at a time."""

from hypothesis import given
from hypothesis import strategies as st

from bot.knowledge import Entry
from bot.views.screen import Screen
from bot.views.topics import PAGE_LENGTH, topics_screen
from offline_telegram.html_markup import parse
from tests.views.conftest import catalogue, entry


def opened(screen: Screen) -> list[str]:
    """The topics that can be tapped."""
    found = [str(button.callback_data) for row in screen.rows for button in row]
    return [data.removeprefix("open:") for data in found if data.startswith("open:")]


def entries(*sizes: int) -> dict[str, Entry]:
    """Groups of these sizes."""
    return catalogue(
        entry(f"t{group}-{number}", group=f"Group {group}")
        for group, size in enumerate(sizes)
        for number in range(size)
    )


def test_a_page() -> None:
    """Headings, and under each its topics; the buttons in the same order."""
    feet = [entry("a", title="Shoes & socks"), entry("b", title="Toes"), entry("c", group="<Night>")]
    screen = topics_screen(catalogue([*feet, entry("small-talk", listed=False)]), 0)
    assert screen.html == "<b>Feet</b>\n• Shoes &amp; socks\n• Toes\n\n<b>&lt;Night&gt;</b>\n• C"
    assert opened(screen) == ["a", "b", "c"]
    assert len(screen.rows) == 3


def test_turning() -> None:
    """From the last page it goes on to the first, and back."""
    listed = entries(8, 8, 8)
    buttons = [topics_screen(listed, number).rows[-1] for number in range(3)]
    assert [[button.text for button in row] for row in buttons] == [
        ["◀ Back", f"{number} of 3 ▶"] for number in (1, 2, 3)
    ]
    assert [[button.callback_data for button in row] for row in buttons] == [
        ["page:2", "page:1"],
        ["page:0", "page:2"],
        ["page:1", "page:0"],
    ]


def test_groups_stay_together() -> None:
    """A group that does not fit on a page begins on the next; one longer than a page goes on there."""
    listed = entries(5, 4, 10)
    pages = [topics_screen(listed, number) for number in range(4)]
    assert [len(opened(page)) for page in pages] == [5, 4, 8, 2]
    assert pages[3].html.startswith("<b>Group 2</b>\n")


@given(st.lists(st.integers(1, 20), min_size=1, max_size=8), st.integers(-5, 60))
def test_any_groups(sizes: list[int], number: int) -> None:
    """Going round shows every topic once, in order, a screenful at a time; no number leads astray."""
    listed = entries(*sizes)
    seen: list[str] = []
    for page in range(len(listed)):
        screen = topics_screen(listed, page)
        assert len(opened(screen)) <= PAGE_LENGTH
        if page and screen == topics_screen(listed, page - 1):
            break
        seen += opened(screen)
    assert seen == list(listed)
    assert opened(topics_screen(listed, number))


def test_nothing_listed() -> None:
    """A folder with small talk only has no topics, and that is no error."""
    assert not topics_screen(catalogue([entry(listed=False)]), 0).rows


def test_markup() -> None:
    """The page is well formed with any title."""
    text, _ = parse(topics_screen(catalogue([entry(title="</b>&<i>")]), 0).html)
    assert text == "Feet\n• </b>&<i>"
