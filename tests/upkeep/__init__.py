"""Tests of bot.upkeep."""
