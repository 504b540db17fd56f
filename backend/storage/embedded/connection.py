"""A SQLite connection on which every index of mongoeco shares the two physical ones that all of them are.

mongoeco keeps the values of all indexed fields in two tables and gives each index a physical index of its own over the whole of
them, all with the same columns: with forty indexes each saved value was written forty times. Databases made before keep theirs.
It makes one more for each over the documents themselves, which no question it asks can use, and which had every saved document of
whatever collection taken apart forty times.
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
        if sql.startswith("CREATE INDEX ") and " ON documents (" in sql:
            sql = _NOTHING
        elif sql.startswith(("CREATE INDEX ", "DROP INDEX ")) and (SCALAR in sql or MULTIKEY in sql):
            sql = _NOTHING if sql.startswith("DROP") else _once(sql)
        elif _SCALARS_BY_DOCUMENT in sql:
            self._prepare()
        return super().execute(sql, *parameters)

    def _prepare(self):
        """What mongoeco does for one of the two tables when it starts, for the other too; and away with what serves nothing."""
        super().execute(
            f"CREATE INDEX IF NOT EXISTS {_MULTIKEYS_BY_DOCUMENT} ON multikey_entries (collection_id, storage_key)"
        )
        for (name,) in super().execute(_OVER_DOCUMENTS).fetchall():
            super().execute(f'DROP INDEX "{name}"')


_NOTHING = "SELECT 1"
_SCALARS_BY_DOCUMENT, _MULTIKEYS_BY_DOCUMENT = "idx_scalar_index_entries_storage", "idx_multikey_entries_storage"
_OVER_DOCUMENTS = "SELECT name FROM sqlite_master WHERE type = 'index' AND tbl_name = 'documents' AND sql IS NOT NULL"


def _once(sql: str) -> str:
    return sql if "IF NOT EXISTS" in sql else sql.replace("CREATE INDEX ", "CREATE INDEX IF NOT EXISTS ", 1)
