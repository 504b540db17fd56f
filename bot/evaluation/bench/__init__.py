"""Speed and load of the bot, bounded in count and time, on loopback only."""
