"""Fails when an upgrade of mongoeco moves the private parts that `patch.py` leans on."""

import asyncio
import copy
import inspect
import sqlite3
from datetime import UTC, datetime

import mongoeco
import pytest
from bson import Int64, ObjectId
from mongoeco.core.codec import DocumentCodec
from mongoeco.engines import SQLiteEngine, _sqlite_modify_ops, results, sqlite
from mongoeco.engines._sqlite_fast_paths import plan_fields

from backend.storage.embedded import connection, patch

WHOLE_COLLECTION_QUESTIONS = ("_field_is_top_level_array_in_collection", "_field_traverses_array_in_collection")


@pytest.fixture
def unpatched(monkeypatch):
    """mongoeco as it comes, put back after the test."""
    for name in ("_validate_document_against_unique_indexes", "_unique_index_uses_multikey_values"):
        monkeypatch.setattr(SQLiteEngine, name, getattr(SQLiteEngine, name))
    monkeypatch.setattr(SQLiteEngine, "_validate_document_against_unique_indexes", patch._check_unique)
    monkeypatch.setattr(SQLiteEngine, "_field_is_top_level_array_in_collection", patch._holds_array)
    monkeypatch.setattr(SQLiteEngine, "_field_contains_tagged_value_type_in_collection", patch._holds_tagged)
    monkeypatch.setattr(SQLiteEngine, "_sort_requires_python", patch._sorts_in_python)
    monkeypatch.setattr(SQLiteEngine, "_select_first_document_for_plan", patch._select_first)
    monkeypatch.setattr(SQLiteEngine, "capabilities", patch._capabilities)
    monkeypatch.setattr(SQLiteEngine, "_physical_scalar_index_name", patch._scalar_name)
    monkeypatch.setattr(SQLiteEngine, "_physical_multikey_index_name", patch._multikey_name)
    monkeypatch.setattr(sqlite, "_sqlite_append_change", patch._append_change)
    monkeypatch.setattr(sqlite, "SQLiteConnection", connection.SQLiteConnection)
    for module in (_sqlite_modify_ops, results):
        monkeypatch.setattr(module, "deepcopy", copy.deepcopy)
    monkeypatch.setattr(DocumentCodec, "encode", staticmethod(patch._encode))


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
    patch.spare_whole_reads()
    insert(tmp_path / "patched.sqlite")
    assert whole_reads == []


def test_unpatched_an_insert_still_reads_it_so_the_patch_is_still_needed(whole_reads, tmp_path):
    SQLiteEngine._validate_document_against_unique_indexes = patch._check_unique
    insert(tmp_path / "plain.sqlite")
    assert set(whole_reads) >= {"_id", WHOLE_COLLECTION_QUESTIONS[0]}


def replace_by_version(path) -> None:
    """A case saved as the storage saves it, then found by a mark in its list."""

    async def run():
        async with mongoeco.AsyncMongoClient(SQLiteEngine(str(path))) as client:
            found = client.ejiuzhu.applications
            case = {"_id": ObjectId(), "version": 1, "finds": ["BS1", "name:陈"]}
            await found.insert_one(case)
            assert await found.find({"version": 1}).sort([("urgency_rank", 1), ("waiting_since", 1)]).to_list() == [
                case
            ]
            saved = await found.replace_one({"_id": case["_id"], "version": 1}, case | {"version": 2})
            assert saved.modified_count == 1
            late = await found.replace_one({"_id": case["_id"], "version": 1}, case | {"version": 3})
            assert late.matched_count == 0
            assert await found.find_one({"finds": "name:陈"}) == case | {"version": 2}
            assert await found.find_one({"finds": {"$in": ["BS1"]}}) == case | {"version": 2}

    asyncio.run(run())


def test_patched_a_case_is_saved_and_found_without_asking_what_it_declares(unpatched, monkeypatch, tmp_path):
    asked = []
    monkeypatch.setattr(patch, "_holds_array", lambda *about: asked.append(about[3]))
    monkeypatch.setattr(patch, "_holds_tagged", lambda *about: asked.append(about[3]))
    monkeypatch.setattr(patch, "_sorts_in_python", lambda *about: about[4] and asked.append(about[4]))
    patch.spare_whole_reads()
    replace_by_version(tmp_path / "patched.sqlite")
    assert asked == []


def test_unpatched_every_save_reads_the_whole_collection_so_the_patch_is_still_needed(unpatched, monkeypatch, tmp_path):
    asked = set()
    for name in ("_field_is_top_level_array_in_collection", "_field_contains_tagged_value_type_in_collection"):
        ask = getattr(SQLiteEngine, name)
        monkeypatch.setattr(SQLiteEngine, name, lambda *about, ask=ask: asked.add(about[3]) or ask(*about))
    replace_by_version(tmp_path / "plain.sqlite")
    assert "version" in asked


