"""Handle an update once, whichever processes it is delivered to, and however often."""

import asyncio
import logging
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress
from http import HTTPStatus

from sqlalchemy.exc import SQLAlchemyError
from telegram import Update

from bot.storage import Claims, Turn
from bot.storage.claims import LEASE

_RENEWED_EVERY = LEASE.total_seconds() / 3
_DATABASE_ERRORS = (OSError, SQLAlchemyError)

_LOGGER = logging.getLogger(__name__)


async def handle_once(
    claims: Claims | None, update: Update, handle: Callable[[Update], Awaitable[None]]
) -> HTTPStatus:
    """Handle an update if it is this process's turn; returns what to answer. Raises nothing.

    Without claims, in the only process, whatever handles updates knows which it has seen. When the claims
    cannot be asked, an answer that may come twice is better than none.
    """
    number = update.update_id
    try:
        turn = await claims.take(number) if claims else Turn.OURS
    except _DATABASE_ERRORS as error:
        _LOGGER.warning("whether another process handles an update is not known: %s", error)
        turn = Turn.OURS
    if turn is not Turn.OURS:
        return HTTPStatus.OK if turn is Turn.NOBODYS else HTTPStatus.SERVICE_UNAVAILABLE
    try:
        async with _held(claims, number):
            await handle(update)
    except Exception:
        _LOGGER.exception("an update could not be handled, and will be delivered again")
        if claims:
            with suppress(*_DATABASE_ERRORS):
                await claims.give_back(number)
        return HTTPStatus.INTERNAL_SERVER_ERROR
    if claims:
        await _settle(claims, number)
    return HTTPStatus.OK


async def _settle(claims: Claims, number: int) -> None:
    try:
        await claims.settle(number)
    except _DATABASE_ERRORS as error:
        _LOGGER.warning("an update has been handled, which could not be noted: %s", error)


@asynccontextmanager
async def _held(claims: Claims | None, number: int) -> AsyncIterator[None]:
    """Keep a claim for as long as it takes."""
    renewing = asyncio.create_task(_renew(claims, number)) if claims else None
    try:
        yield
    finally:
        if renewing:
            renewing.cancel()


async def _renew(claims: Claims, number: int) -> None:
    while True:
        await asyncio.sleep(_RENEWED_EVERY)
        with suppress(*_DATABASE_ERRORS):
            await claims.renew(number)
