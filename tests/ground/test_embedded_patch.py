"""Fails when an upgrade of mongoeco moves the private part that `patch.py` leans on."""

import asyncio
import inspect

import mongoeco
import pytest
from bson import ObjectId
from mongoeco.engines import SQLiteEngine

from backend.storage.embedded import patch


def test_the_patched_check_still_takes_the_option_we_set():
    assert "scan_payload_id" in inspect.signature(patch._check_unique).parameters


def test_no_insert_scans_the_collection_for_its_own_id(monkeypatch, tmp_path):
    scans = []
    check = patch._check_unique

    def watched(self, *arguments, **options):
        scans.append(options.get("scan_payload_id", False))
        return check(self, *arguments, **options)

    monkeypatch.setattr(patch, "_check_unique", watched)
    monkeypatch.setattr(SQLiteEngine, "_validate_document_against_unique_indexes", check)
    patch.speed_up_inserts()

    async def insert():
        engine = SQLiteEngine(str(tmp_path / "patched.sqlite"))
        async with mongoeco.AsyncMongoClient(engine) as client:
            await client.ejiuzhu.cases.create_index("number", unique=True)
            await client.ejiuzhu.cases.insert_one({"_id": ObjectId(), "number": 1})
            with pytest.raises(mongoeco.errors.DuplicateKeyError):
                await client.ejiuzhu.cases.insert_one({"_id": ObjectId(), "number": 1})

    asyncio.run(insert())
    assert scans, "inserts no longer pass through the patched check: is the patch still needed?"
    assert not any(scans)
