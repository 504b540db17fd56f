"""Property-based fuzzing of the whole OpenAPI document: whatever is sent, no 5xx, no undocumented status, answers as declared.

A bounded run is in test_fuzz.py; `make fuzz` (tools/fuzz.py) sends at least five thousand cases.
"""

from collections import Counter
from collections.abc import Iterator
from itertools import count

import schemathesis
from flask import Flask
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis.checks import not_a_server_error
from schemathesis.core.failures import FailureGroup
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from tests.miniprogram.phone import Phone, photo
from tests.support.web import SERVICE_TOKEN, add_staff, signed_in

CHECKS = (not_a_server_error, status_code_conformance, content_type_conformance, response_schema_conformance)
# Outside: the bot is not there (503 is its documented answer), and these end the very session the others use.
_APART = {
    ("DELETE", "/api/mp/v1/sessions/{which}"),
    ("POST", "/api/mp/v1/privacy/erasure"),
    ("DELETE", "/api/staff/v1/sessions"),
}


class Doors:
    """The app's operations, each with the token it wants."""

    def __init__(self, app: Flask) -> None:
        phone = Phone(app.test_client())
        self.schema = schemathesis.openapi.from_wsgi("/openapi.json", app)
        self.tokens = {
            "service": {"Authorization": f"Bearer {SERVICE_TOKEN}"},
            "staff": signed_in(app.test_client(), add_staff("bureau_head")),
            "resident": phone.headers,
        }
        filed, draft = phone.filed(), phone.begin(anyway=True).json["id"]
        attachment = phone.send_photo(draft, photo()).json["attachment"]["id"]
        upload = phone.post(f"/applications/{draft}/uploads", {"kind": "id_card", "size": 1000}).json["id"]
        self.real = {
            "case_id": draft,
            "number": filed["number"],
            "attachment_id": attachment,
            "upload_id": upload,
            "scheme": "medical",
        }

    def operations(self) -> Iterator[schemathesis.schemas.APIOperation]:
        """Every operation that may be fuzzed."""
        for result in self.schema.get_all_operations():
            operation = result.ok()
            if (operation.method.upper(), operation.path) not in _APART:
                yield operation

    def headers_for(self, operation) -> dict[str, str]:
        """The token of the operation's door."""
        wanted = [name for entry in operation.definition.raw.get("security", []) for name in entry]
        return self.tokens[wanted[0]] if wanted else {}

    def fuzz(self, operation, examples: int, answered: Counter) -> None:
        """Send `examples` cases to one operation; raises on the first answer that breaks a check."""

        turn = count()

        @settings(
            max_examples=examples,
            deadline=None,
            database=None,
            derandomize=True,
            phases=[Phase.generate],
            suppress_health_check=list(HealthCheck),
        )
        @given(case=operation.as_strategy())
        def send(case) -> None:
            if next(turn) % 2:  # every other case is about something that is there: a random id finds only 404
                case.path_parameters.update(
                    {name: self.real[name] for name in case.path_parameters if name in self.real}
                )
            response = case.call(headers=self.headers_for(operation))
            answered[response.status_code] += 1
            if response.status_code not in (429, 503):
                case.validate_response(response, checks=CHECKS)

        send()

    def broken(self, examples: int, answered: Counter, door: str = "/") -> list[str]:
        """What broke, operation by operation, among those whose path begins with `door`; `answered` counts the statuses."""
        found = []
        for operation in self.operations():
            if operation.path.startswith(door):
                try:
                    self.fuzz(operation, examples, answered)
                except (Exception, FailureGroup) as fault:  # one operation's fault must not hide the others'
                    found.append(f"{operation.method.upper()} {operation.path}\n{fault}")
        return found
