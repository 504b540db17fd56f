"""Photos in pieces."""

import io

from PIL import Image

from backend.storage.resident_documents import UploadPiece
from tests.miniprogram.phone import DOOR, Phone, photo


def begin(phone, case_id, size, kind="id_card", key=None):
    return phone.post(f"/applications/{case_id}/uploads", {"kind": kind, "size": size}, key)


def test_a_photo_in_pieces_becomes_one_attachment(phone):
    case_id = phone.begin().json["id"]
    done = phone.send_photo(case_id, photo((800, 600)), piece=100_000)
    assert done.json["attachment"]["kind_name"] == "身份证"
    assert len(phone.get(f"/applications/{case_id}").json["attachments"]) == 1
    assert UploadPiece.objects.count() == 0


def test_after_a_break_it_goes_on_where_it_stopped(phone):
    case_id, content = phone.begin().json["id"], photo((800, 600))
    upload = begin(phone, case_id, len(content)).json
    phone.send_piece(upload["id"], 0, content[:50_000])
    stopped_at = phone.get(f"/uploads/{upload['id']}").json["received"]
    assert stopped_at == 50_000
    done = phone.send_piece(upload["id"], stopped_at, content[stopped_at:])
    assert done.json["attachment"]


def test_a_piece_sent_twice_is_there_once(phone):
    case_id, content = phone.begin().json["id"], photo((800, 600))
    upload = begin(phone, case_id, len(content)).json
    for _ in range(2):
        assert phone.send_piece(upload["id"], 0, content[:50_000]).json["received"] == 50_000
    assert phone.send_piece(upload["id"], 50_000, content[50_000:]).json["attachment"]
    assert phone.send_piece(upload["id"], 50_000, content[50_000:]).json["attachment"]
    assert len(phone.get(f"/applications/{case_id}").json["attachments"]) == 1


def test_a_piece_that_leaves_a_gap_is_refused_with_where_to_go_on(phone):
    case_id, content = phone.begin().json["id"], photo((800, 600))
    upload = begin(phone, case_id, len(content)).json
    gap = phone.send_piece(upload["id"], 50_000, content[50_000:])
    assert gap.status_code == 409
    assert "第0个字节" in gap.json["message"]


def test_where_a_photo_was_taken_does_not_stay_in_it(phone, client):
    case_id = phone.begin().json["id"]
    attachment = phone.send_photo(case_id, photo(where=True)).json["attachment"]
    kept = client.get(f"{DOOR}/applications/{case_id}/attachments/{attachment['id']}", headers=phone.headers)
    assert kept.mimetype == "image/jpeg"
    assert not Image.open(io.BytesIO(kept.data)).getexif()


def test_what_is_no_picture_is_refused_and_can_be_sent_anew(phone):
    case_id = phone.begin().json["id"]
    refused = phone.send_photo(case_id, b"MZ this is a program" * 100)
    assert refused.status_code == 422
    assert "照片" in str(refused.json["errors"])
    assert phone.send_photo(case_id, photo()).json["attachment"]


def test_more_than_was_announced_is_refused(phone):
    case_id = phone.begin().json["id"]
    upload = begin(phone, case_id, 10).json
    assert phone.send_piece(upload["id"], 0, b"x" * 11).status_code == 422


def test_the_same_key_begins_one_upload(phone):
    case_id = phone.begin().json["id"]
    assert begin(phone, case_id, 10, key="u").json["id"] == begin(phone, case_id, 10, key="u").json["id"]
    assert begin(phone, case_id, 11, key="u").status_code == 422


def test_a_strangers_photo_and_upload_do_not_exist(phone, client):
    case_id = phone.begin().json["id"]
    attachment = phone.send_photo(case_id, photo()).json["attachment"]
    upload = begin(phone, case_id, 10).json
    stranger = Phone(client, "13900139000")
    assert stranger.get(f"/applications/{case_id}/attachments/{attachment['id']}").status_code == 404
    assert stranger.get(f"/uploads/{upload['id']}").status_code == 404
    assert stranger.send_piece(upload["id"], 0, b"x").status_code == 404
    assert begin(stranger, case_id, 10).status_code == 404


def test_a_photo_can_be_taken_off_before_handing_in(phone):
    case_id = phone.begin().json["id"]
    attachment = phone.send_photo(case_id, photo()).json["attachment"]
    assert phone.delete(f"/applications/{case_id}/attachments/{attachment['id']}").status_code == 204
    assert phone.get(f"/applications/{case_id}").json["attachments"] == []
