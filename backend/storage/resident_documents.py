"""What the house keeps of residents themselves, beside their cases. Classes and indexes only: no logic."""

from mongoengine import BinaryField, BooleanField, DateTimeField, DictField, Document, IntField, StringField

from backend.storage.parts import Straight
from backend.storage.sealed import SealedField


class Resident(Document):
    """A person who signed in. What they told of themselves lies sealed; the two lookups find them again.

    `consents` mirrors the last word given for each purpose: {purpose: version}.
    """

    openid = SealedField()
    openid_lookup = StringField()
    phone = SealedField()
    phone_lookup = StringField()
    person = SealedField()
    household = SealedField()
    person_version = IntField(default=0)
    household_version = IntField(default=0)
    verified_at = DateTimeField()
    consents = DictField()
    created_at = DateTimeField(required=True)
    seen_at = DateTimeField(required=True)

    meta = {
        "collection": "residents",
        "auto_create_index": False,
        "indexes": [
            {"fields": ["openid_lookup"], "unique": True, "sparse": True},
            {"fields": ["phone_lookup"], "unique": True, "sparse": True},
            {"fields": ["seen_at"]},
        ],
    }


class ResidentSession(Straight, Document):
    """A signed-in phone or browser; `id` is the hash of the token it holds."""

    id = StringField(primary_key=True)
    resident = StringField(required=True)
    device = StringField()
    started_at = DateTimeField(required=True)
    seen_at = DateTimeField(required=True)

    meta = {
        "collection": "resident_sessions",
        "auto_create_index": False,
        "indexes": [{"fields": ["resident"]}, {"fields": ["seen_at"]}],
    }


class PhoneCode(Document):
    """The code last sent to a phone; `id` is the phone's HMAC, the code lies as an HMAC too."""

    id = StringField(primary_key=True)
    code_lookup = StringField()
    sent_at = DateTimeField()
    tries = IntField(default=0)

    meta = {"collection": "phone_codes", "auto_create_index": False, "indexes": [{"fields": ["sent_at"]}]}


class Tally(Document):
    """How often something was tried in one window of time."""

    id = StringField(primary_key=True)
    count = IntField(default=0)
    ends_at = DateTimeField()

    meta = {"collection": "tallies", "auto_create_index": False, "indexes": [{"fields": ["ends_at"]}]}


class ConsentGiven(Document):
    """One word for or against one purpose, never changed afterwards (PIPL 14, 15)."""

    resident = StringField(required=True)
    purpose = StringField(required=True)
    version = StringField(required=True)
    granted = BooleanField(required=True)
    at = DateTimeField(required=True)

    meta = {"collection": "consents", "auto_create_index": False, "indexes": [{"fields": ["resident", "at"]}]}


class ResidentMessage(Document):
    """What a resident reads in the program; `id` is the notice it carries, so it lies here once."""

    id = StringField(primary_key=True)
    resident = StringField(required=True)
    at = DateTimeField(required=True)
    title = StringField(required=True)
    says = SealedField(required=True)
    number = StringField()
    case_id = StringField()
    read_at = DateTimeField()

    meta = {"collection": "resident_messages", "auto_create_index": False, "indexes": [{"fields": ["resident", "at"]}]}


class Delivery(Document):
    """One notice to one party: claimed before it is sent, so that no crash and no second worker sends it again."""

    id = StringField(primary_key=True)
    notice = StringField(required=True)
    application = StringField(required=True)
    party = StringField(required=True)
    channel = StringField()
    state = StringField(required=True, choices=("sending", "sent", "failed", "unsure"))
    error = StringField()
    at = DateTimeField(required=True)

    meta = {
        "collection": "deliveries",
        "auto_create_index": False,
        "indexes": [{"fields": ["notice"]}, {"fields": ["state", "at"]}],
    }


class MessageGrant(Document):
    """Leave to send one message of one WeChat template: used once, then gone (`id` is resident, template and the key it came with)."""

    id = StringField(primary_key=True)
    resident = StringField(required=True)
    template = StringField(required=True)
    digest = StringField()
    granted_at = DateTimeField(required=True)
    used_at = DateTimeField()

    meta = {
        "collection": "message_grants",
        "auto_create_index": False,
        "indexes": [{"fields": ["resident", "template"]}],
    }


class PartialUpload(Document):
    """A photo on its way to a case, piece by piece."""

    resident = StringField(required=True)
    application = StringField(required=True)
    kind = StringField(required=True)
    size = IntField(required=True)
    received = IntField(default=0)
    attachment = StringField()
    created_at = DateTimeField(required=True)
    creation_key = StringField()
    creation_digest = StringField()

    meta = {
        "collection": "partial_uploads",
        "auto_create_index": False,
        "indexes": [{"fields": ["creation_key"], "unique": True, "sparse": True}, {"fields": ["created_at"]}],
    }


class UploadPiece(Document):
    """Some bytes of it; `id` is the upload and the offset."""

    id = StringField(primary_key=True)
    upload = StringField(required=True)
    offset = IntField(required=True)
    content = BinaryField(required=True)

    meta = {"collection": "upload_pieces", "auto_create_index": False, "indexes": [{"fields": ["upload", "offset"]}]}


class KeptAnswer(Document):
    """What a key was answered with, for acts that create nothing to keep the key on."""

    id = StringField(primary_key=True)
    digest = StringField(required=True)
    answer = StringField(required=True)
    at = DateTimeField(required=True)

    meta = {"collection": "kept_answers", "auto_create_index": False, "indexes": [{"fields": ["at"]}]}
