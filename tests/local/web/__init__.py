"""Tests of bot.local.web."""
