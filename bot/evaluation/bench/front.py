"""One port before several bots, as nginx is in production: a turn whose bot fell goes to the next one.

The bots share the tracker and the lock store, so any of them can take any turn. A turn is passed on only when its bot
gave no answer at all; then nothing of it stands in the tracker, which Rasa saves last.
"""

from __future__ import annotations

import itertools
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import requests


class Front:
    """Serves on 127.0.0.1:`port` from start() to stop(); `passed_on` counts turns that a second bot had to take."""

    def __init__(self, port: int, backends: list[str]) -> None:
        self.backends = backends
        self.passed_on = 0
        self._next = itertools.count()
        front = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"]))
                status, answer = front.forward(self.path, body)
                self.send_response(status)
                self.send_header("Content-Type", "application/json")
                self.send_header("Content-Length", str(len(answer)))
                self.end_headers()
                self.wfile.write(answer)

            def log_message(self, *_: object) -> None:
                return

        self._server = ThreadingHTTPServer(("127.0.0.1", port), Handler)

    def forward(self, path: str, body: bytes) -> tuple[int, bytes]:
        first = next(self._next)
        for attempt in range(len(self.backends)):
            backend = self.backends[(first + attempt) % len(self.backends)]
            try:
                answer = requests.post(
                    backend + path, data=body, headers={"Content-Type": "application/json"}, timeout=60
                )
            except requests.ConnectionError:
                self.passed_on += 1
                continue
            return answer.status_code, answer.content
        return 502, b"[]"

    def start(self) -> None:
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    def stop(self) -> None:
        self._server.shutdown()
        self._server.server_close()
