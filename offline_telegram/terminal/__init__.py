"""A conversation with the bot in the terminal."""
