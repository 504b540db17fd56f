import io
import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tools.launcher.parts import Part, parts_for
from tools.launcher.ports import PORTS, complaints, malformed
from tools.launcher.supervision import GRACE_SECONDS, Supervisor
from tools.launcher.terminal import Terminal


def script(name: str, code: str, **options) -> Part:
    return Part(name, (sys.executable, "-c", code), **options)


def eventually(condition, seconds=90):
    deadline = time.monotonic() + seconds
    while not (found := condition()):
        assert time.monotonic() < deadline, "did not happen in time"
        time.sleep(0.05)
    return found


@pytest.fixture
def logs(tmp_path) -> Path:
    (tmp_path / "log").mkdir()
    return tmp_path / "log"


@pytest.fixture
def supervise(logs):
    """Starts parts under a supervisor of their own, shut down after the test."""
    running = []

    def begin(*parts: Part) -> Supervisor:
        running.append(Supervisor(list(parts), logs, os.environ))
        running[-1].start(part.name for part in parts)
        return running[-1]

    yield begin
    for supervisor in running:
        supervisor.shut_down()


def pids(logs: Path, name: str) -> list[int]:
    """Each life of a part writes its process id on a line."""
    file = logs / f"{name}.log"
    return [int(line) for line in file.read_text().split()] if file.exists() else []


def alive(pid: int) -> bool:
    return Path(f"/proc/{pid}").exists() and ") Z " not in Path(f"/proc/{pid}/stat").read_text()


LIVES = "import os, time; print(os.getpid(), flush=True); time.sleep(600)"


def test_a_part_that_is_killed_is_started_again(supervise, logs):
    supervise(script("web", LIVES))
    first = eventually(lambda: pids(logs, "web"))[0]
    time.sleep(0.2)
    os.kill(first, signal.SIGKILL)
    assert eventually(lambda: pids(logs, "web")[1:])


def test_a_part_that_cannot_start_is_tried_again_with_growing_pauses(supervise, logs):
    supervisor = supervise(script("web", "import time; print(int(time.time() * 1000)); raise SystemExit(1)"))
    starts = eventually(lambda: len(pids(logs, "web")) >= 4 and pids(logs, "web"))
    assert starts[3] - starts[2] > starts[1] - starts[0]
    assert eventually(lambda: supervisor.failing() == ["web"])


def test_stopping_ends_every_part_and_kills_the_one_that_hangs(supervise, logs):
    deaf = "import signal; signal.signal(signal.SIGTERM, signal.SIG_IGN); " + LIVES
    supervisor = supervise(script("database", LIVES), script("bot", deaf), script("web", LIVES))
    started = [eventually(lambda name=name: pids(logs, name))[0] for name in ("database", "bot", "web")]
    began = time.monotonic()
    supervisor.shut_down()
    assert not any(alive(pid) for pid in started)
    assert time.monotonic() - began < GRACE_SECONDS + 10


def test_the_database_stops_when_nobody_needs_it_any_more(supervise, logs):
    quick = (
        "import atexit, signal, sys, time; signal.signal(signal.SIGTERM, lambda *_: sys.exit()); print(1, flush=True); "
        "atexit.register(lambda: print(int(time.time() * 1000))); time.sleep(600)"
    )
    slow = quick.replace("time.sleep(600)", "atexit.register(time.sleep, 1); time.sleep(600)")
    supervisor = supervise(script("database", quick), script("web", slow))
    for name in ("database", "web"):
        eventually(lambda name=name: pids(logs, name))
    supervisor.shut_down()
    assert pids(logs, "database")[1] > pids(logs, "web")[1]


def test_no_part_outlives_a_supervisor_that_was_killed(supervise, logs):
    supervisor = supervise(script("web", LIVES))
    part = eventually(lambda: pids(logs, "web"))[0]
    supervisor._process.kill()
    eventually(lambda: not alive(part))


def test_a_taken_port_is_said_with_the_setting_that_moves_it():
    with socket.socket() as holder:
        holder.bind(("127.0.0.1", 0))
        holder.listen()
        number = holder.getsockname()[1]
        said = complaints({"EJIUZHU_WEB_PORT": str(number)}, {"web"})
    assert str(number) in said[0]
    assert "EJIUZHU_WEB_PORT" in said[0]
    assert said[1:] == [f"例如：EJIUZHU_WEB_PORT={said[1].split('=')[1].split()[0]} make run"]


def test_several_taken_ports_are_moved_by_one_command():
    with socket.socket() as web, socket.socket() as bot:
        for holder in (web, bot):
            holder.bind(("127.0.0.1", 0))
            holder.listen()
        taken = {"EJIUZHU_WEB_PORT": str(web.getsockname()[1]), "EJIUZHU_BOT_PORT": str(bot.getsockname()[1])}
        *lines, command = complaints(taken, {"web", "bot"})
    assert len(lines) == 2
    moved = dict(word.split("=") for word in command.removeprefix("例如：").split()[:-2])
    assert complaints(moved, {"web", "bot"}) == []


def test_a_port_that_is_no_number_is_said():
    assert malformed({}) == []
    assert malformed({"EJIUZHU_WEB_PORT": "eighty"}) == ["EJIUZHU_WEB_PORT=eighty 不是端口号，请写 1 到 65535 的数字。"]


def test_what_a_part_writes_is_only_ours_to_read(supervise, tmp_path, logs):
    supervise(script("web", f"open({str(tmp_path / 'told')!r}, 'w').close(); {LIVES}"))
    eventually(lambda: pids(logs, "web"))
    assert (tmp_path / "told").stat().st_mode & 0o077 == 0


def test_one_port_for_two_parts_is_said():
    said = complaints({"EJIUZHU_WEB_PORT": "18765", "EJIUZHU_BOT_PORT": "18765"}, {"web", "bot"})
    assert ["EJIUZHU_BOT_PORT" in line for line in said] == [True]


def test_make_run_ends_at_once_and_plainly_when_a_port_is_taken(tmp_path):
    with socket.socket() as holder:
        holder.bind(("127.0.0.1", 0))
        holder.listen()
        number = holder.getsockname()[1]
        environ = {**os.environ, "EJIUZHU_BOT_PORT": str(number), "EJIUZHU_DATA_DIR": str(tmp_path)}
        run = subprocess.run(
            [sys.executable, "-m", "tools.run"], env=environ, capture_output=True, text=True, timeout=30
        )
    assert run.returncode == 2
    assert "EJIUZHU_BOT_PORT" in run.stderr


def test_a_named_database_or_wechat_replaces_the_local_one(tmp_path):
    names = {part.name for part in parts_for({}, tmp_path)}
    own = {"EJIUZHU_MONGODB_URI": "mongodb://db/ejiuzhu", "EJIUZHU_WECHAT_ORIGIN": "https://api.weixin.qq.com"}
    assert names - {part.name for part in parts_for(own, tmp_path)} == {"database", "sandbox"}
    assert {port.part for port in PORTS} <= names


def test_every_log_line_is_shown_under_the_name_of_its_part_also_after_rotation(logs):
    shown = io.StringIO()
    with Terminal(["web", "bot"], logs, shown):
        with (logs / "web.log").open("a") as log:
            log.write("first\nhal")
            log.flush()
            eventually(lambda: "first" in shown.getvalue())
            log.write("f\n")
        (logs / "web.log").rename(logs / "web.log.1")
        (logs / "web.log").write_text("after the rotation\n")
    assert shown.getvalue().splitlines() == ["web | first", "web | half", "web | after the rotation"]
