"""Every setting, from the environment or a .env file, validated at start."""

import re
from pathlib import Path
from typing import Annotated, Literal

from pydantic import AfterValidator, Field, SecretStr, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from bot.errors import BotError

PROJECT = Path(__file__).parent.parent
WELL_FORMED = r"[0-9]+:[A-Za-z0-9_-]+"


class SettingsError(BotError):
    """A setting is missing or wrong; the message names it and says what to do."""


def _web_address(url: str) -> str:
    if not re.fullmatch(r"https?://[^\s/?#]+\S*", url):
        raise ValueError("is not a web address: write it like https://api.telegram.org")
    return url.rstrip("/")


def _postgresql(url: SecretStr | None) -> SecretStr | None:
    if url and not re.fullmatch(r"postgresql\+asyncpg://\S+", url.get_secret_value()):
        raise ValueError(
            "is not the address of a database: write postgresql+asyncpg://user:password@host/name"
        )
    return url


class Settings(BaseSettings):
    """The settings; each is an environment variable of the same name in capitals."""

    model_config = SettingsConfigDict(
        env_file=PROJECT / ".env", extra="ignore", frozen=True, env_ignore_empty=True
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
        default=PROJECT / "knowledge",
        description="The folder with the entries.",
    )
    data_dir: Path = Field(
        default=PROJECT / "data",
        description="The folder for the database: who wants to be reminded, and when.",
    )
    database_url: Annotated[SecretStr | None, AfterValidator(_postgresql)] = Field(
        default=None,
        description="A PostgreSQL database in place of the file: postgresql+asyncpg://user:password@host/name.",
    )
    reminder_spread_minutes: Annotated[float, Field(ge=0, le=15)] = Field(
        default=3,
        description="How long after its time a reminder may come, so that not all come at once.",
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
    try:
        return Settings()
    except ValidationError as error:
        lines = (_explain(str(problem["loc"][0]), problem["msg"]) for problem in error.errors())
        raise SettingsError("\n".join(lines)) from error


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


def _explain(name: str, problem: str) -> str:
    return f"{name.upper()} {problem.removeprefix('Value error, ')}"
