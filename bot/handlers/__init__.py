"""Telegram handlers, one file per topic of conversation: parse, call, render."""
