"""A Redis of our own on loopback, for the lock store: the one on PATH, or Debian's package unpacked beside our data."""

from __future__ import annotations

import contextlib
import shutil
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import redis
from bot.evaluation.doors import stop

PACKAGES = ["redis-tools", "liblzf1", "libjemalloc2", "libatomic1"]


@contextlib.contextmanager
def redis_on(port: int, folder: Path) -> Iterator[None]:
    """Runs until the block ends; keeps nothing on disk. Raises FileNotFoundError when no Redis can be had."""
    command, environment = _program(folder)
    process = subprocess.Popen(
        [*command, "--bind", "127.0.0.1", "--port", str(port), "--save", "", "--appendonly", "no"],
        env=environment,
        cwd=folder,
        stdout=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        _wait(port)
        yield
    finally:
        stop(process)


def _program(folder: Path) -> tuple[list[str], dict[str, str] | None]:
    installed = shutil.which("redis-server")
    if installed:
        return [installed], None
    root = folder / "redis"
    if not (root / "usr/bin/redis-check-rdb").exists():
        _unpack(root)
    libraries = next(root.glob("usr/lib/*-linux-gnu"))
    return [str(root / "usr/bin/redis-server")], {"LD_LIBRARY_PATH": str(libraries)}


def _unpack(root: Path) -> None:
    root.mkdir(parents=True, exist_ok=True)
    subprocess.run(["apt-get", "download", "-qq", *PACKAGES], cwd=root, check=True)
    for package in root.glob("*.deb"):
        subprocess.run(["dpkg-deb", "-x", package, root], check=True)
        package.unlink()
    program = root / "usr/bin/redis-server"
    if not program.exists():
        shutil.copy(root / "usr/bin/redis-check-rdb", program)


def _wait(port: int) -> None:
    for _ in range(50):
        with contextlib.suppress(redis.ConnectionError):
            redis.Redis(port=port).ping()
            return
        time.sleep(0.1)
    raise TimeoutError(f"no Redis on {port}")
