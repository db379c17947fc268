"""What the editor sees in a chat."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from bot.matching import Candidate
from bot.matching.grouping import QuestionGroup
from bot.reminders.kinds import KINDS, STRETCH, WATER
from bot.storage import Figures, Reminded, Votes
from bot.views.admin import CAPTION, MESSAGE, MOST_GROUPS, stats_screen, unanswered_screen
from bot.views.usage import summary
from offline_telegram.html_markup import parse
from offline_telegram.text import utf16_length
from tests.views.conftest import catalogue, entry

VISIBLE = st.characters(exclude_categories=["Cc", "Cs"])
SINCE = date(2026, 1, 31)
NEAR = Candidate(entry("shoes"), 0.416)


def test_figures() -> None:
    """What became of the questions, the reminders, and the topics with what people think of them."""
    uses = {("shoes", "answer"): 1_200, ("shoes", "link"): 3, ("", "unknown"): 4, ("socks", "opened"): 2}
    reminders = {WATER: Reminded(1, 2, 3), STRETCH: Reminded(2_000, 0, 0)}
    figures = Figures(uses, {"shoes": Votes(6, 1)}, reminders)
    entries = catalogue([entry("shoes", title="Shoes & <socks>"), entry("socks")])
    assert stats_screen(summary(figures, entries, SINCE)).html == (
        "<b>Since 31 January</b>\n"
        "answered 1,200, unknown 4, opened by a button 2, opened by a link 3\n\n"
        "💧 Water: 1 chat, 2 sent, 3 done\n🌙 Stretch: 2,000 chats, 0 sent, 0 done\n\n"
        "Shoes &amp; &lt;socks&gt;: 1,203 shown, 86% of 7 helpful\n"
        "Socks: 2 shown"
    )


def test_groups() -> None:
    """How often, near what, and some of the questions."""
    groups = [
        QuestionGroup(
            {"tight boots & <b>": 5, "b\nc": 1, "d" * 200: 1, "e": 1, "f": 1}, NEAR, answered=False
        ),
        QuestionGroup({"g": 1}, NEAR, answered=True),
    ]
    assert unanswered_screen(groups).html == (
        "<b>Without a good answer</b>\n\n"
        "<b>Asked 9 times, nearest entry: shoes (0.42)</b>\n"
        f"• tight boots &amp; &lt;b&gt;\n• b c\n• {'d' * 119}…\nand 2 more\n\n"
        "<b>Asked once, nearest entry: shoes (0.42), which answers it now</b>\n• g"
    )


@given(
    st.dictionaries(
        st.text(VISIBLE, min_size=1, max_size=48), st.integers(0, 10**12), min_size=1, max_size=20
    ),
    st.text(VISIBLE, max_size=40),
)
def test_figures_fit_under_a_picture(shown: dict[str, int], outcome: str) -> None:
    """Whatever the ids are, and however large the numbers."""
    figures = Figures(
        {(key, outcome): count for key, count in shown.items()},
        {key: Votes(count, count) for key, count in shown.items()},
        {kind: Reminded(10**12, 10**12, 10**12) for kind in KINDS.values()},
    )
    text, _ = parse(stats_screen(summary(figures, {}, SINCE)).html)
    assert utf16_length(text) <= CAPTION


@given(st.lists(st.text(max_size=500), min_size=1, max_size=60, unique=True))
def test_groups_fit_into_a_message(questions: list[str]) -> None:
    """Whatever people have written."""
    read = iter([QuestionGroup({f"{n}{q}": 1 for n in range(4)}, NEAR, answered=True) for q in questions] * 5)
    text, _ = parse(unanswered_screen(read).html)
    assert 0 < utf16_length(text) <= MESSAGE
    assert len(list(read)) >= 5 * len(questions) - MOST_GROUPS
