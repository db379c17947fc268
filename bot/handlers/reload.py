"""What admins can do about the knowledge."""

from telegram import Update

from bot.handlers.deliver import send
from bot.handlers.services import Context, Services
from bot.upkeep import Broken
from bot.views.upkeep import broken_screen, renewed_screen, unchanged_screen


async def reload(services: Services, update: Update, _: Context) -> None:
    """/reload: read the files at once, and say what came of it."""
    message = update.effective_message
    if message is None:
        return
    latest = services.library.latest
    reading = await services.library.read()
    if isinstance(reading, Broken):
        await send(message, broken_screen(reading.problems))
    elif reading.changes or reading.mended:
        await send(message, renewed_screen(reading.changes, mended=reading.mended))
    else:
        await send(message, unchanged_screen(latest))
