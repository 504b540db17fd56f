"""Reads the packs from disk and refuses any that cannot be trusted, naming file, line and key."""

import hashlib
import json
import logging
import threading
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import timedelta
from functools import cache
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator, ValidationError

from backend.policy.consistency import check_layers, check_pack
from backend.policy.jurisdictions import all_jurisdictions
from backend.policy.packs import Pack, Packs, cite
from backend.policy.parameters import Dated, Document, Fact, Series
from backend.policy.yaml_lines import PackError, Source

HERE = Path(__file__).parent
_log = logging.getLogger(__name__)
LOOK_EVERY_S = 1.0
type _Stamp = tuple[tuple[str, int, int], ...]


@dataclass
class _Held:
    """The last good packs of a folder, the state of the disk they were read from, and when the disk was last looked at."""

    packs: Packs
    stamp: _Stamp
    looked_at: float


_held: dict[Path, _Held] = {}
_reading = threading.Lock()


def load_packs(folder: Path | None = None) -> Packs:
    """The packs as they stand on disk: a changed file counts within `LOOK_EVERY_S`, with no restart.

    A folder never read before raises PackError when anything is wrong; one that was good before keeps its last good state.
    """
    folder = folder or HERE / "packs"
    if (held := _held.get(folder)) and _is_fresh(held):
        return held.packs
    with _reading:  # one thread reads, the others wait for what it found
        held = _held.get(folder)
        if held is None or not _is_fresh(held):
            _look(folder, held)
    return _held[folder].packs


def _is_fresh(held: _Held) -> bool:
    return time.monotonic() - held.looked_at < LOOK_EVERY_S


def _look(folder: Path, held: _Held | None) -> None:
    now = time.monotonic()
    stamp = tuple((str(path), (seen := path.stat()).st_mtime_ns, seen.st_size) for path in _files(folder))
    if held is None or held.stamp != stamp:
        try:
            held = _Held(read_packs(folder), stamp, now)
        except PackError:
            if not held:
                raise
            _log.exception("the changed packs are refused; the last good ones stay in force")
            held.stamp = stamp
    held.looked_at = now
    _held[folder] = held


def read_packs(folder: Path) -> Packs:
    """Every layer below `folder`; raises PackError at the first thing that is wrong."""
    documents, facts = _documents(HERE / "documents.yaml"), _facts(HERE / "facts.yaml")
    layers: dict[str, dict[str, Pack]] = {
        layer: {} for place in all_jurisdictions() for layer in (place.slug, *place.layers)
    }
    for path in _files(folder):
        if path.parent == folder or path.parent == HERE:
            continue
        pack = _pack(path, documents, facts)
        if pack.layer not in layers:
            raise PackError(path, 1, pack.layer, "no county in jurisdictions.yaml uses this layer")
        layers[pack.layer][pack.name] = pack
    packs = Packs(layers, documents, facts, {layer: _version(folder, layer) for layer in layers})
    check_layers(packs)
    return packs


def layer_name(folder: Path) -> str:
    """`210781_linghai` and `general` name the layers linghai and general."""
    return folder.name.rpartition("_")[2]


def _files(folder: Path) -> list[Path]:
    return sorted([*folder.glob("*/*.yaml"), HERE / "documents.yaml", HERE / "facts.yaml"])


def _version(folder: Path, layer: str) -> str:
    digest = hashlib.sha256()
    for path in _files(folder):
        if path.parent == HERE or layer_name(path.parent) == layer:
            digest.update(path.name.encode() + path.read_bytes())
    return digest.hexdigest()[:12]


@cache
def _validator(name: str) -> Draft202012Validator:
    schema = json.loads((HERE / "pack.schema.json").read_text(encoding="utf-8"))
    return Draft202012Validator(schema["$defs"][name] | {"$defs": schema["$defs"]})


def _checked(path: Path, shape: str) -> Source:
    """The file, parsed and held against its JSON Schema."""
    source = Source(path)
    errors = sorted(_validator(shape).iter_errors(_plain(source.data)), key=lambda e: source.line(tuple(e.path)))
    for error in errors:
        raise source.refuse((*error.absolute_path, *_extra_key(error)), error.message)
    return source


def _extra_key(error: ValidationError) -> tuple[str, ...]:
    """The unknown key itself, so that the line named is its own and not its parent's."""
    if error.validator != "additionalProperties" or not isinstance(error.instance, dict):
        return ()
    return tuple(sorted(set(error.instance) - set(error.schema.get("properties", {})))[:1])


def _plain(data: Any) -> Any:
    """Dates as text, which is what JSON Schema knows."""
    return json.loads(json.dumps(data, default=str))


def _documents(path: Path) -> dict[str, Document]:
    rows = _checked(path, "documents").data
    return {key: Document(key, row["title"], row.get("number", ""), row.get("date")) for key, row in rows.items()}


def _facts(path: Path) -> dict[str, Fact]:
    return {name: Fact(name, **row) for name, row in _checked(path, "facts").data.items()}


def _pack(path: Path, documents: Mapping[str, Document], facts: Mapping[str, Fact]) -> Pack:
    source = _checked(path, "pack")
    data, layer = source.data, layer_name(path.parent)
    if data["scheme"] != path.stem:
        raise source.refuse(("scheme",), f"is {data['scheme']}, but the file is named {path.stem}")
    check_pack(source, documents, facts)
    series = {s.key.partition(".")[2]: s for s in _series(source, layer, documents)}
    return Pack(
        layer,
        path.stem,
        data["title"],
        data["since"],
        series,
        data.get("rule"),
        data.get("guide", {}),
        f"{path.parent.name}/{path.name}",
    )


def _series(source: Source, layer: str, documents: Mapping[str, Document]) -> Iterator[Series]:
    data = source.data
    for leaf, row in data.get("parameters", {}).items():
        rows = row.get("values") or [{"from": data["since"], "value": row["value"]}]
        values = tuple(_dated(rows))
        where = f"{source.path.parent.name}/{source.path.name}:{source.line(('parameters', leaf))}"
        yield Series(
            f"{source.path.stem}.{leaf}",
            row["says"],
            row["unit"],
            cite(documents, row, row["says"]),
            values,
            layer,
            where,
        )


def _dated(rows: list[dict[str, Any]]) -> Iterator[Dated]:
    """An open value ends the day before the next one begins."""
    for row, following in zip(rows, [*rows[1:], None], strict=True):
        until = row.get("until") or (following["from"] - timedelta(days=1) if following else None)
        yield Dated(row["from"], until, row["value"])
