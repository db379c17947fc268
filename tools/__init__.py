"""Commands that make files which the repository holds."""
