"""A resident's phone, as the tests hold it: signs in, agrees, and calls the door with its token."""

import io
import secrets
from urllib.parse import quote

from flask.testing import FlaskClient
from PIL import Image

DOOR = "/api/mp/v1"
ANSWERS = {
    "applicant.name": "陈明亮", "applicant.phone": "13800138000", "address.township": "八陡镇", "address.village": "北峰峪村",
    "emergency.category": "sudden_illness", "emergency.narrative": "老伴突然脑出血住院，已经花了两万多", "emergency.in_danger": False,
    "household.size": 2, "household.monthly_income": 1200, "household.status": ["low_income"], "costs.medical_self_paid": 23000,
}  # fmt: skip


class Phone:
    """One signed-in phone."""

    def __init__(self, client: FlaskClient, number: str = "13800138000", agree: bool = True) -> None:
        self.client, self.number = client, number
        self.headers: dict[str, str] = {}
        self.sign_in()
        if agree:
            for purpose in ("service", "sensitive"):
                self.agree(purpose)

    def sign_in(self) -> None:
        sent = self.client.post(f"{DOOR}/sms-codes", json={"phone": self.number})
        assert sent.status_code == 202, sent.json
        made = self.client.post(f"{DOOR}/sessions", json={"phone": self.number, "sms_code": sent.json["demo_code"]})
        assert made.status_code == 201, made.json
        self.headers = {"Authorization": f"Bearer {made.json['token']}"}

    def agree(self, purpose: str, granted: bool = True):
        version = self.client.get(f"{DOOR}/privacy/notice").json["version"]
        return self.post("/privacy/consents", {"purpose": purpose, "version": version, "granted": granted})

    def get(self, path: str, **headers):
        return self.client.get(f"{DOOR}{path}", headers=self.headers | headers)

    def post(self, path: str, body: dict | None = None, key: str | None = None):
        headers = self.headers | {"Idempotency-Key": key or secrets.token_hex(8)}
        return self.client.post(f"{DOOR}{path}", json=body or {}, headers=headers)

    def put(self, path: str, body: dict):
        return self.client.put(f"{DOOR}{path}", json=body, headers=self.headers)

    def delete(self, path: str):
        return self.client.delete(f"{DOOR}{path}", headers=self.headers)

    def begin(self, key: str | None = None, **changes):
        return self.post("/applications", {"jurisdiction": "boshan"} | changes, key)

    def write(self, case_id: str, answers: dict, was: dict | None = None):
        edits = {name: {"was": (was or {}).get(name), "now": value} for name, value in answers.items()}
        return self.client.patch(f"{DOOR}/applications/{case_id}", json={"edits": edits}, headers=self.headers)

    def submit(self, case_id: str, key: str | None = None):
        return self.post(f"/applications/{case_id}/submission", {"true_words": True}, key)

    def all_pages(self, path: str):
        """Everything of a list, two at a time."""
        page = self.get(f"{path}?limit=2").json
        yield from page["items"]
        while page["next"]:
            page = self.get(f"{path}?limit=2&cursor={quote(page['next'])}").json
            yield from page["items"]

    def filed(self, **answers) -> dict:
        """A whole application, handed in: {id, number, query_code}."""
        case_id = self.begin(anyway=True).json["id"]
        known = self.get(f"/applications/{case_id}").json["answers"]
        written = self.write(case_id, ANSWERS | answers, known)
        assert written.status_code == 200, written.json
        done = self.submit(case_id)
        assert done.status_code == 201, done.json
        return {"id": case_id} | done.json

    def send_photo(self, case_id: str, content: bytes, kind: str = "id_card", piece: int = 100_000):
        """Pieces until the last; the last answer."""
        upload = self.post(f"/applications/{case_id}/uploads", {"kind": kind, "size": len(content)})
        assert upload.status_code == 201, upload.json
        answer = upload
        for offset in range(0, len(content), piece):
            answer = self.send_piece(upload.json["id"], offset, content[offset : offset + piece])
        return answer

    def send_piece(self, upload_id: str, offset: int, content: bytes):
        return self.client.put(
            f"{DOOR}/uploads/{upload_id}?offset={offset}",
            data=content,
            headers=self.headers | {"Content-Type": "application/octet-stream"},
        )


def photo(size: tuple[int, int] = (640, 480), where: bool = False) -> bytes:
    """A JPEG; `where` hides a place in its EXIF."""
    out = io.BytesIO()
    picture = Image.effect_noise(size, 60).convert("RGB")
    exif = Image.Exif()
    if where:
        exif[0x8825] = {1: "N", 2: (36.0, 30.0, 0.0)}
    picture.save(out, "JPEG", exif=exif)
    return out.getvalue()
