"""Reminders at a person's own local times."""
