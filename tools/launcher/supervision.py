"""Supervisor's configuration and the little we say to it: it restarts what falls, and ends what will not stop."""

import os
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterable, Mapping
from pathlib import Path
from xmlrpc.client import ServerProxy

from supervisor.xmlrpc import SupervisorTransport

from .parts import BIN, ROOT, Part

START_SECONDS = 5  # a part that ends sooner counts as a failed start, and the next one waits a second longer each time
FAILED_STARTS = 1000
DATABASE = "database"  # started first, stopped when nobody needs it any more
GRACE_SECONDS = 8  # after that a part that will not stop is killed
# A part dies with its supervisor, however that one died, so that no orphan keeps a port.
TIED = ("setpriv", "--pdeathsig", "TERM", "--") if shutil.which("setpriv") else ()


def _program(part: Part, logs: Path) -> str:
    command = " ".join([*TIED, part.line]).replace("%", "%%")
    return f"""
[program:{part.name}]
priority={1 if part.name == DATABASE else 2}
command={command}
directory={part.folder}
umask=077
autostart=false
autorestart=true
startsecs={START_SECONDS}
startretries={FAILED_STARTS}
stopsignal={part.stop_signal}
stopwaitsecs={GRACE_SECONDS}
stopasgroup=true
killasgroup=true
redirect_stderr=true
stdout_logfile={logs / part.name}.log
stdout_logfile_maxbytes=10MB
stdout_logfile_backups=5
"""


def configuration(parts: Iterable[Part], logs: Path, socket: Path) -> str:
    """supervisord.conf for `parts`. Supervisor stops group by group, the highest priority number first."""
    parts = list(parts)
    as_root = "user=root" if os.geteuid() == 0 else ""  # asked for in so many words, or supervisor warns
    others = ",".join(part.name for part in parts if part.name != DATABASE)
    return f"""[supervisord]
nodaemon=true
{as_root}
silent=true
logfile={logs / "supervisor.log"}
logfile_maxbytes=10MB
pidfile={socket.with_suffix(".pid")}
childlogdir={logs}

[unix_http_server]
file={socket}
chmod=0700

[rpcinterface:supervisor]
supervisor.rpcinterface_factory=supervisor.rpcinterface:make_main_rpcinterface

[group:ejiuzhu]
programs={others}
priority=2

{"".join(_program(part, logs) for part in parts)}"""


class Supervisor:
    """A running supervisord with all parts known and none started. Raises RuntimeError when it does not come up."""

    def __init__(self, parts: list[Part], logs: Path, environ: Mapping[str, str]) -> None:
        self._names = {part.name: part.name if part.name == DATABASE else f"ejiuzhu:{part.name}" for part in parts}
        # In /tmp, because a socket's path may not be longer than 107 characters.
        self._folder = Path(tempfile.mkdtemp(prefix="ejiuzhu-"))
        socket, file = self._folder / "supervisor.sock", self._folder / "supervisord.conf"
        file.write_text(configuration(parts, logs, socket), encoding="utf-8")
        self._process = subprocess.Popen(
            [*TIED, str(BIN / "supervisord"), "-c", str(file)], cwd=ROOT, env=dict(environ)
        )
        self._api = ServerProxy(
            "http://127.0.0.1", transport=SupervisorTransport(None, None, f"unix://{socket}")
        ).supervisor
        self._await_answer(socket)

    def _await_answer(self, socket: Path) -> None:
        deadline = time.monotonic() + 20
        while not socket.exists():
            if self._process.poll() is not None or time.monotonic() > deadline:
                raise RuntimeError("supervisord did not start")
            time.sleep(0.05)

    def __enter__(self) -> "Supervisor":
        return self

    def __exit__(self, *_: object) -> None:
        self.shut_down()

    def start(self, names: Iterable[str]) -> None:
        """Starts parts without waiting for them."""
        for name in names:
            self._api.startProcess(self._names[name], False)

    def stop(self, name: str) -> None:
        """Stops a part, which then stays down until started again; returns when it ended."""
        self._api.stopProcess(self._names[name], True)

    def pid(self, name: str) -> int:
        """The process id of a part, 0 when it is not running."""
        return self._api.getProcessInfo(self._names[name])["pid"]

    def failing(self) -> list[str]:
        """The names of the parts that ended soon after their start and wait for the next try."""
        return [info["name"] for info in self._api.getAllProcessInfo() if info["statename"] in ("BACKOFF", "FATAL")]

    def has_ended(self) -> bool:
        return self._process.poll() is not None

    def shut_down(self) -> None:
        """Stops every part and returns when none is left."""
        if not self.has_ended():
            self._process.terminate()
            try:
                self._process.wait(3 * GRACE_SECONDS)
            except subprocess.TimeoutExpired:
                self._process.kill()
        shutil.rmtree(self._folder, ignore_errors=True)
