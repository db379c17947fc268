"""The handlers, through the real application."""
