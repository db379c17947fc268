"""Draw the charts in docs/, of made-up figures: `python -m tools.make_charts`."""

from datetime import date, timedelta
from pathlib import Path

from bot.commands.matcher import load_knowledge
from bot.storage import Figures, Votes
from bot.views.charts import Bars, ChartDays, Ticks, chart, topics_chart
from bot.views.usage import days, summary

DOCS = Path(__file__).parent.parent / "docs"
WEEK = ChartDays(
    ("Tue", "Wed", "Thu", "Fri", "Sat", "Sun", "Mon"),
    (
        Bars("Glasses of water", (4, 7, 6, 0, 5, 7, 3)),
        Ticks("Stretched", (True, True, False, True, True, True, False)),
    ),
)
"""Somebody's glasses and stretches."""
MADE_UP = {
    "stop-a-cramp-now": (412, 96, 8),
    "night-cramps": (287, 61, 9),
    "magnesium": (203, 22, 31),
    "massage": (131, 30, 3),
    "how-much-water": (98, 14, 2),
    "pregnancy": (74, 9, 5),
    "shoes": (52, 6, 1),
    "how-long": (31, 0, 0),
}
"""How often each entry was shown, and what people thought of it."""
TODAY = date(2026, 3, 30)


def main() -> None:
    """Draw them as `stats --plot` and /progress do."""
    uses = {(entry, "answer"): shown for entry, (shown, _, _) in MADE_UP.items()}
    votes = {entry: Votes(up, down) for entry, (_, up, down) in MADE_UP.items() if up + down}
    found = summary(Figures(uses, votes, {}), load_knowledge(None).entries, TODAY - timedelta(days=29))
    (DOCS / "topics.png").write_bytes(topics_chart(found.topics, days(found, TODAY)))
    (DOCS / "week.png").write_bytes(chart(WEEK))


if __name__ == "__main__":
    main()
