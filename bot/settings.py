"""Every setting, from the environment or a .env file, validated at start."""

import logging
import os
import re
from collections.abc import Iterable, Iterator, Mapping
from difflib import get_close_matches
from pathlib import Path
from types import MappingProxyType
from typing import Annotated, Literal

from dotenv import dotenv_values
from pydantic import AfterValidator, BeforeValidator, Field, SecretStr, ValidationError
from pydantic_core import ErrorDetails
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from bot.errors import BotError

PROJECT = Path(__file__).parent.parent
"""Where the sources are; an installed bot has none, and its knowledge is in the package."""
INSTALLED_KNOWLEDGE = Path(__file__).parent / "shipped_knowledge"
WELL_FORMED = r"[0-9]+:[A-Za-z0-9_-]+"
_ALIKE = 0.7
"""From 0 to 1: a name in .env that is that near to a setting's is taken for a slip."""
_ALIKE_OUTSIDE = 0.85
"""In the environment: most names there are other programs'."""

_LOGGER = logging.getLogger(__name__)


class SettingsError(BotError):
    """A setting is missing or wrong; the message names it and says what to do."""

    status = 78


def _web_address(url: str) -> str:
    if not re.fullmatch(r"https?://[^\s/?#]+\S*", url):
        raise ValueError("is not a web address: write it like https://api.telegram.org")
    return url.rstrip("/")


def _webhook_address(url: str | None) -> str | None:
    if url and not re.fullmatch(r"https?://[^\s/?#@]+(/[^\s?#]*)?", url):
        raise ValueError(
            "is not a web address that updates can be sent to: write it like https://bot.example.org"
        )
    return url.rstrip("/") if url else url


def _postgresql(url: SecretStr | None) -> SecretStr | None:
    if url and not re.fullmatch(r"postgresql\+asyncpg://\S+", url.get_secret_value()):
        raise ValueError(
            "is not the address of a database: write postgresql+asyncpg://user:password@host/name"
        )
    return url


def _chat_ids(written: object) -> object:
    if not isinstance(written, str):
        return written
    chats = [chat.strip() for chat in written.split(",")]
    if not all(re.fullmatch(r"-?[0-9]{1,18}", chat) for chat in chats):
        raise ValueError("must be numbers with commas between them, such as 123456,654321")
    return frozenset(map(int, chats))


def is_installed() -> bool:
    """Whether the bot runs from where pip has put it, and not from its sources."""
    return INSTALLED_KNOWLEDGE.is_dir()


def _env_file() -> Path:
    """Beside the sources; of an installed bot, in the folder in which it is called."""
    return Path(".env") if is_installed() else PROJECT / ".env"


def _knowledge() -> Path:
    return INSTALLED_KNOWLEDGE if is_installed() else PROJECT / "knowledge"


def _data() -> Path:
    """The same from whatever folder an installed bot is called."""
    if not is_installed():
        return PROJECT / "data"
    home = os.environ.get("XDG_DATA_HOME")
    return (Path(home) if home else Path.home() / ".local" / "share") / "foot-cramp-bot"


class Settings(BaseSettings):
    """The settings; each is an environment variable of the same name in capitals."""

    model_config = SettingsConfigDict(
        env_file=_env_file(), extra="ignore", frozen=True, env_ignore_empty=True
    )

    telegram_bot_token: SecretStr | None = Field(
        default=None,
        description="The token that @BotFather gave you; only `run` needs it.",
    )
    telegram_api_url: Annotated[str, AfterValidator(_web_address)] = Field(
        default="https://api.telegram.org",
        description="The Bot API server to talk to.",
    )
    http_client: Literal["aiohttp", "httpx"] = Field(
        default="aiohttp",
        description="The library that talks to it: aiohttp, or httpx, which can use SOCKS proxies.",
    )
    knowledge_dir: Path = Field(
        default_factory=_knowledge,
        description="The folder with the entries.",
    )
    data_dir: Path = Field(
        default_factory=_data,
        description="The folder for the database: who wants to be reminded, and when.",
    )
    database_url: Annotated[SecretStr | None, AfterValidator(_postgresql)] = Field(
        default=None,
        description="A PostgreSQL database in place of the file: postgresql+asyncpg://user:password@host/name.",
    )
    webhook_url: Annotated[str | None, AfterValidator(_webhook_address)] = Field(
        default=None,
        description="Where Telegram reaches the bot from outside, to send updates instead of being asked.",
    )
    webhook_listen: str = Field(
        default="127.0.0.1",
        description="The address of this machine at which the proxy reaches the bot.",
    )
    webhook_port: Annotated[int, Field(ge=1, le=65535)] = Field(
        default=8080,
        description="The port for that.",
    )
    reminder_spread_minutes: Annotated[float, Field(ge=0, le=15)] = Field(
        default=3,
        description="How long after its time a reminder may come, so that not all come at once.",
    )
    allow_paid_broadcast: bool = Field(
        default=False,
        description="Send up to 1,000 messages a second; those above Telegram's 30 cost the bot Stars.",
    )
    admin_chat_ids: Annotated[frozenset[int], NoDecode, BeforeValidator(_chat_ids)] = Field(
        default=frozenset(),
        description="The chats of those who look after the bot, with commas between them.",
    )
    contact: str | None = Field(
        default=None,
        max_length=200,
        description="How to reach whoever runs the bot: shown in /privacy, and to who asks for a human.",
    )
    status_port: Annotated[int, Field(ge=0, le=65535)] = Field(
        default=8082,
        description="The port, of this machine only, with /healthz and /metrics; 0 for none.",
    )
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = Field(
        default="INFO",
        description="How much to log: DEBUG, INFO, WARNING or ERROR.",
    )


