"""What a caller said cannot be read from the files on disk."""

from __future__ import annotations

import asyncio
import base64

import pytest
from actions import sealing
from actions.office import letter
from actions.outbox import Outbox
from components.tracker_store import SealedTrackerStore
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import SlotSet, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

PHONE = "13954478899"


def every_byte(folder) -> bytes:
    return b"".join(path.read_bytes() for path in folder.iterdir() if path.is_file())


def test_the_outbox_on_disk_holds_no_phone_in_the_clear(tmp_path):
    outbox = Outbox(tmp_path / "outbox.sqlite")
    snapshot = letter("snapshot", "c", "c", "/conversations/c", {"form": {"applicant": {"phone": PHONE}}}, "PUT")
    outbox.put_turns(snapshot, [(1, "2026-11-23T10:00:00+08:00", "caller", f"我的电话{PHONE}")])
    assert PHONE.encode() not in every_byte(tmp_path)
    assert outbox.turns_of("c")[0]["text"] == f"我的电话{PHONE}"
    assert outbox.find("c").body["form"]["applicant"]["phone"] == PHONE


def test_the_tracker_store_on_disk_holds_no_phone_in_the_clear(tmp_path):
    store = SealedTrackerStore(domain=Domain.empty(), db=str(tmp_path / "tracker.sqlite"))
    said = [UserUttered(f"我的电话{PHONE}"), SlotSet("state", {"phone": PHONE})]
    asyncio.run(store.save(DialogueStateTracker.from_events("c", said)))
    assert PHONE.encode() not in every_byte(tmp_path)
    kept = asyncio.run(store.retrieve("c"))
    assert kept.latest_message.text == f"我的电话{PHONE}"


def test_another_key_does_not_open_it(monkeypatch):
    sealed = sealing.seal("话")
    monkeypatch.setenv("EJIUZHU_BOT_KEY", base64.b64encode(bytes([1]) * 32).decode())
    sealing._cipher.cache_clear()
    with pytest.raises(sealing.Unreadable):
        sealing.unseal(sealed)
    sealing._cipher.cache_clear()


def test_bot_and_action_server_starting_together_find_one_key(tmp_path):
    path = tmp_path / "keys" / "bot_key"
    assert sealing._key_file(path) == sealing._key_file(path)
    assert path.stat().st_mode & 0o077 == 0
