"""What residents photograph: a picture made anew, or a clear no."""

import io

import pytest
from PIL import Image

from backend.domain.errors import InvalidFields
from backend.services.attachments import made_anew


def picture(size=(40, 30), kind="JPEG", **save) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", size, "red").save(out, kind, **save)
    return out.getvalue()


def test_what_the_camera_hides_in_a_picture_is_gone():
    exif = Image.Exif()
    exif[0x010F], exif[0x0132] = "SecretMaker", "2026:11:03 08:00:00"
    clean = made_anew(picture(exif=exif))
    assert b"SecretMaker" not in clean
    assert dict(Image.open(io.BytesIO(clean)).getexif()) == {}


def test_a_picture_lying_on_its_side_is_set_upright():
    exif = Image.Exif()
    exif[0x0112] = 6
    assert Image.open(io.BytesIO(made_anew(picture((40, 30), exif=exif)))).size == (30, 40)


def test_a_huge_picture_is_made_smaller():
    assert max(Image.open(io.BytesIO(made_anew(picture((5000, 3000))))).size) <= 2400


@pytest.mark.parametrize(
    "content",
    [b"", b"hello", b"<svg/>", b"%PDF-1.7", picture()[:200], picture(kind="GIF"), b"\xff\xd8\xff\xe0" + b"\0" * 500],
)
def test_what_is_no_picture_is_refused(content):
    with pytest.raises(InvalidFields):
        made_anew(content)


def test_a_picture_that_would_explode_when_opened_is_refused():
    with pytest.raises(InvalidFields):
        made_anew(picture((12000, 12000), "PNG"))


def test_more_than_ten_mebibytes_are_refused():
    with pytest.raises(InvalidFields, match="填得不对"):
        made_anew(b"\xff" * (10 * 1024 * 1024 + 1))