def read_settings() -> Settings:
    """The settings of this process; SettingsError names every setting that is wrong."""
    for line in misspelt(env_file(), os.environ):
        _LOGGER.warning("%s", line)
    try:
        return Settings()
    except ValidationError as error:
        raise SettingsError("\n".join(map(_explain_problem, error.errors()))) from error


def env_file() -> Path:
    """The file that the settings come from, beside the environment; it may not be there."""
    file = Settings.model_config.get("env_file")
    return file if isinstance(file, Path) else Path(os.devnull)


def misspelt(file: Path, environment: Mapping[str, str]) -> Iterator[str]:
    """What stands in a file or the environment that is nearly a setting, and means nothing."""
    names = dotenv_values(file, interpolate=False) if file.is_file() else {}
    yield from _misspelt(str(file), names, _ALIKE)
    yield from _misspelt("the environment", environment.keys() - names.keys(), _ALIKE_OUTSIDE)


def _misspelt(where: str, names: Iterable[str], alike: float) -> Iterator[str]:
    known = [name.upper() for name in Settings.model_fields]
    for name in sorted(names):
        near = get_close_matches(name.upper(), known, n=1, cutoff=alike)
        if near and name.upper() not in known:
            yield f"{where}: there is no setting {name}, and nothing reads it: did you mean {near[0]}?"


def bot_token(settings: Settings) -> str:
    """The token; SettingsError if there is none, or if it cannot be one."""
    if settings.telegram_bot_token is None:
        raise SettingsError(
            _explain("telegram_bot_token", "is not set: ask @BotFather for one and put it into .env")
        )
    token = settings.telegram_bot_token.get_secret_value().strip()
    if not re.fullmatch(WELL_FORMED, token):
        raise SettingsError(
            _explain("telegram_bot_token", "is not a token: copy it whole, like 123456:ABC-def")
        )
    return token


def secrets(settings: Settings) -> list[str]:
    """Everything in the settings that no log may show."""
    values = (getattr(settings, name) for name in type(settings).model_fields)
    return [value.get_secret_value().strip() for value in values if isinstance(value, SecretStr)]


_PLAIN: Mapping[str, str] = MappingProxyType(
    {
        "int_parsing": "must be a whole number",
        "float_parsing": "must be a number",
        "bool_parsing": "must be true or false",
        "greater_than_equal": "must be {ge:g} or more",
        "less_than_equal": "must be {le:g} or less",
        "finite_number": "must be a number",
        "literal_error": "must be {expected}",
    }
)
"""By what pydantic calls the problem. The value is not shown: it may be a secret in the wrong place."""


def _explain_problem(problem: ErrorDetails) -> str:
    plain = _PLAIN.get(problem["type"], "{msg}")
    shown = {"msg": problem["msg"], **problem.get("ctx", {})}
    return _explain(str(problem["loc"][0]), plain.format_map(shown))


def _explain(name: str, problem: str) -> str:
    return f"{name.upper()} {problem.removeprefix('Value error, ')}"


def others_may_read(file: Path) -> bool:
    """Whether others on this machine may read a file, such as the settings, with the token in them."""
    return file.is_file() and bool(file.stat().st_mode & 0o077)


def warn_of_readers(file: Path) -> None:
    """Say so if others may read the settings."""
    if others_may_read(file):
        _LOGGER.warning("others on this machine may read %s, with the token in it: chmod 600 %s", file, file)
