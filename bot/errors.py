"""The base of the errors that people can put right."""


class BotError(Exception):
    """Something that the person at the command line can put right; the message says how."""
