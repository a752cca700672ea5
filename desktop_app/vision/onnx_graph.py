"""What an ONNX file asks for: its operators and the files beside it, read without the onnx package.

An ONNX file is one protocol buffer message (onnx.proto, https://protobuf.dev/programming-guides/
encoding). Only the fields that can name an operator, a graph within an operator or a file are
followed; everything else is stepped over by its length, so that weights are never copied. Where a
reader may take a field in two ways, both are listed: what is found here is at least what ONNX
Runtime finds.
"""

from __future__ import annotations

import mmap
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import TypeAlias

MOST_DEPTH = 40
"""Messages within messages; a graph within a graph takes three."""

MOST_BYTES = 2**31 - 1
"""Protocol buffers end here."""

_VARINT, _FIXED64, _LENGTH, _FIXED32 = 0, 1, 2, 5
_STRING_NODE_OP, _STRING_DOMAIN = 4, 7

# Message -> field number -> message within it (onnx.proto, IR version 11).
_MESSAGES: Mapping[str, Mapping[int, str]] = MappingProxyType(
    {
        "model": {7: "graph", 20: "training", 25: "function"},
        "training": {1: "graph", 2: "graph"},
        "function": {7: "node", 11: "attribute"},
        "graph": {1: "node", 5: "tensor", 15: "sparse"},
        "node": {5: "attribute"},
        "attribute": {
            5: "tensor",
            6: "graph",
            10: "tensor",
            11: "graph",
            22: "sparse",
            23: "sparse",
        },
        "sparse": {1: "tensor", 2: "tensor"},
        "tensor": {13: "entry"},
    }
)

_View: TypeAlias = memoryview
_Place: TypeAlias = tuple[int, int]
"""Where a message begins and ends in the file."""


class GraphError(ValueError):
    """The file is no ONNX model that this reader understands to its end."""


@dataclass(slots=True)
class GraphFacts:
    """What the model asks for, in all its graphs.

    Attributes:
        operators: pairs of domain (empty for the standard one) and operator.
        external_files: names of files with weights, as written in the model.
        has_functions: whether it defines operators of its own.
        has_training: whether it holds graphs for training.
        n_nodes: how many operators there are in all.
    """

    operators: set[tuple[str, str]] = field(default_factory=set)
    external_files: set[str] = field(default_factory=set)
    has_functions: bool = False
    has_training: bool = False
    n_nodes: int = 0


def read_graph(file: Path) -> GraphFacts:
    """Walk all graphs of the model in *file*.

    Raises:
        GraphError: the file cannot be understood to its end.
        OSError: it cannot be read.
    """
    if not 0 < file.stat().st_size <= MOST_BYTES:
        raise GraphError("size")
    with file.open("rb") as stream, mmap.mmap(stream.fileno(), 0, access=mmap.ACCESS_READ) as data:
        view = memoryview(data)
        try:
            return graph_facts(view)
        finally:
            view.release()


def graph_facts(data: bytes | _View) -> GraphFacts:
    """As `read_graph`, of bytes in memory."""
    facts = GraphFacts()
    with memoryview(data) as view:
        _walk(view, (0, len(view)), "model", facts, 0)
    if not facts.n_nodes:
        raise GraphError("no operators")
    return facts


def _walk(data: _View, place: _Place, kind: str, facts: GraphFacts, depth: int) -> None:
    if depth > MOST_DEPTH:
        raise GraphError("nested too deep")
    domains, names = [""], []
    for number, first, last in _fields(data, *place):
        inner = _MESSAGES.get(kind, {}).get(number)
        if inner == "entry":
            facts.external_files.update(_location(data, first, last))
        elif inner is not None:
            facts.has_functions |= inner == "function"
            facts.has_training |= inner == "training"
            _walk(data, (first, last), inner, facts, depth + 1)
        elif kind == "node" and number == _STRING_NODE_OP:
            names.append(_text(data, first, last))
        elif kind == "node" and number == _STRING_DOMAIN:
            domains.append(_text(data, first, last))
    if kind == "node":
        facts.n_nodes += 1
        # Of a field given twice the last one counts; the reader does not rely on that.
        used = domains if len(domains) == 1 else domains[1:]
        facts.operators.update((domain, name) for domain in used for name in names or [""])


def _location(data: _View, start: int, end: int) -> list[str]:
    """The file that an entry of a tensor's external data names: key 1, value 2."""
    keys, values = [], []
    for number, first, last in _fields(data, start, end):
        if number == 1:
            keys.append(_text(data, first, last))
        elif number == 2:
            values.append(_text(data, first, last))
    return (values or [""]) if "location" in keys else []


def _fields(data: _View, start: int, end: int) -> Iterator[tuple[int, int, int]]:
    """Number and place of every field with a length; the others are stepped over."""
    place = start
    while place < end:
        tag, place = _varint(data, place, end)
        number, wire = tag >> 3, tag & 7
        if number == 0 or tag >= 2**32:
            raise GraphError("field number")
        if wire == _VARINT:
            _, place = _varint(data, place, end)
        elif wire == _FIXED64:
            place += 8
        elif wire == _FIXED32:
            place += 4
        elif wire == _LENGTH:
            length, place = _varint(data, place, end)
            if length > end - place:
                raise GraphError("length")
            yield number, place, place + length
            place += length
        else:  # groups, which no ONNX file has
            raise GraphError("wire type")
    if place != end:
        raise GraphError("length")


def _varint(data: _View, place: int, end: int) -> tuple[int, int]:
    value = shift = 0
    while place < end and shift < 70:
        byte = data[place]
        place += 1
        value |= (byte & 0x7F) << shift
        if byte < 0x80:
            return value, place
        shift += 7
    raise GraphError("number")


def _text(data: _View, start: int, end: int) -> str:
    try:
        return str(data[start:end], "utf-8")
    except UnicodeDecodeError as error:
        raise GraphError("text") from error
