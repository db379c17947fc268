"""What the bot has just done in a chat, and what a short message means after that; pure, but for its store."""
