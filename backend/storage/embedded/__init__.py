"""The embedded default database: mongoeco (SQLite underneath) speaking the MongoDB wire protocol, as its own process.

For a trial, a demo and the tests: some thousands of cases. Above that, set `EJIUZHU_MONGODB_URI` to a real MongoDB.
"""
