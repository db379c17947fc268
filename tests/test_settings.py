"""The settings."""

from pathlib import Path

import pytest

from bot.operations.doctor import State, own_files
from bot.settings import PROJECT, Settings, SettingsError, bot_token, read_settings, secrets, warn_of_readers

TOKEN = "123456:AA-bb_CC"


@pytest.fixture
def env_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where `.env` is for the moment."""
    file = tmp_path / ".env"
    monkeypatch.setitem(Settings.model_config, "env_file", file)
    return file


def test_defaults() -> None:
    """Nothing has to be set, but for the token, and only by those who need it."""
    settings = read_settings()
    assert settings.telegram_api_url == "https://api.telegram.org"
    assert settings.knowledge_dir == PROJECT / "knowledge"
    assert settings.log_level == "INFO"
    with pytest.raises(SettingsError, match="TELEGRAM_BOT_TOKEN is not set: ask @BotFather"):
        bot_token(settings)


def test_from_a_file(env_file: Path) -> None:
    """.env sets them: with comments, empty lines, quotes, and what others keep in it."""
    env_file.write_text(
        f"# The bot\nTELEGRAM_BOT_TOKEN={TOKEN}\n\nTELEGRAM_API_URL='http://localhost:8081/'\n"
        "KNOWLEDGE_DIR=\nLOG_LEVEL=DEBUG # for now\nSOMETHING_ELSE=1\n",
        encoding="utf-8",
    )
    settings = read_settings()
    assert bot_token(settings) == TOKEN
    assert settings.telegram_api_url == "http://localhost:8081"
    assert settings.knowledge_dir == PROJECT / "knowledge"
    assert settings.log_level == "DEBUG"


def test_the_environment_wins(env_file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A variable of the environment overrides the file."""
    env_file.write_text("LOG_LEVEL=ERROR\nTELEGRAM_API_URL=http://one", encoding="utf-8")
    monkeypatch.setenv("LOG_LEVEL", "WARNING")
    settings = read_settings()
    assert (settings.log_level, settings.telegram_api_url) == ("WARNING", "http://one")


def test_the_example(monkeypatch: pytest.MonkeyPatch) -> None:
    """A copy of .env.example, not yet filled in, changes no default."""
    before = read_settings()
    monkeypatch.setitem(Settings.model_config, "env_file", PROJECT / ".env.example")
    assert read_settings() == before


