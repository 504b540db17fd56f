"""The log files of all parts on one terminal, each line with the name of its part."""

import os
import sys
import threading
from collections.abc import Iterable
from pathlib import Path
from typing import BinaryIO, TextIO

COLOURS = (36, 33, 32, 35, 34, 31)


class LogFile:
    """A log file read from where it ends now; a rotated one is followed into its new file."""

    def __init__(self, path: Path) -> None:
        path.touch()
        self._path = path
        self._file = path.open("rb")
        self._file.seek(0, 2)
        self._rest = b""

    def new_lines(self) -> list[str]:
        read = self._read(self._file)
        if self._path.exists() and self._path.stat().st_ino != self._inode():
            self._file.close()
            self._file = self._path.open("rb")
            read += self._read(self._file)
        *lines, self._rest = (self._rest + read).split(b"\n")
        return [line.decode("utf-8", "replace") for line in lines]

    def _inode(self) -> int:
        return os.fstat(self._file.fileno()).st_ino

    @staticmethod
    def _read(file: BinaryIO) -> bytes:
        return file.read() or b""


class Terminal:
    """Prints what the parts write, until stopped."""

    def __init__(self, names: Iterable[str], logs: Path, out: TextIO = sys.stdout) -> None:
        logs.mkdir(parents=True, exist_ok=True)
        self._logs = {name: LogFile(logs / f"{name}.log") for name in names}
        self._width = max(map(len, self._logs))
        self._out = out
        self._stopped = threading.Event()
        self._thread = threading.Thread(target=self._follow, daemon=True)
        self._thread.start()

    def _follow(self) -> None:
        while not self._stopped.wait(0.2):
            self.show_new_lines()

    def show_new_lines(self) -> None:
        for number, (name, log) in enumerate(self._logs.items()):
            for line in log.new_lines():
                print(f"{self._label(name, number)} {line}", file=self._out)
        self._out.flush()

    def _label(self, name: str, number: int) -> str:
        label = f"{name:<{self._width}} |"
        return f"\033[{COLOURS[number % len(COLOURS)]}m{label}\033[0m" if self._out.isatty() else label

    def __enter__(self) -> "Terminal":
        return self

    def __exit__(self, *_: object) -> None:
        self._stopped.set()
        self._thread.join()
        self.show_new_lines()
