"""Secrets that no log, error or file may have: `tests/leaks.py` looks for them everywhere."""

TOKEN = "1:AAGm0leWh1skers-Never_InAnyLogOrFile"
"""Of the bot that the tests talk to."""
PASSWORD = "p4ss/Marmalade@Otter"
"""Of a database that there is not."""
