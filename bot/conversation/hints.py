"""Words that tell how a wish is meant, where only the examples have understood that there is one."""

import re

from bot.conversation.words import WEEKDAY

ASKS = re.compile(r"(?:is|are|does|do|can|could|should|how|why|what|which|when)\b")
MEANT = re.compile(r"\b(?:meant?|ment|meaning|i said|i wrote|not what i)\b")
BACK = re.compile(
    r"\b(?:undo|undone|(?<!\bgo )(?<!\bgoing )back|before|cancel|revert|mistake|was|were|wrong|forget"
    r"|scrap|never ?mind|reset|restore|original\w*|previous\w*|earlier|old|bother|not what|oops)\b"
)
"""Without any of these nobody wants something taken back."""
NEXT = re.compile(r"\b(?:next|when|coming)\b")
TODAY = re.compile(
    r"\b(?:today|tonight|this (?:evening|afternoon)|now|the (?:day|evening|night)|enough|done)\b"
)
ANOTHER_DAY = re.compile(rf"\b(?:tomorrow|{WEEKDAY}|week)\b")
TO_COME = re.compile(r"\b(?:will|fly|flying|going|moving|leaving|tomorrow|next|on \w+day|soon|from)\b")
LATER_ON = re.compile(r"\b(?:from|starting|as of|on (?:\w+day|the \d)|tomorrow|next (?!few|couple|\d))\b")
"""Of what begins on a day to come."""
UNTIL = re.compile(r"\b(?:for|until|till?|over|this|next)\b.*")
FOR_GOOD = re.compile(r"\b(?:from now(?: on)?|always|every (?:day|evening|night)|in (?:the )?future|daily)\b")
BOUNDED = re.compile(r"\b(?:nothing|none|not|never) (?:after|past|before|later than) \S")
"""Of what is no delay of one reminder."""
IN_PART = re.compile(
    r"\b(?:between|btwn|before \d|after \d|past \d|from \d|weekends?"
    rf"|{WEEKDAY}s?)\b"
)
"""Of what is to stay for the rest of the day, or of the week."""
DAYS_OF_WEEK = re.compile(r"\b(?:(?:mon|tues|wednes|thurs|fri|satur|sun|week)days|weekends)\b")
LESS_OR_MORE = re.compile(r"\b(?:less|more) often\b")
IN_DOUBT = re.compile(
    r"\b(?:not|no|instead of|rather than) (?:at )?\d|\b(?:more|less|fewer) (?!than)|\bother (?:one|thing)\b"
)
"""Of a time that is not to be, or of no time at all."""
TOLD = re.compile(
    r"(?:(?:and|but|because|cause|cos|as|then|since) )*"
    r"(?:i(?:['\u2019]?m| am|['\u2019]?ll| have)?|we|he|she|they|my \w+)\b",
    re.IGNORECASE,
)
"""Of why, and not of how it should be: "I'm out on weekends"."""
NO_WISH = re.compile(
    r"\b(?:not|never|wont|isnt) (?:\w+ )?(?:stop|talking|speaking|asking|about)\b|\b(?:didnt|did not) ask\b"
    r"|\bnot (?:a|any|about|of|the) (?:\w+ )?reminders?\b"
)
NOT_YET = re.compile(r"\b(?:later|not yet|soon|in a (?:bit|while|minute|moment))\b")
BUSY = re.compile(r"\b(?:ill|i will|will|when i|once i|after i|when we|busy|driving|cant|cannot)\b")
"""Of what somebody is going to do."""
OFTEN = re.compile(r"\b(?:often|many|frequent(?:ly)?|every hour|all the time|constantly|again and again)\b")
PACED = re.compile(
    r"\b(?:hourly|every (?:\d|one|two|three|four|half|hour)|each \d|hours? (?:between|apart))\b"
)
"""Only a glass comes several times a day."""
LEGS = re.compile(r"\b(?:legs?|calf|calves)\b")
