"""What lies in the database. Classes and indexes only: no logic.

A case is one document, changed by one atomic replacement that is guarded by its version; what must go out with a change
(notices) and what must be provable (events) therefore lies inside it.
"""

from mongoengine import (
    BooleanField,
    DateTimeField,
    DictField,
    Document,
    FileField,
    FloatField,
    IntField,
    ListField,
    StringField,
)

from backend.storage.parts import Part, Parts, Straight
from backend.storage.sealed import SealedField


class FieldOnFile(Part):
    """One answer with its provenance; `history` holds the values that stood here before, sealed like the value."""

    name = StringField(required=True)
    value = SealedField(required=True)
    source = StringField(required=True, choices=("bot", "resident", "caseworker", "feed"))
    said = SealedField()
    confidence = FloatField()
    low = IntField()
    high = IntField()
    written_by = StringField()
    written_at = DateTimeField()
    confirmed_by = StringField()
    confirmed_at = DateTimeField()
    history = SealedField()


class Event(Part):
    """One link of the audit chain; `hash` covers everything in it and the hash before."""

    seq = IntField(required=True)
    at = DateTimeField(required=True)
    actor = StringField(required=True)
    actor_name = StringField()
    role = StringField(required=True)
    action = StringField(required=True)
    changes = DictField()
    note = StringField()
    previous = StringField()
    hash = StringField(required=True)


class Notice(Part):
    """One message owed to somebody, written with the change that causes it and sent by the worker."""

    id = StringField(required=True)
    event = StringField(required=True)
    recipient = StringField()
    phone = SealedField()
    says = StringField(required=True)
    state = StringField(default="pending", choices=("pending", "sent", "failed", "dead"))
    channel = StringField()
    attempts = IntField(default=0)
    next_at = DateTimeField()
    sent_at = DateTimeField()
    error = StringField()


class Attached(Part):
    """A photo or paper of the case; the bytes lie in GridFS under `file_id`."""

    id = StringField(required=True)
    kind = StringField(required=True)
    content_type = StringField(required=True)
    size = IntField(required=True)
    file_id = StringField(required=True)
    added_by = StringField()
    added_at = DateTimeField()


class Posting(Part):
    """One line of money, only ever added; copied to the ledger after the case is saved."""

    id = StringField(required=True)
    kind = StringField(required=True)
    fen = IntField(required=True)
    on = StringField(required=True)
    year = IntField(required=True)
    at = DateTimeField(required=True)
    by = StringField(required=True)
    scheme = StringField(required=True)
    goods = StringField()
    quantity = IntField()
    note = StringField()


class Payment(Part):
    """One transfer of what is owed; a refusal by the bank makes it due again and stays readable in `refused`."""

    id = StringField(required=True)
    fen = IntField(required=True)
    state = StringField(default="due", choices=("due", "in_batch", "paid"))
    batch = StringField()
    refused = StringField()
    paid_on = StringField()
    receipt = StringField()


class ReferralSlip(Part):
    """A part of the case that another department should do; its sender owns it until the receiver accepts."""

    number = StringField(required=True)
    department = StringField(required=True)
    asks = StringField(required=True)
    state = StringField(default="sent", choices=("sent", "accepted", "refused", "answered"))
    due_on = StringField(required=True)
    sent_by = StringField(required=True)
    sent_at = DateTimeField(required=True)
    received_by = StringField()
    received_at = DateTimeField()
    right_department = StringField()
    reason = StringField()
    says = SealedField()
    answered_at = DateTimeField()


class Application(Straight, Document):
    """The case file. Columns beside `fields` are what lists, searches and queues need; they follow the fields on every save."""

    number = StringField()
    query_code = SealedField()
    query_code_lookup = StringField()
    origin_key = StringField()
    filing_key = StringField()
    filing_digest = StringField()
    provisional_number = StringField()
    conversation = StringField()
    resident = StringField()
    filed_by = StringField()

    jurisdiction = StringField(required=True)
    township = StringField()
    village = StringField()
    channel = StringField(required=True)
    scheme = StringField(default="temporary_assistance")
    state = StringField(required=True)
    active = BooleanField(default=True)
    urgency = StringField(default="normal")
    urgency_rank = IntField(default=2)
    waiting_since = DateTimeField()
    due_on = StringField()
    applicant_name = StringField()
    category = StringField()
    assignee = StringField()
    finds = ListField(StringField())

    fields = Parts(FieldOnFile)
    skipped = DictField()
    attachments = Parts(Attached)
    events = Parts(Event)
    outbox = Parts(Notice)
    outbox_due_at = DateTimeField()
    work = DictField()
    # What was written at each step (visit, appraisal, review, decision …), by the step's name; sealed, for it names illnesses.
    papers = SealedField()
    postings = Parts(Posting)
    payments = Parts(Payment)
    slips = Parts(ReferralSlip)
    household = StringField()
    handled_in = StringField()
    unposted = BooleanField()

    demo = BooleanField()
    created_at = DateTimeField(required=True)
    submitted_at = DateTimeField()
    updated_at = DateTimeField()
    version = IntField(default=0)

    meta = {
        "collection": "applications",
        "auto_create_index": False,
        "indexes": [
            {"fields": ["number"], "unique": True, "sparse": True},
            {"fields": ["origin_key"], "unique": True, "sparse": True},
            {"fields": ["filing_key"], "unique": True, "sparse": True},
            {"fields": ["provisional_number"], "sparse": True},
            {"fields": ["jurisdiction", "active", "urgency_rank", "waiting_since"]},
            {"fields": ["jurisdiction", "state", "urgency_rank", "waiting_since"]},
            {"fields": ["jurisdiction", "township", "active", "urgency_rank", "waiting_since"]},
            {"fields": ["finds"]},
            {"fields": ["resident", "created_at"], "sparse": True},
            {"fields": ["outbox_due_at"], "sparse": True},
            {"fields": ["active", "due_on"]},
            {"fields": ["unposted"], "sparse": True},
        ],
    }


