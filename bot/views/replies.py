"""What the bot says to a short message that leans on what it has just done."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime

from bot.conversation.acts import Act, Changed, Cramping, Reminding
from bot.conversation.after_alarm import Reaction
from bot.conversation.after_answer import Side, sentence, short
from bot.knowledge import Entry, Knowledge
from bot.reminders.kinds import STRETCH, WATER, Kind
from bot.reminders.plan import Plan
from bot.views.answers import inside_sentence, source_quote
from bot.views.cramp import asked_screen
from bot.views.panel import PANEL_ROW, Row, step
from bot.views.reminder import SNOOZES
from bot.views.screen import Action, Due, Screen, Tap, plain, topic_rows
from bot.views.topics import ALL_TOPICS_ROW
from bot.views.undo import undo_button, undo_row
from bot.views.wording import clock, hours, moment, told, zone_of

_GOOD_FOR = {
    WATER: "Your body loses salts and minerals with its fluid.",
    STRETCH: "Regular calf stretches may mean fewer cramps.",
}
_WHICH = "Which reminders should I stop? {kinds}, or all?"
WHICH_TO_DELETE = "Do you mean the reminders, or everything I keep about you?"
NOTHING_CHANGED = Screen("Fine, everything stays as it is.")
NOTHING_CHANGED_YET = "I haven't changed anything."
_SOURCED = {
    Side.SOURCE: "What I said about %s comes from:",
    Side.SURE: "I'm only as sure as my sources on %s are:",
}
_LEADING_ON = {
    Side.MORE: "That's all I know about %s. These may help, too:",
    Side.HELPS: "What may help is in my answer above, about %s, and in these:",
    Side.NO_HELP: "I'm sorry that what I said about %s didn't help. Is it one of these?",
}
_ASK = {Side.BABY: " Ask your midwife.", Side.DANGER: " A doctor or pharmacist can tell you."}
_NONE_OF_IT = "Good, if none of that fits. If one of these signs does come, please don't wait."
_ABOUT_WHAT = "What is it about, then? Tell me in other words, and I'll look again."
_NOT_UNDERSTOOD = "Sorry, I didn't understand that."
_UNDER_REMINDER = (
    "After a reminder you can write <i>done</i>, <i>later</i>, <i>in 20 minutes</i>, <i>skip</i>, "
    "<i>not today</i>, <i>too early</i>, <i>why</i> or <i>stop</i>."
)
_CRAMP_NOW = "Has the cramp passed? Write <i>yes</i>, <i>no</i>, or how long you've had it."
WRONG_HOW = (
    "What should I change? Write it like this: <i>at 22:30</i>, <i>half an hour later</i>, "
    "<i>not on sundays</i>. Or tap Undo."
)


def why_screen(kind: Kind, plan: Plan) -> Screen:
    """Why a reminder comes."""
    rule = plan.reminders[kind].rule
    html = f"{kind.icon} Because you asked me to: {told(kind, rule)}. {_GOOD_FOR[kind]}"
    return Screen(html, ((step(f"Switch {kind.name.lower()} off", "end", kind), *PANEL_ROW),))


def wrong_time_screen(kind: Kind, plan: Plan, *, often: bool) -> Screen:
    """When and how often it should come instead."""
    rule = plan.reminders[kind].rule
    if kind is STRETCH:
        html = (
            f"{kind.icon} It comes at {clock(rule.first)}. What time would be better? Tap, or just write it."
        )
        return Screen(html, ((step("Another time", "time", kind), *PANEL_ROW),))
    if often:
        html = f"{kind.icon} It comes {hours(rule.every)}. How often would be better? Tap, or just write it."
        return Screen(html, ((step("Less often", "every", kind), *PANEL_ROW),))
    html = (
        f"{kind.icon} It comes from {clock(rule.first)} to {clock(rule.last)}. When would be better? "
        "Tap, or just write it: <i>from 10</i>, <i>half an hour later</i>."
    )
    first, last = (
        step(f"From {clock(rule.first)}", "first", kind),
        step(f"To {clock(rule.last)}", "last", kind),
    )
    return Screen(html, ((first, last), PANEL_ROW))


def postpone_screen(due: Due) -> Screen:
    """Ask for how long."""
    lengths = (Due(due.kind, due.at, minutes) for minutes in SNOOZES)
    snoozes = tuple(this.button(f"{this.minutes} minutes", Tap.SNOOZED) for this in lengths)
    html = f"{due.kind.icon} When should I remind you again? Tap, or write it: <i>in 20 minutes</i>."
    return Screen(html, (snoozes, (due.button("Skip", Tap.SKIP),)))


def which_screen(on: Iterable[Kind]) -> Screen:
    """Ask which reminders are to end."""
    kinds = list(on)
    if len(kinds) == 1:
        html = f"Should I stop your {kinds[0].name.lower()} reminders?"
        return Screen(html, ((step("Yes, stop them", "end", kinds[0]), step("No, keep them", "back")),))
    each = tuple(step(f"{kind.icon} {kind.name}", "end", kind) for kind in kinds)
    html = _WHICH.format(kinds=", ".join(kind.name for kind in kinds).capitalize())
    return Screen(html, ((*each, step("All", "end", "all")), (step("None, keep them", "back"),)))


def delete_screen() -> Screen:
    """Ask whether the reminders are meant, or everything."""
    ask = Action.PRIVACY.button("All that is stored", "ask")
    return Screen(WHICH_TO_DELETE, ((step("The reminders", "end", "all"), ask),))


def not_understood(act: Act) -> Screen | None:
    """What can be written after an act, for somebody who wrote something else; None where any is fine."""
    match act:
        case Reminding(kind=kind):
            return Screen(f"{kind.icon} {_NOT_UNDERSTOOD} {_UNDER_REMINDER}", (PANEL_ROW,))
        case Changed(kind=kind) if kind:
            return Screen(f"{_NOT_UNDERSTOOD} {WRONG_HOW}", ((*undo_row(act.undo), *PANEL_ROW),))
        case Cramping(warned=False):
            return Screen(f"{_NOT_UNDERSTOOD} {_CRAMP_NOW}", asked_screen().rows)
    return None


def wrong_screen(undo: Row) -> Screen:
    """Ask what was wrong."""
    return Screen(WRONG_HOW, ((*undo, *PANEL_ROW),))


def rested_screen(kind: Kind, before: Plan, after: Plan, now: datetime) -> Screen:
    """Nothing more of a kind today."""
    following = after.reminders[kind].next_at
    when = f" Next: {moment(following, zone_of(after), now)}." if following else ""
    html = f"{kind.icon} No more of these today.{when}"
    return Screen(html, ((undo_button(before, after), *PANEL_ROW),))


def no_pace_screen(kind: Kind, plan: Plan, *, more: bool) -> Screen:
    """It cannot come more often, or less often."""
    rule = plan.reminders[kind].rule
    if kind is STRETCH:
        html = f"{told(kind, rule)}. For fewer days, write <i>only on weekdays</i>. {NOTHING_CHANGED_YET}"
        return Screen(html, (PANEL_ROW,))
    most = "Every hour is the most" if more else "Every 4 hours is the least"
    html = f"{most} I can do, or once a day: <i>water at 10</i>. {NOTHING_CHANGED_YET}"
    return Screen(html, (PANEL_ROW,))


def accepted_screen(following: str, *, thanked: bool) -> Screen:
    """It is right as it is."""
    word = "You're welcome." if thanked else "Good."
    return Screen(f"{word} Next: {following}." if following else word)


def stretch_ended_screen(on: Sequence[Kind]) -> Screen:
    """The stretch has been stopped in its middle; reminders are another matter."""
    if not on:
        return Screen("I've stopped the stretch. /stretch starts it again.")
    html = "I've stopped the stretch. Your reminders are still on. Should I stop those, too?"
    return Screen(html, ((step("End the reminders", "end", "all"), step("No, keep them", "back")),))


def said_screen(knowledge: Knowledge, entry: Entry, said: str) -> Screen:
    """One sentence about an entry, and where it comes from: a detail may have sources of its own."""
    detail = next((detail for detail in entry.details if detail.says == said and detail.sources), entry)
    quote = source_quote(knowledge.sources[key] for key in detail.sources)
    html = f"{plain(said)}\n\n{quote}" if quote else plain(said)
    return Screen(html, topic_rows(_next(knowledge, entry), Action.OPEN))


def aside_screen(knowledge: Knowledge, entry: Entry, side: Side) -> Screen:
    """An answer to a question about what was just said; what the entry does not say, it says."""
    title = plain(inside_sentence(entry.title))
    if side in _SOURCED:
        return _sourced(knowledge, entry, _SOURCED[side] % title)
    if side in _LEADING_ON:
        return Screen(_LEADING_ON[side] % title, topic_rows(_related(knowledge, entry), Action.OPEN))
    if side is Side.SHORTER:
        return Screen(plain(short(entry)))
    said = sentence(entry, side)
    if said:
        return said_screen(knowledge, entry, said)
    html = f"My sources on {title} don't say.{_ASK.get(side, '')}"
    return Screen(html, topic_rows(_next(knowledge, entry), Action.OPEN))


def again_screen(knowledge: Knowledge, entry: Entry, said: str | None) -> Screen:
    """The same entry would be the answer once more: what in it fits, or where the rest of it is."""
    title = plain(inside_sentence(entry.title))
    again = Action.OPEN.button("Read it again", entry.id)
    if said:
        return Screen(plain(said), ((again,), *topic_rows(_next(knowledge, entry), Action.OPEN)))
    html = f"All I know about {title} is in my answer above. Or is it one of these?"
    return Screen(html, ((again,), *topic_rows(_related(knowledge, entry), Action.OPEN)))


_SORRY = "I'm sorry, I got that wrong."


def sorry_screen(offered: Screen | None) -> Screen:
    """For somebody who complains of the last answer; `offered` is what they may have meant."""
    if offered:
        return replace(offered, html=f"{_SORRY} {offered.html}")
    return Screen(
        f"{_SORRY} Could you put it in other words? Or look through what I know.", (ALL_TOPICS_ROW,)
    )


def stands_screen(knowledge: Knowledge, entry: Entry) -> Screen:
    """None of what was asked about is so: the answer that was given stands."""
    title = plain(inside_sentence(entry.title))
    html = f"Good, I'm glad. Then you can go by what I wrote about {title}."
    return Screen(html, topic_rows(_next(knowledge, entry), Action.OPEN))


def taken_screen(entry: Entry, reaction: Reaction) -> Screen:
    """An answer to how somebody takes a warning: what the entry that was raised says to do, once more."""
    if reaction is Reaction.NO:
        return Screen(f"{_NONE_OF_IT} {_ABOUT_WHAT}", topic_rows([entry], Action.OPEN))
    advice = plain(short(entry))
    html = {
        Reaction.SHOULD_I: f"<b>{_yes(advice)}</b> {advice}",
        Reaction.WAIT: f"<b>No, please don't wait.</b> {advice}",
        Reaction.MILD: f"<b>Even so, please don't wait.</b> {advice}",
        Reaction.ANOTHER_SIGN: f"<b>That's one more reason not to wait.</b> {advice}",
        Reaction.BETTER: f"I'm glad. What you described should still be looked at. {advice}",
        Reaction.YES: "Good. Please don't wait, and if it gets worse on the way, call your emergency number "
        "(112, 999 or 911).",
        Reaction.THANKS: "I'm glad you wrote. Please don't wait: let somebody help you now.",
        Reaction.AFRAID: f"I'm a program and can't come to you, but people can. {advice} Is somebody near "
        "you? Tell them.",
    }[reaction]
    return Screen(html, alarm=True)


def holds_screen(entry: Entry) -> Screen:
    """What was warned of still holds, whatever somebody has written then."""
    return Screen(
        f"I can't tell more from here, and what I wrote still holds. {plain(short(entry))}", alarm=True
    )


def instead_screen(screen: Screen) -> Screen:
    """What a message is about, if nothing that it was warned of is so."""
    return replace(screen, html=f"{_NONE_OF_IT}\n\n{screen.html}")


def foreseen_screen(entry: Entry, said: str) -> Screen:
    """A question after a warning that its entry foresees, and what to do all the same."""
    return Screen(f"{plain(said)}\n\n{plain(short(entry))}", alarm=True)


def _yes(advice: str) -> str:
    """As soon as the advice has it."""
    first = advice.partition(".")[0]
    return "Yes, now." if " now" in first else "Yes, today." if "today" in first else "Yes."


def _sourced(knowledge: Knowledge, entry: Entry, lead: str) -> Screen:
    quote = source_quote(knowledge.sources[key] for key in entry.sources)
    if not quote:
        return Screen("That was about me: I'm a program, and I've told you what I can do.")
    return Screen(f"{lead}\n\n{quote.replace(' expandable', '')}")


def _related(knowledge: Knowledge, entry: Entry) -> list[Entry]:
    return [knowledge.entries[key] for key in entry.related]


def _next(knowledge: Knowledge, entry: Entry) -> list[Entry]:
    return _related(knowledge, entry)[:1]
