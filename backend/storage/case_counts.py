"""How many cases lie where: one question for all the lanes of a worklist."""

from collections.abc import Mapping

from backend.domain.people import Actor
from backend.storage.cases import place_of
from backend.storage.documents import Application


def active_by_urgency_and_assignee(actor: Actor, today: str) -> list[Mapping[str, object]]:
    """Rows `{"_id": {"urgency", "assignee"}, "many", "late"}` over the active cases of the actor's region."""
    late = {"$and": [{"$gt": ["$due_on", ""]}, {"$lt": ["$due_on", today]}]}
    group = {
        "_id": {"urgency": "$urgency", "assignee": "$assignee"}, "many": {"$sum": 1},
        "late": {"$sum": {"$cond": [late, 1, 0]}},
    }  # fmt: skip
    return list(Application.objects(place_of(actor), active=True).aggregate([{"$group": group}]))
