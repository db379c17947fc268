"""`doctor`: whether everything is in place, and what to do where it is not."""

import asyncio
import json
import os
from argparse import Namespace
from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict
from datetime import UTC, datetime
from importlib.metadata import version

from PIL import features

from bot.commands.database import database
from bot.commands.matcher import load_knowledge, load_matcher
from bot.errors import BotError
from bot.evaluation.lint import lint
from bot.matching.cache import cache_folder
from bot.operations import doctor, doctor_telegram
from bot.operations.doctor import Finding, State
from bot.operations.logs import hiding
from bot.settings import Settings, SettingsError, bot_token, env_file, misspelt, read_settings, secrets

_WIDTH = 8
_SKIPPED = 3
"""The exit status when nothing is known to be wrong, but not all could be looked at; 2 is a wrong option."""


def run(asked: Namespace) -> int:
    """Print a line for each check; the status is 1 if there is a problem, or 3 if something was skipped."""
    try:
        settings = read_settings()
    except SettingsError as error:
        findings = [Finding("settings", State.PROBLEM, str(error), "Put it right in .env")]
        hide = hiding([])
    else:
        findings = [*map(_misspelt, misspelt(env_file(), os.environ)), *_findings(settings)]
        hide = hiding(secrets(settings))
    shown = json.dumps([asdict(each) for each in findings], indent=2) if asked.json else report(findings)
    print(hide(shown))
    states = {each.state for each in findings}
    return 1 if State.PROBLEM in states else _SKIPPED if State.SKIPPED in states else 0


def report(findings: list[Finding]) -> str:
    """The findings for people, with what to do below each."""
    column = max(len(each.check) for each in findings)
    lines = []
    for each in findings:
        first, *more = each.says.splitlines()
        lines.append(f"{each.state:<{_WIDTH}} {each.check:<{column}}  {first}")
        indent = " " * (_WIDTH + column + 3)
        lines += [indent + line for line in more]
        if each.do:
            lines.append(f"{indent}-> {each.do}")
    return "\n".join(lines)


def _misspelt(line: str) -> Finding:
    return Finding("settings", State.WARNING, line, "Put the name right there")


def _findings(settings: Settings) -> Iterator[Finding]:
    now = datetime.now(UTC)
    yield from _each("telegram", lambda: _of_telegram(settings, now))
    yield from _each("database", lambda: _of_database(settings))
    yield from _each("files", lambda: [doctor.own_files(env_file())])
    yield from _each("knowledge", lambda: [_knowledge(settings)])
    yield from _each("zone data", lambda: [doctor.zone_data(version("tzdata"), now)])
    yield from _each("fonts", lambda: [doctor.fonts(bool(features.check("freetype2")))])


def _each(check: str, find: Callable[[], Iterable[Finding]]) -> Iterator[Finding]:
    """The findings of one check; what goes wrong in it is a finding, and the others go on."""
    try:
        yield from find()
    except Exception as error:  # noqa: BLE001 - whatever it is, the operator needs the rest
        says = f"could not be looked at: {type(error).__name__}"
        yield Finding(check, State.PROBLEM, says, "Tell those who make the bot")


def _of_database(settings: Settings) -> Iterator[Finding]:
    try:
        facts = asyncio.run(doctor.look(database(settings)))
    except BotError as error:
        yield Finding("database", State.PROBLEM, str(error))
    else:
        yield doctor.database(facts)
        yield doctor.migrations(facts)


def _of_telegram(settings: Settings, now: datetime) -> Iterator[Finding]:
    try:
        token = bot_token(settings)
    except SettingsError as error:
        yield Finding("token", State.PROBLEM, str(error))
        return

    def ask(method: str, **params: object) -> doctor_telegram.ApiAnswer | doctor_telegram.Unreachable:
        return doctor_telegram.ask(settings.telegram_api_url, token, method, **params)

    me = ask("getMe")
    yield doctor_telegram.token(me)
    yield doctor_telegram.clock(me)
    away = me if isinstance(me, doctor_telegram.Unreachable) else None  # asked once: each wait may be long
    yield doctor_telegram.webhook(away or ask("getWebhookInfo"), settings.webhook_url, now)
    chats = settings.admin_chat_ids
    yield doctor_telegram.admins({chat: away or ask("getChat", chat_id=chat) for chat in chats})


def _knowledge(settings: Settings) -> Finding:
    try:
        knowledge = load_knowledge(settings.knowledge_dir)
        problems = lint(knowledge, load_matcher(knowledge), cache_folder())
    except BotError as error:
        wrong = len(str(error).splitlines())
        return Finding("knowledge", State.PROBLEM, f"{wrong} errors in it", "See `python -m bot check`")
    if problems:
        says = f"{len(problems)} things to put right in {knowledge.folder}"
        return Finding("knowledge", State.WARNING, says, "See `python -m bot check`")
    return Finding("knowledge", State.OK, f"{len(knowledge.entries)} entries in {knowledge.folder}")