def searches(monkeypatch, path) -> int:
    """How often a query over the whole collection was made while a case was put in and saved twice."""
    asked, ask = [], SQLiteEngine._compile_read_execution_plan

    def watched(self, *about, **options):
        if options.get("select_clause") == "storage_key, document" and {"_id"} < plan_fields(about[2].query_plan):
            asked.append(about)
        return ask(self, *about, **options)

    monkeypatch.setattr(SQLiteEngine, "_compile_read_execution_plan", watched)
    replace_by_version(path)
    return len(asked)


def test_patched_a_case_to_be_saved_is_taken_by_its_id(unpatched, monkeypatch, tmp_path):
    patch.spare_whole_reads()
    assert searches(monkeypatch, tmp_path / "patched.sqlite") == 0


def test_unpatched_it_is_searched_for_so_the_patch_is_still_needed(unpatched, monkeypatch, tmp_path):
    assert searches(monkeypatch, tmp_path / "plain.sqlite") == 2


def held_at_rest(path, asked: str) -> list[tuple]:
    with sqlite3.connect(path) as file:
        return file.execute(asked).fetchall()


def physical_indexes(path) -> list[str]:
    """Those over the values of indexed fields that mongoeco makes for an index of ours."""
    found = held_at_rest(path, "SELECT name FROM sqlite_master WHERE type = 'index' AND sql LIKE '%element_key%'")
    return sorted(name for (name,) in found)


def indexes_over(path, table: str) -> list[str]:
    """Those that somebody asked for, not the key's own."""
    asked = f"SELECT name FROM sqlite_master WHERE type = 'index' AND tbl_name = '{table}' AND sql IS NOT NULL"
    return [name for (name,) in held_at_rest(path, asked)]


def index_and_drop(path) -> None:
    """Three indexes, a case, one index gone again: the case is still found by the others."""

    async def run():
        async with mongoeco.AsyncMongoClient(SQLiteEngine(str(path))) as client:
            found = client.ejiuzhu.applications
            for field in ("number", "resident", "finds"):
                await found.create_index(field)
            case = {"_id": ObjectId(), "number": "BS1", "resident": "r", "finds": ["BS0", "name:王"]}
            await found.insert_one(case)
            await found.drop_index("resident_1")
            for wanted in ({"number": "BS1"}, {"resident": "r"}, {"finds": "name:王"}):
                assert await found.find_one(wanted) == case

    asyncio.run(run())


def test_patched_all_indexes_share_two_physical_ones_and_no_change_is_kept(unpatched, tmp_path):
    patch.spare_whole_reads()
    index_and_drop(tmp_path / "patched.sqlite")
    assert physical_indexes(tmp_path / "patched.sqlite") == [connection.MULTIKEY, connection.SCALAR]
    assert held_at_rest(tmp_path / "patched.sqlite", "SELECT count(*) FROM change_outbox_identities") == [(0,)]
    assert indexes_over(tmp_path / "patched.sqlite", "documents") == []
    assert connection._MULTIKEYS_BY_DOCUMENT in indexes_over(tmp_path / "patched.sqlite", "multikey_entries")


def test_unpatched_each_index_has_its_own_and_each_change_is_kept_so_the_patch_is_still_needed(unpatched, tmp_path):
    index_and_drop(tmp_path / "plain.sqlite")
    assert len(physical_indexes(tmp_path / "plain.sqlite")) > 2
    assert held_at_rest(tmp_path / "plain.sqlite", "SELECT count(*) FROM change_outbox_identities") == [(1,)]
    assert len(indexes_over(tmp_path / "plain.sqlite", "documents")) == 2
    assert connection._MULTIKEYS_BY_DOCUMENT not in indexes_over(tmp_path / "plain.sqlite", "multikey_entries")


def test_a_database_made_before_the_patch_is_served_and_loses_the_indexes_over_its_documents(unpatched, tmp_path):
    index_and_drop(tmp_path / "old.sqlite")
    patch.spare_whole_reads()
    insert(tmp_path / "old.sqlite")
    replace_by_version(tmp_path / "old.sqlite")
    assert indexes_over(tmp_path / "old.sqlite", "documents") == []


def test_a_document_is_encoded_as_mongoeco_encodes_it():
    document = {
        "_id": ObjectId(), "at": datetime(2026, 11, 23, 8, tzinfo=UTC), "n": 1, "big": 1 << 40, "int64": Int64(1), "yes": True,
        "none": None, "part": [1.5, {"a": ["b", {"$mongoeco": {"type": "x", "value": 1}}]}, [b"x"]],
    }  # fmt: skip
    assert patch._encode_once(document) == patch._encode(document)
    with pytest.raises(TypeError, match="keys must be strings"):
        patch._encode_once({"a": {1: "b"}})


def test_a_document_is_copied_through_and_through():
    document = {"_id": ObjectId(), "at": datetime(2026, 11, 23, tzinfo=UTC), "parts": [{"a": ["b", None, 1.5, b"x"]}]}
    copied = patch._copy_document(document)
    assert copied == document
    copied["parts"][0]["a"].append("c")
    assert document["parts"][0]["a"] == ["b", None, 1.5, b"x"]
