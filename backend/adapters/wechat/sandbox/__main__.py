"""`python -m backend.adapters.wechat.sandbox`"""

import os

from werkzeug.serving import make_server

from .app import create_sandbox


def main() -> None:
    port = int(os.environ.get("EJIUZHU_WECHAT_SANDBOX_PORT", "8090"))
    make_server("127.0.0.1", port, create_sandbox(), threaded=True).serve_forever()


if __name__ == "__main__":
    main()
