"""The ports of a local run, and what to say when one is taken."""

import socket
from collections.abc import Mapping
from dataclasses import dataclass

HOST = "127.0.0.1"


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


def complaints(environ: Mapping[str, str], parts: set[str]) -> list[str]:
    """One line for each port of `parts` that is taken or asked for twice, with the setting that moves it."""
    seen: dict[int, Port] = {}
    lines = []
    for port in PORTS:
        if port.part not in parts:
            continue
        number = port.number(environ)
        if number in seen:
            lines.append(f"{port.says}和{seen[number].says}用了同一个端口 {number}：请改 {port.setting}。")
        elif is_taken(number):
            lines.append(
                f"端口 {number}（{port.says}）已经被别的程序占用。换一个再启动：{port.setting}={number + 1000} make run"
            )
        seen[number] = port
    return lines
