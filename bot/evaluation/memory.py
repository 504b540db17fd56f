"""What the servers cost: resident memory and processor time of whatever listens on a port, from /proc."""

from __future__ import annotations

import os
import re
from pathlib import Path


def resident_mb(port: int) -> float | None:
    """Resident memory in MB of the process that listens on 127.0.0.1:`port` and of its children; None when unknown."""
    pid = listening_pid(port)
    return round(sum(map(_resident_kb, _family(pid))) / 1024, 1) if pid else None


def processor_seconds(port: int) -> float:
    """Processor time used so far by the process that listens on the port; unlike a wait, it does not depend on who else
    is at work on the machine."""
    pid = listening_pid(port)
    if pid is None:
        return 0.0
    ticks = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(ticks[11]) + int(ticks[12])) / os.sysconf("SC_CLK_TCK")


def listening_pid(port: int) -> int | None:
    sockets = {f"socket:[{inode}]" for inode in _listening_inodes(port)}
    owners = [pid for pid in _pids() if sockets & _open_sockets(pid)]
    return min(owners, default=None)


def _listening_inodes(port: int) -> list[str]:
    rows = [line.split() for name in ("tcp", "tcp6") for line in Path(f"/proc/net/{name}").read_text().splitlines()[1:]]
    return [row[9] for row in rows if row[3] == "0A" and int(row[1].rsplit(":", 1)[1], 16) == port]


def _pids() -> list[int]:
    return [int(path.name) for path in Path("/proc").iterdir() if path.name.isdigit()]


def _open_sockets(pid: int) -> set[str]:
    try:
        return {str(link.readlink()) for link in Path(f"/proc/{pid}/fd").iterdir()}
    except OSError:
        return set()


def _status(pid: int) -> str:
    try:
        return Path(f"/proc/{pid}/status").read_text()
    except OSError:
        return ""


def _resident_kb(pid: int) -> int:
    found = re.search(r"VmRSS:\s+(\d+)", _status(pid))
    return int(found[1]) if found else 0


def _family(pid: int) -> list[int]:
    children = [p for p in _pids() if re.search(rf"^PPid:\s+{pid}$", _status(p), re.MULTILINE)]
    return [pid, *(each for child in children for each in _family(child))]
