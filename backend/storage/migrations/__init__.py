"""Numbered changes to the database, each run once, in order, at start (`flask ejz migrate`)."""

import importlib
import pkgutil
from datetime import UTC, datetime

from pymongo.database import Database
from pymongo.errors import DuplicateKeyError


def run_pending(database: Database) -> list[str]:
    """Run what has not run here yet and return the names; two at once are settled by the record's own key."""
    done = []
    for name in sorted(module.name for module in pkgutil.iter_modules(__path__)):
        if database["migrations"].find_one({"_id": name, "finished_at": {"$exists": True}}):
            continue
        importlib.import_module(f"{__name__}.{name}").apply(database)
        _record(database, name)
        done.append(name)
    return done


def _record(database: Database, name: str) -> None:
    """Every migration may run twice without harm; the record only saves the second run."""
    try:
        database["migrations"].insert_one({"_id": name, "finished_at": datetime.now(UTC)})
    except DuplicateKeyError:
        return
