"""Tests, file by file as in bot/."""
