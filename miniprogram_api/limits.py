"""How often one address (or everybody, at one case) may try what could be guessed at: (tries, window)."""

from datetime import timedelta

LOOKUPS = (60, timedelta(minutes=10))
CLAIMS = (60, timedelta(minutes=10))
# A query code has eight digits: however many addresses guess at one number, they guess slowly.
ONE_NUMBER = (30, timedelta(hours=1))
VOICES = (60, timedelta(hours=1))
