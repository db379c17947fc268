"""Tests of offline_telegram.web."""
