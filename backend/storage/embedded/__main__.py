"""`python -m backend.storage.embedded --port 27027 --file var/db/ejiuzhu.sqlite`"""

import argparse
import asyncio
import sys
from pathlib import Path

from .server import FileInUse, serve


def main() -> int:
    parser = argparse.ArgumentParser(description="The embedded database on 127.0.0.1.")
    parser.add_argument("--port", type=int, default=27027)
    parser.add_argument("--file", type=Path, required=True)
    asked = parser.parse_args()
    try:
        asyncio.run(serve(asked.port, asked.file))
    except FileInUse:
        print(f"Another embedded database already serves {asked.file}.", file=sys.stderr)  # noqa: T201
        return 3
    except OSError as problem:
        print(f"Port {asked.port} cannot be opened ({problem}); EJIUZHU_DB_PORT moves it.", file=sys.stderr)  # noqa: T201
        return 4
    return 0


if __name__ == "__main__":
    sys.exit(main())
