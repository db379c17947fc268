"""Tests of bot.dispatch."""
