"""`ask`: one question for people, or a stream of them for programs."""

import json
import sys
from argparse import Namespace
from collections.abc import Iterator
from typing import BinaryIO

from bot.commands.matcher import load_knowledge, load_matcher
from bot.matching import Answer, Check, Reply, Suggest, Unknown, Urgent
from bot.views.outcome import reply_text

SHOWN = 10
"""Candidates a reply."""
OUTCOMES = {Answer: "answer", Suggest: "suggest", Urgent: "urgent", Check: "check", Unknown: "unknown"}


def run(asked: Namespace) -> int:
    """Print the reply to every question, in order."""
    knowledge = load_knowledge(asked.knowledge)
    matcher = load_matcher(knowledge)
    questions = iter([_typed(asked.question)]) if asked.question else lines(sys.stdin.buffer)
    if not asked.question:
        matcher.warm_up()
    for number, question in enumerate(questions):
        reply = matcher.reply(question)
        if asked.json:
            print(json_line(question, reply), flush=True)
        else:
            print(("\n" if number else "") + reply_text(knowledge, reply), flush=True)
    return 0


def lines(stream: BinaryIO) -> Iterator[str]:
    """The lines of a stream without their ends, as they come; bytes that are no UTF-8 are replaced."""
    for line in stream:
        yield line.decode("utf-8", "replace").rstrip("\r\n")


def _typed(words: list[str]) -> str:
    """The arguments as one question; bytes in them that are no UTF-8 are replaced too."""
    return " ".join(words).encode("utf-8", "replace").decode()


def json_line(question: str, reply: Reply) -> str:
    """A reply for a program, in ASCII, so that it is one line to every reader: see docs/matching.md."""
    answered = reply.beneath if isinstance(reply, Check) else reply
    entry = answered.entry if isinstance(answered, Answer | Urgent) else None
    candidates = [{"id": c.entry.id, "score": round(c.score, 4)} for c in reply.candidates[:SHOWN]]
    return json.dumps(
        {
            "question": question,
            "outcome": OUTCOMES[type(reply)],
            "entry": entry.id if entry else None,
            "score": candidates[0]["score"] if candidates else 0.0,
            "candidates": candidates,
            **({"sign": reply.asks} if isinstance(reply, Check) else {}),
        }
    )
