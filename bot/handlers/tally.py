"""What is written down a little later, so that a question costs no transaction of its own."""

from collections import Counter
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from enum import StrEnum

from bot.storage import Ending, Notebook, Use

WRITTEN_EVERY = timedelta(minutes=1)
"""How long it may stay in memory."""
MOST_QUESTIONS = 1_000
"""Until they are written down; more than that in a minute are nobody's questions."""


class Outcome(StrEnum):
    """How people come to an entry, or do not; the values are stored."""

    ANSWER = "answer"
    URGENT = "urgent"
    SUGGEST = "suggest"
    UNKNOWN = "unknown"
    CHOSEN = "chosen"
    """Of what was suggested."""
    OPENED = "opened"
    """By a button or a command."""
    LINK = "link"


class Tally:
    """Counts what is used, and holds the questions without a good answer, until they are written down."""

    def __init__(self, notebook: Notebook, now: Callable[[], datetime]) -> None:
        """`now` gives aware times."""
        self._notebook = notebook
        self._now = now
        self._uses: Counter[Use] = Counter()
        self._questions: list[tuple[str, Ending, datetime]] = []

    def count(self, outcome: Outcome, entry: str = "") -> None:
        """Once more; `entry` is the id of what was shown, if that was something of the knowledge."""
        self._uses[Use(self._now().astimezone(UTC).date(), entry, outcome.value)] += 1

    def keep(self, question: str, ending: Ending) -> None:
        """Keep a question, which is anonymous already, for the editor; one without a word says nothing."""
        if any(map(str.isalpha, question)) and len(self._questions) < MOST_QUESTIONS:
            self._questions.append((question, ending, self._now()))

    async def flush(self) -> None:
        """Write everything down; what cannot be written stays."""
        uses, self._uses = self._uses, Counter()
        questions, self._questions = self._questions, []
        try:
            await self._notebook.add_uses(uses)
            uses = Counter()
            while questions:
                await self._notebook.keep(*questions[0])
                del questions[0]
        finally:
            self._uses += uses
            self._questions = [*questions, *self._questions]
