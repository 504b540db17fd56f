"""Fails when an upgrade of mongoeco moves the private parts that `patch.py` leans on."""

import asyncio
import inspect

import mongoeco
import pytest
from bson import ObjectId
from mongoeco.engines import SQLiteEngine

from backend.storage.embedded import patch

WHOLE_COLLECTION_QUESTIONS = ("_field_is_top_level_array_in_collection", "_field_traverses_array_in_collection")


@pytest.fixture
def unpatched(monkeypatch):
    """mongoeco as it comes, put back after the test."""
    for name in ("_validate_document_against_unique_indexes", "_unique_index_uses_multikey_values"):
        monkeypatch.setattr(SQLiteEngine, name, getattr(SQLiteEngine, name))
    monkeypatch.setattr(SQLiteEngine, "_validate_document_against_unique_indexes", patch._check_unique)


@pytest.fixture
def whole_reads(unpatched, monkeypatch) -> list[str]:
    """What reads the whole collection while a document is put in."""
    seen = []
    check = patch._check_unique

    def watched_check(self, *arguments, **options):
        if options.get("scan_payload_id"):
            seen.append("_id")
        return check(self, *arguments, **options)

    monkeypatch.setattr(patch, "_check_unique", watched_check)
    for name in WHOLE_COLLECTION_QUESTIONS:
        ask = getattr(SQLiteEngine, name)

        def watched(self, *arguments, ask=ask, name=name):
            seen.append(name)
            return ask(self, *arguments)

        monkeypatch.setattr(SQLiteEngine, name, watched)
    return seen


def insert(path) -> None:
    """Two cases under one unique number: the second must be refused."""

    async def run():
        async with mongoeco.AsyncMongoClient(SQLiteEngine(str(path))) as client:
            await client.ejiuzhu.cases.create_index("number", unique=True, sparse=True)
            await client.ejiuzhu.cases.insert_one({"_id": ObjectId(), "number": "BS1"})
            with pytest.raises(mongoeco.errors.DuplicateKeyError):
                await client.ejiuzhu.cases.insert_one({"_id": ObjectId(), "number": "BS1"})

    asyncio.run(run())


def test_the_patched_parts_still_take_what_we_give_them():
    assert "scan_payload_id" in inspect.signature(patch._check_unique).parameters
    assert callable(SQLiteEngine._array_paths_for_index_field)


def test_patched_no_insert_reads_the_whole_collection(whole_reads, tmp_path):
    patch.speed_up_inserts()
    insert(tmp_path / "patched.sqlite")
    assert whole_reads == []


def test_unpatched_an_insert_still_reads_it_so_the_patch_is_still_needed(whole_reads, tmp_path):
    SQLiteEngine._validate_document_against_unique_indexes = patch._check_unique
    insert(tmp_path / "plain.sqlite")
    assert set(whole_reads) >= {"_id", WHOLE_COLLECTION_QUESTIONS[0]}
