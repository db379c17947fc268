"""Tests of bot.local."""
