"""Mapbox Vector Tile 2.1: layers of points, lines and areas in one tile."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from tools.basemap.protobuf import chunk, number, packed, varint, zigzag

EXTENT = 4096
POINT, LINE, AREA = 1, 2, 3
Path = list[tuple[int, int]]
"""Corners in units of the tile, from its upper left; a ring of an area does not repeat its first corner."""


@dataclass
class Layer:
    """Things of one kind in one tile; written when all have been added."""

    name: str
    features: list[bytes] = field(default_factory=list)
    keys: dict[str, int] = field(default_factory=dict)
    values: dict[str | int, int] = field(default_factory=dict)

    def add(self, kind: int, paths: Iterable[Path], properties: dict[str, str | int]) -> None:
        tags = [number_of for pair in properties.items() for number_of in self._tag(*pair)]
        geometry = _commands(kind, paths)
        if geometry:
            self.features.append(packed(2, tags) + number(3, kind) + packed(4, geometry))

    def encode(self) -> bytes:
        body = number(15, 2) + chunk(1, self.name.encode())
        body += b"".join(chunk(2, one) for one in self.features)
        body += b"".join(chunk(3, key.encode()) for key in self.keys)
        return body + b"".join(chunk(4, _value(one)) for one in self.values) + number(5, EXTENT)

    def _tag(self, key: str, value: str | int) -> tuple[int, int]:
        return self.keys.setdefault(key, len(self.keys)), self.values.setdefault(value, len(self.values))


def encode(layers: Iterable[Layer]) -> bytes:
    """The tile; empty when no layer holds anything."""
    return b"".join(chunk(3, layer.encode()) for layer in layers if layer.features)


def _value(value: str | int) -> bytes:
    return chunk(1, value.encode()) if isinstance(value, str) else varint(5 << 3) + varint(value)


def _commands(kind: int, paths: Iterable[Path]) -> list[int]:
    """MoveTo is 1, LineTo 2, ClosePath 7; each with its count, then steps from the last corner."""
    out: list[int] = []
    x = y = 0
    for path in paths:
        steps = []
        for corner_x, corner_y in path:
            steps += [zigzag(corner_x - x), zigzag(corner_y - y)]
            x, y = corner_x, corner_y
        out += [1 << 3 | 1, *steps[:2]]
        out += [len(path) - 1 << 3 | 2, *steps[2:]] if len(path) > 1 else []
        out += [1 << 3 | 7] if kind == AREA else []
    return out
