"""What the bot sends: reminders that are due, and everything else, within Telegram's limits."""
