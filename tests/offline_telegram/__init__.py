"""Tests of offline_telegram."""
