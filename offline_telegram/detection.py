"""What Telegram finds in a text by itself: commands, mentions, hashtags and addresses."""

import re
from collections.abc import Iterator, Sequence

from offline_telegram.text import Span

# The patterns are tried in this order, and none claims what an earlier one has.
_PATTERNS = {
    "url": re.compile(
        r"https?://[^\s<>\"]*[\w/#=&%-]"
        r"|(?<![\w@./-])(?:[\w-]+\.)+(?:com|org|net|info|gov|edu|io|me|eu|uk|de)\b(?:/[^\s<>\"]*[\w/#=&%-])?(?!@)",
        re.IGNORECASE,
    ),
    "email": re.compile(r"(?<![\w.+-])[\w.+-]+@(?:[\w-]+\.)+[a-z]{2,}\b", re.IGNORECASE),
    "bot_command": re.compile(r"(?<![\w/<>])/[A-Za-z0-9_]{1,64}(?:@[A-Za-z0-9_]{3,32})?(?![\w/<>])"),
    "mention": re.compile(r"(?<![\w@/])@[A-Za-z0-9_]{3,32}(?!\w)"),
    "hashtag": re.compile(r"(?<![\w#])#(?=\w*[^\W\d])\w{1,255}"),
}
_OPAQUE = frozenset({"code", "pre", "text_link", "text_mention", "custom_emoji", "date_time"})


def detected(text: str, spans: Sequence[Span] = ()) -> Iterator[Span]:
    """The entities that nobody marked up, outside of those that hide them."""
    taken = [span for span in spans if span.kind in _OPAQUE]
    for kind, pattern in _PATTERNS.items():
        for match in pattern.finditer(text):
            span = Span(kind, match.start(), match.end())
            if not any(span.start < other.end and other.start < span.end for other in taken):
                taken.append(span)
                yield span
