"""The row under an answer, and what follows a "no"."""

from urllib.parse import parse_qs, urlsplit

from bot.knowledge import Knowledge
from bot.knowledge.teaching import ID_LIMIT
from bot.matching import Answer, Candidate
from bot.views.alarms import alarm_screen
from bot.views.answers import answer_screen, completed, offer_screen, share_url
from bot.views.outcome import reply_screen
from bot.views.screen import Judged, Screen
from tests.views.conftest import Compose, entry

SHOES, SOCKS, BOOTS = entry("shoes", title="Shoes & more"), entry("socks"), entry("boots")


def data(screen: Screen) -> list[object]:
    """What the buttons of the last row carry."""
    return [button.callback_data or button.url for button in screen.rows[-1]]


def test_the_row() -> None:
    """It comes last, and carries what was nearly answered."""
    row = Screen("x", ((),), judged=Judged(SHOES, (SOCKS, BOOTS)))
    assert data(completed(row, "cramp_bot")) == [
        "up:shoes",
        "down:shoes/socks/boots",
        "https://t.me/share/url?url=https%3A%2F%2Ft.me%2Fcramp_bot%3Fstart%3Dshoes&text=Shoes%20%26%20more",
    ]
    assert len(completed(row, "cramp_bot").rows) == 2


def test_what_is_not_judged() -> None:
    """A screen without an answer stays as it is."""
    assert completed(Screen("x"), "cramp_bot") == Screen("x")


def test_a_shared_link() -> None:
    """It opens the entry, and its title stands beside it."""
    fields = parse_qs(urlsplit(share_url("cramp_bot", SHOES)).query)
    assert fields == {"url": ["https://t.me/cramp_bot?start=shoes"], "text": ["Shoes & more"]}


def test_runners_up(compose: Compose) -> None:
    """They are what was nearly answered and is a topic, best first, at most three."""
    hello, more = entry("hello", listed=False), [entry(key) for key in "abc"]
    found = tuple(Candidate(each, 0.5) for each in (SHOES, hello, SOCKS, *more))
    screen = reply_screen(compose(SHOES, SOCKS, hello, *more), Answer(SHOES, found))
    assert screen.judged == Judged(SHOES, (SOCKS, *more[:2]))


def test_long_ids() -> None:
    """What there is no room for is left out."""
    long, other = entry("l" * ID_LIMIT, title="Long"), entry("o" * ID_LIMIT, title="Other")
    _, down, _ = data(completed(Screen("x", judged=Judged(long, (SOCKS, other, BOOTS))), "b"))
    assert down == f"down:{long.id}/socks"


def test_what_is_judged(knowledge: Knowledge) -> None:
    """Every topic, within what a button carries; no small talk, and nothing while it is urgent."""
    others = tuple(knowledge.entries.values())
    for each in others:
        judged = answer_screen(knowledge, each, others).judged
        assert (judged is not None) == each.listed
        assert alarm_screen(knowledge, each).judged is None
        if judged:
            carried = data(completed(Screen("x", judged=judged), "foot_cramp_bot"))
            assert all(len(str(each).encode()) <= 64 for each in carried[:2])


def test_offers() -> None:
    """What may have been meant, or all topics."""
    assert [row[0].callback_data for row in offer_screen([SOCKS]).rows] == ["choose:socks", "none:topics"]
    assert [row[0].callback_data for row in offer_screen([]).rows] == ["page:0"]
