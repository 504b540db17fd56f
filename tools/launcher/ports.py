"""The ports of a local run, and what to say when one is taken."""

import socket
from collections.abc import Mapping
from dataclasses import dataclass

HOST = "127.0.0.1"
LOWEST, HIGHEST = 1024, 65536


@dataclass(frozen=True)
class Port:
    part: str
    says: str
    setting: str
    default: int

    def number(self, environ: Mapping[str, str]) -> int:
        return int(environ.get(self.setting) or self.default)


PORTS = (
    Port("database", "数据库", "EJIUZHU_DB_PORT", 27027),
    Port("web", "网页", "EJIUZHU_WEB_PORT", 8000),
    Port("bot", "12349 机器人", "EJIUZHU_BOT_PORT", 5005),
    Port("actions", "机器人的动作服务", "EJIUZHU_ACTIONS_PORT", 5055),
    Port("sandbox", "微信沙箱", "EJIUZHU_WECHAT_SANDBOX_PORT", 8090),
)


def is_taken(number: int) -> bool:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)  # a port in TIME_WAIT is free for a server
        try:
            probe.bind((HOST, number))
        except OSError:
            return True
    return False


def is_open(number: int) -> bool:
    with socket.socket() as probe:
        probe.settimeout(1)
        return probe.connect_ex((HOST, number)) == 0


def malformed(environ: Mapping[str, str]) -> list[str]:
    """One line for each setting that is no port number."""
    given = {port.setting: environ.get(port.setting) or str(port.default) for port in PORTS}
    return [
        f"{setting}={text} 不是端口号，请写 1 到 65535 的数字。"
        for setting, text in given.items()
        if not (text.isascii() and text.isdigit() and 0 < int(text) < HIGHEST)
    ]


def complaints(environ: Mapping[str, str], parts: set[str]) -> list[str]:
    """One line for each port of `parts` that is taken or asked for twice, with the setting that moves it, and the command for all."""
    seen: dict[int, Port] = {}
    lines, moves = [], []
    for port in PORTS:
        if port.part not in parts:
            continue
        number = port.number(environ)
        if number in seen:
            lines.append(f"{port.says}和{seen[number].says}用了同一个端口 {number}：请改 {port.setting}。")
        elif is_taken(number):
            moves.append(f"{port.setting}={_free_above(number)}")
            lines.append(f"端口 {number}（{port.says}）已经被别的程序占用，用 {port.setting} 换一个。")
        seen[number] = port
    return lines + ([f"例如：{' '.join(moves)} make run"] if moves else [])


def _free_above(number: int) -> int:
    """A free port a thousand, or some thousands, further on, beginning again from below after the last."""
    candidates = ((number + thousands * 1000) % HIGHEST for thousands in range(1, 66))
    return next(free for free in candidates if free >= LOWEST and not is_taken(free))
