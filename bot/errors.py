"""The base of the errors that people can put right."""

from typing import ClassVar


class BotError(Exception):
    """Something that the person at the command line can put right; the message says how.

    `status` is the exit status of the command. Those above 1 tell a service manager that to start again does
    not help before somebody has done something: 65 an unusable database, 77 a token that Telegram does not
    know, 78 wrong settings.
    """

    status: ClassVar[int] = 1
