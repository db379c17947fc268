"""The offline Telegram in a browser: one page, and the Bot API over HTTP beside it."""
