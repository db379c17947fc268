"""Updates that Telegram sends."""
