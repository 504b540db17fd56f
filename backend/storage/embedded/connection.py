"""A SQLite connection on which every index of mongoeco shares the two physical ones that all of them are.

mongoeco keeps the values of all indexed fields in two tables and gives each index a physical index of its own over the whole of
them, all with the same columns: with forty indexes each saved value was written forty times. Databases made before keep theirs.
"""

from mongoeco.engines._sqlite_connection import SQLiteConnection

SCALAR, MULTIKEY = "idx_shared_scalar_entries", "idx_shared_multikey_entries"
# The file is read through the connection's own cache: 64 MiB, where SQLite takes 2.
_CACHE = "PRAGMA cache_size = -65536"


class SharingConnection(SQLiteConnection):
    """Makes a shared index once and never drops it."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        super().execute(_CACHE)

    def execute(self, sql, *parameters):
        """As `sqlite3.Connection.execute`."""
        if sql.startswith(("CREATE INDEX ", "DROP INDEX ")) and (SCALAR in sql or MULTIKEY in sql):
            sql = _SHARED_ALREADY if sql.startswith("DROP") else _once(sql)
        return super().execute(sql, *parameters)


_SHARED_ALREADY = "SELECT 1"


def _once(sql: str) -> str:
    return sql if "IF NOT EXISTS" in sql else sql.replace("CREATE INDEX ", "CREATE INDEX IF NOT EXISTS ", 1)
