"""Where what people want is stored."""

from sqlalchemy import make_url
from sqlalchemy.exc import ArgumentError

from bot.settings import Settings, SettingsError
from bot.storage import Database

FILE = "bot.db"


def database(settings: Settings) -> Database:
    """The database of the settings; SettingsError if its address cannot be read."""
    if settings.database_url is None:
        return settings.data_dir / FILE
    try:
        return make_url(settings.database_url.get_secret_value())
    except (ArgumentError, ValueError):  # without it: it may hold the password
        raise SettingsError(
            "DATABASE_URL cannot be read: write postgresql+asyncpg://user:password@host/name"
        ) from None
