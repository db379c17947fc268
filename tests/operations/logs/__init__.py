"""Tests of bot.operations."""
