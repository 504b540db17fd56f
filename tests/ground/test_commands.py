"""What an operator sees of `flask ejz` when the database is down."""

import os
import subprocess
import sys

from tests.support.ports import free_port


def test_without_a_database_a_command_says_so_plainly_and_ends_with_three(tmp_path):
    nobody = f"mongodb://127.0.0.1:{free_port()}/nobody"
    ended = subprocess.run(
        [sys.executable, "-m", "flask", "--app", "backend.app", "ejz", "audit-verify"],
        env=os.environ | {"EJIUZHU_MONGODB_URI": nobody, "EJIUZHU_DATA_DIR": str(tmp_path)},
        capture_output=True,
        text=True,
    )
    assert ended.returncode == 3
    assert "连不上数据库" in ended.stderr
    assert "Traceback" not in ended.stderr
