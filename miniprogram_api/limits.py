"""How often one address may try what could be guessed at: (tries, window)."""

from datetime import timedelta

LOOKUPS = (60, timedelta(minutes=10))
CLAIMS = (60, timedelta(minutes=10))
VOICES = (60, timedelta(hours=1))
