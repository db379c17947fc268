"""Tests of bot.status."""
