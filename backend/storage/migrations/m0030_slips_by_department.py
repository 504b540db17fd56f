"""Cases with a slip are found by its department, so that a liaison sees their own."""

from pymongo.database import Database


def apply(database: Database) -> None:
    """Write the mark that saving a case writes from now on."""
    for case in database["applications"].find({"slips.number": {"$exists": True}}, {"slips": 1, "finds": 1}):
        marks = {f"slips-for:{slip['department']}" for slip in case["slips"] if slip.get("state") != "refused"}
        finds = sorted({*case.get("finds", ()), *marks})
        database["applications"].update_one({"_id": case["_id"]}, {"$set": {"finds": finds}})
