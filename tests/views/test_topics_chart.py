"""What people read, as a picture."""

from io import BytesIO
from itertools import groupby
from typing import TypeAlias

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray
from PIL import Image

from bot.storage import Votes
from bot.views import charts
from bot.views.charts import BLUE, EMPTY, FORMS, LINE, MARGIN, WIDTH, YELLOW, topics_chart
from bot.views.usage import TopicUse

Pixels: TypeAlias = NDArray[np.int16]

TOP = MARGIN + 4 * LINE
DAYS = "1 to 30 March 2026"
LIMIT = 100 * 1024


def topic(shown: int, up: int = 0, down: int = 0, title: str = "Shoes that fit") -> TopicUse:
    """One entry."""
    return TopicUse("shoes", title, shown, Votes(up, down))


def drawn(*topics: TopicUse) -> Pixels:
    """The picture that comes out of the bytes."""
    image = Image.open(BytesIO(topics_chart(topics, DAYS)))
    assert image.format == "PNG"
    assert "transparency" not in image.info
    return np.asarray(image.convert("RGB"), dtype=np.int16)


def lengths(pixels: Pixels, colour: str) -> list[int]:
    """How long each bar of a colour is; what explains the colours is left out."""
    wanted = np.frombuffer(bytes.fromhex(colour[1:]), dtype=np.uint8)
    rows = (np.abs(pixels[TOP:] - wanted).max(axis=2) <= 6).sum(axis=1)
    return [max(same) for is_bar, same in groupby(rows.tolist(), key=lambda count: count > MARGIN) if is_bar]


def test_bars_show_how_often() -> None:
    """The longest for the most shown."""
    first, second, third = lengths(drawn(topic(40), topic(20), topic(10)), BLUE)
    assert (round(first / third), round(first / second)) == (4, 2)


def test_lines_show_who_was_helped() -> None:
    """A share of the whole width, which is empty otherwise; nothing without votes."""
    image = drawn(topic(4, up=1, down=1), topic(4), topic(4, down=3))
    (half,) = lengths(image, YELLOW)
    assert abs(half - (WIDTH - 2 * MARGIN) // 2) <= 4
    rest, whole = lengths(image, EMPTY)
    assert abs(rest + half - whole) <= 8


def test_all_topics(monkeypatch: pytest.MonkeyPatch) -> None:
    """However many a folder has; what is not there any more cannot make the picture too large."""
    monkeypatch.setattr(charts, "MOST_DRAWN", 50)  # as many as there are would be drawn for seconds
    rows = [len(drawn(*[topic(5)] * number)) for number in (1, 2, 40, 50, 55)]
    row = rows[1] - rows[0]
    assert rows[2] - rows[0] == 39 * row
    assert rows[4] == rows[3]


def test_the_legend() -> None:
    """Explains what is there, and nothing else."""
    both, unrated, unshown = (len(drawn(each)) for each in (topic(5, 1), topic(5), topic(0, 1)))
    assert both - unrated == both - unshown == LINE
    assert not lengths(drawn(topic(5)), YELLOW)


def test_the_days() -> None:
    """The picture says which it is about."""
    files = [topics_chart([topic(5)], days) for days in (DAYS, "30 March 2026")]
    one, other = (np.asarray(Image.open(BytesIO(file)).convert("RGB"), dtype=np.int16) for file in files)
    differs = (np.abs(one - other).max(axis=2) > 100).any(axis=1).nonzero()[0]
    assert MARGIN + LINE <= differs.min() < differs.max() <= MARGIN + 2 * LINE


@pytest.mark.parametrize("form", sorted(set(FORMS.values()) - {"PDF"}))
def test_forms(form: str) -> None:
    """Each is what it is called."""
    assert Image.open(BytesIO(topics_chart([topic(5)], DAYS, form))).format == form
    assert topics_chart([topic(5)], DAYS, "PDF").startswith(b"%PDF-")


def test_a_long_title_gives_way() -> None:
    """To the votes beside it."""
    short, long = (drawn(topic(5, 3, 2, title)) for title in ("", "W" * 60))
    votes = np.s_[TOP + 16 : TOP + 16 + LINE, -MARGIN - 160 :]
    assert np.abs(short[votes] - long[votes]).max() <= 12
    assert np.abs(short - long).max() > 100


@given(
    st.lists(
        st.builds(
            topic, *[st.integers(0, 10**9)] * 3, st.text(st.characters(exclude_categories=["Cc", "Cs"]))
        ),
        max_size=12,
    )
)
@settings(max_examples=25)
def test_any_topics(topics: list[TopicUse]) -> None:
    """Always drawn, and never heavy."""
    assert len(topics_chart(topics, DAYS)) <= LIMIT
