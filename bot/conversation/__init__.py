"""What the bot has just done in a chat, and what a short message means then; pure, but for its store."""
