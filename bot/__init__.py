"""A Telegram bot that answers questions from a small, curated knowledge base."""

__version__ = "0.1.0"
