"""Rings the hotline from a terminal (`make call`): type what the caller says; 0 alone is the key 0, an empty line is
silence, Ctrl-D hangs up. Settings: EJIUZHU_BOT_PORT, EJIUZHU_SERVICE_TOKEN, and --caller for the number shown."""

from __future__ import annotations

import argparse
import json
import os
import sys
import urllib.error
import urllib.request
import uuid
from pathlib import Path


def service_token() -> str:
    """From the environment, or the file a local run keeps it in."""
    data = Path(os.environ.get("EJIUZHU_DATA_DIR") or Path(__file__).resolve().parents[1] / "var")
    kept = data / "keys" / "service_token"
    return os.environ.get("EJIUZHU_SERVICE_TOKEN") or (kept.read_text().strip() if kept.exists() else "")


def ring(turn: dict[str, object]) -> dict[str, object]:
    port = os.environ.get("EJIUZHU_BOT_PORT", "5005")
    request = urllib.request.Request(
        f"http://127.0.0.1:{port}/webhooks/hotline/webhook",
        json.dumps(turn).encode(),
        {"Content-Type": "application/json", "Authorization": f"Bearer {service_token()}"},
    )
    with urllib.request.urlopen(request, timeout=30) as answer:
        return json.load(answer)


def turn_for(call: dict[str, object], line: str) -> dict[str, object]:
    """One typed line as the call centre would send it."""
    if line.strip() == "0":
        return {**call, "dtmf": "0", "is_final": True}
    return {**call, "text": line, "is_final": True, "asr_confidence": 0.95}


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--caller", default="", help="the number the network shows")
    options.add_argument("--jurisdiction", default=os.environ.get("EJIUZHU_HOME_COUNTY", "boshan"))
    given = options.parse_args()
    call = {"call_id": uuid.uuid4().hex, "caller": given.caller, "jurisdiction": given.jurisdiction}
    try:
        heard = ring({**call, "event": "start"})
        while True:
            sys.stdout.write(f"小助：{heard['text']}\n")
            if heard["action"] != "listen":
                sys.stdout.write("（转给值班的人）\n" if heard["action"] == "transfer" else "（通话结束）\n")
                return
            heard = ring(turn_for(call, input("您：")))
    except (EOFError, KeyboardInterrupt):
        ring({**call, "event": "hangup"})
    except urllib.error.URLError as error:
        sys.exit(f"打不通：{error}。先运行 make run，或用 EJIUZHU_BOT_PORT 指明端口。")


if __name__ == "__main__":
    main()
