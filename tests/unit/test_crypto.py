"""Sealed values: unreadable without the key, unalterable, and still readable after a new key is put in front."""

import stat

import pytest

from backend.adapters.crypto import Keyring, UnreadableSecret, new_key_lines, read_or_make

LINES = new_key_lines()


def test_a_sealed_value_opens_again_and_is_never_sealed_alike():
    keys = Keyring(LINES)
    assert keys.open(keys.seal("13954478899")) == "13954478899"
    assert keys.seal("13954478899") != keys.seal("13954478899")


def test_an_altered_value_is_refused():
    keys = Keyring(LINES)
    sealed = keys.seal("13954478899")
    with pytest.raises(UnreadableSecret):
        keys.open(sealed[:-4] + ("AAAA" if sealed[-4:] != "AAAA" else "BBBB"))


def test_a_new_key_in_front_still_opens_what_the_old_one_sealed():
    old = Keyring(LINES)
    rotated = Keyring("k2:" + new_key_lines().splitlines()[0].split(":", 1)[1] + "\n" + LINES)
    sealed = old.seal("陈明亮")
    assert rotated.open(sealed) == "陈明亮"
    assert rotated.seal("陈明亮").split(".")[1] == "k2"
    with pytest.raises(UnreadableSecret):
        old.open(rotated.seal("陈明亮"))


def test_the_lookup_is_the_same_for_the_same_value_and_kind_only():
    keys = Keyring(LINES)
    assert keys.lookup("phone", "1") == keys.lookup("phone", "1") != keys.lookup("id", "1")
    assert keys.lookup("phone", "1") != Keyring(new_key_lines()).lookup("phone", "1")


def test_a_key_file_is_made_once_and_only_its_owner_reads_it(tmp_path):
    path = tmp_path / "keys" / "field_keys"
    assert read_or_make(path, "first") == read_or_make(path, "second") == "first"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
