"""Judges the bot from outside: whole callers, dangers, first turns and acts, played against the real servers.

Run from the project's root in the web environment: `python -m bot.evaluation --help`.
"""
