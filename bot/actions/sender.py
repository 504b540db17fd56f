"""Delivers the outbox: at once when asked to, otherwise by one background thread with back-off."""

from __future__ import annotations

import logging
import threading
import time
from typing import Any

from actions.outbox import Letter, Outbox
from actions.web import Web, WebRefused, WebUnavailable

log = logging.getLogger(__name__)

IDLE_SECONDS = 1.0
GLANCE_SECONDS = 0.02
KEPT_SECONDS = 7 * 24 * 3600
SWEEP_EVERY = 1000
REFUSAL = "refusal"
"""The kind of letter that tells of another one's refusal; a refused report is not reported again."""


class Sender:
    """Takes letters from the outbox to the web. Two senders on one outbox do not send the same letter at once."""

    def __init__(self, outbox: Outbox, web: Web) -> None:
        self._outbox = outbox
        self._web = web
        self._stop = threading.Event()
        self._thread: threading.Thread | None = None

    def start(self) -> None:
        self._thread = threading.Thread(target=self._run, name="outbox-sender", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        self._stop.set()
        self._outbox.news.set()
        if self._thread:
            self._thread.join(5)

    def deliver_now(self, key: str, seconds: float) -> Letter | None:
        """Tries one letter at once, waiting at most `seconds` for the web; the letter as it then stands.

        The background thread may have taken the letter first: then its answer is waited for, not taken for a silent web.
        """
        deadline = time.monotonic() + seconds
        while not (letter := self._outbox.claim(key)):
            found = self._outbox.find(key)
            if found is None or found.state != "waiting" or time.monotonic() >= deadline:
                return found
            time.sleep(GLANCE_SECONDS)
        self._deliver(letter, max(deadline - time.monotonic(), GLANCE_SECONDS))
        return self._outbox.find(key)

    def _run(self) -> None:
        rounds = 0
        while not self._stop.is_set():
            try:
                busy = self.deliver_one()
            except Exception:
                log.exception("the outbox stumbled")
                busy = False
            rounds += 1
            if rounds % SWEEP_EVERY == 0:
                self._outbox.sweep(KEPT_SECONDS)
            if not busy:
                self._outbox.news.wait(IDLE_SECONDS)
                self._outbox.news.clear()

    def deliver_one(self) -> bool:
        """Delivers one due letter; False when none is due."""
        letter = self._outbox.claim()
        if letter is None:
            return False
        if self._deliver(letter, 5.0) and letter.tries:
            self._outbox.all_due_now()
        return True

    def _deliver(self, letter: Letter, seconds: float) -> bool:
        try:
            key = None if letter.kind == "snapshot" else letter.key
            answer = self._web.send(letter.method, letter.path, self._body(letter), key=key, seconds=seconds)
        except WebUnavailable:
            self._outbox.try_later(letter)
            return False
        except WebRefused as refusal:
            log.error("the web refused a %s with %s", letter.kind, refusal.status)
            self._outbox.refused(letter, {"status": refusal.status, **refusal.answer})
            self._report(letter, refusal)
            return True
        self._outbox.delivered(letter, answer)
        if letter.kind == "snapshot":
            heard = int(answer.get("heard_up_to") or 0)
            self._outbox.acknowledged(letter.conversation, heard, bool(answer.get("operator_active")))
        return True

    def _report(self, letter: Letter, refusal: WebRefused) -> None:
        """Staff must see what will never arrive by itself: once a letter, by the same road."""
        if letter.kind == REFUSAL:
            return
        says = str(refusal.answer.get("message") or "")[:500]
        body = {"kind": letter.kind, "status": refusal.status, "says": says, "told": letter.body}
        report = {**body, "conversation_id": letter.conversation}
        self._outbox.put(
            Letter(f"{letter.key}:refused", REFUSAL, letter.conversation, "POST", "/refused-letters", report)
        )

    def _body(self, letter: Letter) -> dict[str, Any]:
        if letter.kind != "snapshot":
            return letter.body
        return {**letter.body, "turns": self._outbox.turns_of(letter.conversation)}