def test_everything_wrong_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each setting that is wrong gets a line that begins with its name."""
    monkeypatch.setenv("LOG_LEVEL", "LOUD")
    monkeypatch.setenv("TELEGRAM_API_URL", "api.telegram.org")
    with pytest.raises(SettingsError) as caught:
        read_settings()
    first, second = str(caught.value).splitlines()
    assert first == "TELEGRAM_API_URL is not a web address: write it like https://api.telegram.org"
    assert second == "LOG_LEVEL must be 'DEBUG', 'INFO', 'WARNING' or 'ERROR'"


@pytest.mark.parametrize(
    ("name", "written", "said"),
    [
        ("WEBHOOK_PORT", "http", "WEBHOOK_PORT must be a whole number"),
        ("WEBHOOK_PORT", "80.5", "WEBHOOK_PORT must be a whole number"),
        ("WEBHOOK_PORT", "0", "WEBHOOK_PORT must be 1 or more"),
        ("STATUS_PORT", "65536", "STATUS_PORT must be 65535 or less"),
        ("REMINDER_SPREAD_MINUTES", "three", "REMINDER_SPREAD_MINUTES must be a number"),
        ("REMINDER_SPREAD_MINUTES", "nan", "REMINDER_SPREAD_MINUTES must be 15 or less"),
        ("ALLOW_PAID_BROADCAST", "maybe", "ALLOW_PAID_BROADCAST must be true or false"),
        ("HTTP_CLIENT", "curl", "HTTP_CLIENT must be 'aiohttp' or 'httpx'"),
    ],
)
def test_plain_words(monkeypatch: pytest.MonkeyPatch, name: str, written: str, said: str) -> None:
    """What it must be; what is written is not shown, for it may be a secret."""
    monkeypatch.setenv(name, written)
    with pytest.raises(SettingsError) as caught:
        read_settings()
    assert str(caught.value) == said


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("TELEGRAM_BOT_TOKN", "TELEGRAM_BOT_TOKEN"),
        ("BOT_TOKEN", None),
        ("telegram_bot_token", None),
        ("ADMIN_CHAT_ID", "ADMIN_CHAT_IDS"),
        ("ADMIN_IDS", "ADMIN_CHAT_IDS"),
        ("KNOWLEDGE", "KNOWLEDGE_DIR"),
        ("WEBHOOK", "WEBHOOK_URL"),
        ("LOGLEVEL", "LOG_LEVEL"),
        ("export DATADIR", "DATA_DIR"),
        ("POSTGRES_PASSWORD", None),
        ("XDG_CACHE_HOME", None),
        ("HTTPS_PROXY", None),
    ],
)
def test_a_slip_in_a_name(
    env_file: Path, caplog: pytest.LogCaptureFixture, written: str, meant: str | None
) -> None:
    """A name that is nearly a setting's is pointed out, without its value; others may be somebody else's."""
    env_file.write_text(f"{written}=secret\n", encoding="utf-8")
    read_settings()
    name = written.removeprefix("export ")
    said = [f"{env_file}: there is no setting {name}, and nothing reads it: did you mean {meant}?"]
    assert caplog.messages == (said if meant else [])


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("ADMIN_CHAT_ID", "ADMIN_CHAT_IDS"),
        ("log_levl", "LOG_LEVEL"),
        ("XDG_DATA_DIRS", None),
        ("LOGNAME", None),
    ],
)
def test_a_slip_in_the_environment(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, written: str, meant: str | None
) -> None:
    """There, too, where a service has its settings from; only what is nearer, for there are other names."""
    monkeypatch.setenv(written, "secret")
    read_settings()
    said = [f"the environment: there is no setting {written}, and nothing reads it: did you mean {meant}?"]
    assert caplog.messages == (said if meant else [])


@pytest.mark.parametrize("url", ["ftp://a", "http://", "https:///x", "localhost:8081", "http://a b"])
def test_wrong_addresses(monkeypatch: pytest.MonkeyPatch, url: str) -> None:
    """An address that cannot be one is refused at start."""
    monkeypatch.setenv("TELEGRAM_API_URL", url)
    with pytest.raises(SettingsError, match="TELEGRAM_API_URL is not a web address"):
        read_settings()


@pytest.mark.parametrize("url", ["http://[::1]:8081", "https://me:pass@a.example/telegram"])
def test_unusual_addresses(monkeypatch: pytest.MonkeyPatch, url: str) -> None:
    """Whatever may be an address is tried."""
    monkeypatch.setenv("TELEGRAM_API_URL", url)
    assert read_settings().telegram_api_url == url


@pytest.mark.parametrize(
    "token", ["AAbb", "987654", "987654:", ":AA", "987654:AA bb", "12:A\nB", "<token>", "\uff11:A"]
)
def test_malformed_tokens(monkeypatch: pytest.MonkeyPatch, token: str) -> None:
    """What cannot be a token is refused, without showing it."""
    monkeypatch.setenv("TELEGRAM_BOT_TOKEN", token)
    with pytest.raises(SettingsError, match="TELEGRAM_BOT_TOKEN is not a token") as caught:
        bot_token(read_settings())
    assert token not in str(caught.value)


def test_spaces_around_the_token(monkeypatch: pytest.MonkeyPatch) -> None:
    """They come from copying, and do no harm."""
    monkeypatch.setenv("TELEGRAM_BOT_TOKEN", f" {TOKEN}\n")
    assert bot_token(read_settings()) == TOKEN


def test_the_token_is_not_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    """Printing the settings shows everything else."""
    monkeypatch.setenv("TELEGRAM_BOT_TOKEN", TOKEN)
    assert TOKEN not in repr(read_settings())
    assert TOKEN not in str(read_settings().model_dump())


@pytest.mark.parametrize(
    "url", ["https://bot.example.org/", "https://bot.example.org/a/b/", "http://127.0.0.1:8080"]
)
def test_a_webhook(monkeypatch: pytest.MonkeyPatch, url: str) -> None:
    """The address may have a path."""
    monkeypatch.setenv("WEBHOOK_URL", url)
    assert read_settings().webhook_url == url.rstrip("/")


@pytest.mark.parametrize(
    "url",
    ["bot.example.org", "https://bot.example.org/?x=1", "https://me:secret@bot.example.org", "https://a b"],
)
def test_no_webhook(monkeypatch: pytest.MonkeyPatch, url: str) -> None:
    """What nothing can be sent to is named."""
    monkeypatch.setenv("WEBHOOK_URL", url)
    with pytest.raises(SettingsError, match="WEBHOOK_URL is not a web address"):
        read_settings()


@pytest.mark.parametrize(
    ("written", "chats"),
    [("", set()), ("7", {7}), (" 123456789, -1001234567890 ", {123456789, -1001234567890}), ("7,7", {7})],
)
def test_admins(monkeypatch: pytest.MonkeyPatch, written: str, chats: set[int]) -> None:
    """Numbers with commas between them."""
    monkeypatch.setenv("ADMIN_CHAT_IDS", written)
    assert read_settings().admin_chat_ids == chats


@pytest.mark.parametrize("written", ["me", "@grace", "1;2", "1,", "1 2", "[1]", "1.5", "9" * 30])
def test_no_admins(monkeypatch: pytest.MonkeyPatch, written: str) -> None:
    """Anything else is refused, with an example."""
    monkeypatch.setenv("ADMIN_CHAT_IDS", written)
    with pytest.raises(SettingsError, match=r"ADMIN_CHAT_IDS must be numbers with commas .* 123456,654321"):
        read_settings()


def test_secrets(monkeypatch: pytest.MonkeyPatch) -> None:
    """Everything that is secret is known to be, for the logs to hide it."""
    monkeypatch.setenv("TELEGRAM_BOT_TOKEN", " 1:a-token ")
    monkeypatch.setenv("DATABASE_URL", "postgresql+asyncpg://bot:pw@host/name")
    assert set(secrets(read_settings())) == {"1:a-token", "postgresql+asyncpg://bot:pw@host/name"}


@pytest.mark.parametrize(("mode", "warns"), [(0o600, False), (0o644, True), (0o640, True)])
def test_settings_that_others_may_read(
    tmp_path: Path, mode: int, warns: bool, caplog: pytest.LogCaptureFixture
) -> None:
    """The token is in them."""
    file = tmp_path / ".env"
    file.write_text("TELEGRAM_BOT_TOKEN=1:x", encoding="utf-8")
    file.chmod(mode)
    warn_of_readers(file)
    assert ("chmod 600" in caplog.text) is warns
    assert (own_files(file).state is State.WARNING) is warns
    warn_of_readers(tmp_path / "none")
