"""Telegram handlers, a file a topic of conversation: parse, call, render."""
