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
    # What is wrong with it is not shown, nor is one shown later of which a part may be the password's.
    wrong = SettingsError(
        "DATABASE_URL cannot be read: write postgresql+asyncpg://user:password@host/name, "
        "with %40, %2F and %3A for @, / and : in the password"
    )
    written = settings.database_url.get_secret_value()
    try:
        url = make_url(written)
    except (ArgumentError, ValueError):
        raise wrong from None
    if written.count("@") > 1 or "@" in f"{url.host}{url.database}":
        raise wrong
    return url