class Turn(Part):
    """One thing said, sealed: people say their numbers aloud."""

    seq = IntField(required=True)
    at = DateTimeField(required=True)
    who = StringField(required=True, choices=("caller", "bot", "operator"))
    text = SealedField(required=True)


class Conversation(Document):
    """A call or chat as the bot last told it; becomes an unfinished application when the caller falls silent."""

    id = StringField(primary_key=True)
    jurisdiction = StringField(required=True)
    channel = StringField(required=True)
    draft = IntField(default=1)
    state = StringField(default="live", choices=("live", "closed", "kept", "filed"))
    caller_phone = SealedField()
    form = SealedField()
    provenance = SealedField()
    skipped = DictField()
    urgency = StringField()
    told = BooleanField(default=False)
    turns = Parts(Turn)
    operator = StringField()
    application = StringField()
    started_at = DateTimeField(required=True)
    last_heard_at = DateTimeField(required=True)
    version = IntField(default=0)

    meta = {
        "collection": "conversations",
        "auto_create_index": False,
        "indexes": [{"fields": ["state", "told", "last_heard_at"]}, {"fields": ["jurisdiction", "last_heard_at"]}],
    }


class Alert(Document):
    """Danger to life, heard on a call: on top of every console of the county until somebody takes it."""

    jurisdiction = StringField(required=True)
    channel = StringField()
    conversation = StringField()
    kind = StringField(required=True)
    words = SealedField()
    phone = SealedField()
    raised_at = DateTimeField(required=True)
    open = BooleanField(default=True)
    taken_by = StringField()
    taken_at = DateTimeField()
    outcome = StringField()
    creation_key = StringField()
    creation_digest = StringField()

    meta = {
        "collection": "alerts",
        "auto_create_index": False,
        "indexes": [
            {"fields": ["creation_key"], "unique": True, "sparse": True},
            {"fields": ["jurisdiction", "open", "raised_at"]},
        ],
    }


class Task(Document):
    """Something a person must do that is not a step of a case: call back, take a call over, look at a complaint."""

    jurisdiction = StringField(required=True)
    kind = StringField(
        required=True, choices=("callback", "handoff", "complaint", "escalation", "refused_letter", "undelivered")
    )
    channel = StringField()
    number = StringField()
    conversation = StringField()
    application = StringField()
    reason = StringField()
    text = SealedField()
    phone = SealedField()
    for_role = StringField()
    due_at = DateTimeField()
    open = BooleanField(default=True)
    done_by = StringField()
    done_at = DateTimeField()
    outcome = StringField()
    created_at = DateTimeField(required=True)
    creation_key = StringField()
    creation_digest = StringField()

    meta = {
        "collection": "tasks",
        "auto_create_index": False,
        "indexes": [
            {"fields": ["creation_key"], "unique": True, "sparse": True},
            {"fields": ["jurisdiction", "open", "due_at"]},
            {"fields": ["application"], "sparse": True},
        ],
    }


class Staff(Document):
    """A member of staff and the region they answer for."""

    username = StringField(primary_key=True)
    name = StringField(required=True)
    role = StringField(required=True)
    jurisdiction = StringField(required=True)
    townships = ListField(StringField())
    villages = ListField(StringField())
    department = StringField()
    password_hash = StringField(required=True)
    relatives = ListField(StringField())
    failures = IntField(default=0)
    locked_until = DateTimeField()
    active = BooleanField(default=True)
    demo = BooleanField()

    meta = {"collection": "staff", "auto_create_index": False, "indexes": [{"fields": ["jurisdiction", "role"]}]}


class StaffSession(Document):
    """A signed-in browser or program; `id` is the hash of the token it holds."""

    id = StringField(primary_key=True)
    username = StringField(required=True)
    started_at = DateTimeField(required=True)
    seen_at = DateTimeField(required=True)

    meta = {"collection": "staff_sessions", "auto_create_index": False, "indexes": [{"fields": ["username"]}]}


class AuditEvent(Document):
    """What happened outside a case's own chain (signing in, revealing a number, exporting); one chain a stream."""

    stream = StringField(required=True)
    seq = IntField(required=True)
    at = DateTimeField(required=True)
    actor = StringField(required=True)
    actor_name = StringField()
    role = StringField(required=True)
    action = StringField(required=True)
    changes = DictField()
    note = StringField()
    previous = StringField()
    hash = StringField(required=True)

    meta = {
        "collection": "audit_events",
        "auto_create_index": False,
        "indexes": [{"fields": ["stream", "seq"], "unique": True}, {"fields": ["actor", "at"]}],
    }


class StoredFile(Document):
    """The bytes of an attachment, in GridFS."""

    content = FileField(collection_name="attachments")
    content_type = StringField(required=True)

    meta = {"collection": "stored_files", "auto_create_index": False}


class Counter(Document):
    """A number that only grows."""

    id = StringField(primary_key=True)
    value = IntField(default=0)

    meta = {"collection": "counters", "auto_create_index": False}
