"""A Telegram bot that answers questions from a small, curated knowledge base."""
