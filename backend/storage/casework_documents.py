"""What lies beside the case files: the ledger, what each household was promised in a year, public notices and bank batches."""

from mongoengine import DateTimeField, DictField, Document, IntField, ListField, StringField

from backend.storage.sealed import SealedField


class LedgerEntry(Document):
    """A posting as the county counts it; inserted once under the posting's own name, never changed."""

    id = StringField(primary_key=True)
    case = StringField(required=True)
    jurisdiction = StringField(required=True)
    household = StringField()
    scheme = StringField(required=True)
    kind = StringField(required=True)
    fen = IntField(required=True)
    year = IntField(required=True)
    on = StringField(required=True)
    at = DateTimeField(required=True)
    by = StringField(required=True)
    goods = StringField()
    quantity = IntField()

    meta = {
        "collection": "ledger_entries",
        "auto_create_index": False,
        "indexes": [{"fields": ["case"]}, {"fields": ["household", "at"]}, {"fields": ["jurisdiction", "year", "scheme"]}],
    }  # fmt: skip


class HouseholdMember(Document):
    """`id` is county and the HMAC of a person's number or phone; who shares a `household` shares its yearly caps."""

    id = StringField(primary_key=True)
    household = StringField(required=True)

    meta = {"collection": "household_members", "auto_create_index": False}


class HouseholdYear(Document):
    """Every promise to one household in one year; changed only by a replacement that is guarded by its version."""

    id = StringField(primary_key=True)
    household = StringField(required=True)
    year = IntField(required=True)
    items = ListField(DictField())
    changed_at = DateTimeField()
    version = IntField(default=0)

    meta = {"collection": "household_years", "auto_create_index": False, "indexes": [{"fields": ["household"]}]}


class PublicNotice(Document):
    """A notice as it is put up. It holds what the generator let through and no way back to the case but the number."""

    id = StringField(primary_key=True)
    case = StringField(required=True)
    jurisdiction = StringField(required=True)
    township = StringField()
    name = StringField(required=True)
    scheme = StringField(required=True)
    place = StringField(required=True)
    says = StringField(required=True)
    published_on = StringField(required=True)
    until = StringField(required=True)
    gone_on = StringField(required=True)

    meta = {"collection": "public_notices", "auto_create_index": False, "indexes": [{"fields": ["jurisdiction", "gone_on"]}]}  # fmt: skip

    @property
    def lines(self) -> list[str]:
        """As it hangs on the board."""
        return [
            f"{self.name}，{self.place}",
            f"{self.scheme}：{self.says}",
            f"公示期：{self.published_on} 至 {self.until}",
        ]


class Batch(Document):
    """One file for the bank; `lines` holds accounts and is sealed whole."""

    id = StringField(primary_key=True)
    jurisdiction = StringField(required=True)
    state = StringField(default="open", choices=("open", "exported", "read_back"))
    lines = SealedField()
    total = IntField(default=0)
    made_by = StringField(required=True)
    made_at = DateTimeField(required=True)
    exported_at = DateTimeField()
    read_back_at = DateTimeField()

    meta = {"collection": "batches", "auto_create_index": False, "indexes": [{"fields": ["jurisdiction", "made_at"]}]}

    @property
    def number(self) -> str:
        """The batch's number."""
        return self.id
