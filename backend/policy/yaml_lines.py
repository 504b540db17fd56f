"""YAML that remembers its lines and refuses a key written twice."""

from pathlib import Path
from typing import Any

import yaml
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode


class PackError(Exception):
    """A pack that cannot be trusted: names file, line, key and what is wrong with it."""

    def __init__(self, path: Path, line: int, key: str, problem: str) -> None:
        super().__init__(f"{path.parent.name}/{path.name}:{line}: {key}: {problem}")
        self.path, self.line, self.key, self.problem = path, line, key, problem


Path_ = tuple[str | int, ...]


class Source:
    """A parsed file: `data`, and the line each path of it stands on."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.lines: dict[Path_, int] = {(): 1}
        self.data = self._read()

    def line(self, path: Path_) -> int:
        """The line of a path, or of the nearest enclosing one."""
        while path not in self.lines:
            path = path[:-1]
        return self.lines[path]

    def refuse(self, path: Path_, problem: str) -> PackError:
        """An error to raise about one place in this file."""
        return PackError(self.path, self.line(path), ".".join(map(str, path)) or "(file)", problem)

    def _read(self) -> Any:
        try:
            loader = yaml.SafeLoader(self.path.read_text(encoding="utf-8"))
            node = loader.get_single_node()
            return self._plain(loader, node, ()) if node else {}
        except yaml.MarkedYAMLError as error:
            line = error.problem_mark.line + 1 if error.problem_mark else 1
            raise PackError(self.path, line, "(file)", error.problem or "not YAML") from error

    def _plain(self, loader: yaml.SafeLoader, node: Node, path: Path_) -> Any:
        if isinstance(node, MappingNode):
            return self._mapping(loader, node, path)
        if isinstance(node, SequenceNode):
            return [self._placed(loader, item, (*path, i)) for i, item in enumerate(node.value)]
        assert isinstance(node, ScalarNode)
        return loader.construct_object(node, deep=True)

    def _mapping(self, loader: yaml.SafeLoader, node: MappingNode, path: Path_) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for key_node, value_node in node.value:
            key = str(key_node.value)
            if key in found:
                raise PackError(
                    self.path, key_node.start_mark.line + 1, ".".join(map(str, (*path, key))), "written twice"
                )
            self.lines[(*path, key)] = key_node.start_mark.line + 1
            found[key] = self._plain(loader, value_node, (*path, key))
        return found

    def _placed(self, loader: yaml.SafeLoader, node: Node, path: Path_) -> Any:
        self.lines[path] = node.start_mark.line + 1
        return self._plain(loader, node, path)
