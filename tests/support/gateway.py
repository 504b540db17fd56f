"""A small HTTP gateway of the telecom company and the register of names, which checks signatures like theirs."""

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from backend.adapters.identity import DEMO_PEOPLE
from backend.adapters.signed_http import signature

SECRET = "between-county-and-gateway"


class Gateway(ThreadingHTTPServer):
    """Takes signed posts: text messages, and questions to a register of `DEMO_PEOPLE`."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.messages: list[dict] = []
        self.broken: tuple[int, bytes] | None = None

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}/"


class Handler(BaseHTTPRequestHandler):
    server: Gateway

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        signed = signature(SECRET, self.headers["X-Timestamp"], self.headers["X-Nonce"], body)
        if self.headers["X-Signature"] != signed:
            return self._answer(403, b'{"error": "signature"}')
        if self.server.broken:
            return self._answer(*self.server.broken)
        told = json.loads(body)
        if "id_number" in told:
            known = DEMO_PEOPLE.get(told["id_number"]) == told["name"]
            return self._answer(200, json.dumps({"matches": known}).encode())
        self.server.messages.append(told)
        return self._answer(200, b'{"accepted": true}')

    def _answer(self, status: int, body: bytes) -> None:
        self.send_response(status)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        pass


@contextmanager
def gateway_running() -> Iterator[Gateway]:
    """The gateway on a free port of this machine."""
    server = Gateway()
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield server
    server.shutdown()
    server.server_close()
