"""Bots of other libraries, and what they have asked for."""
