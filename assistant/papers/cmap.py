"""Which characters a font has glyphs for, read from the font itself."""

from __future__ import annotations

import functools
import struct
from pathlib import Path

_TTCF, _CMAP = 0x74746366, 0x636D6170  # the tags "ttcf" and "cmap"


@functools.cache
def characters(path: Path, index: int = 0) -> frozenset[int]:
    """Code points of one face of a font file or collection: OpenType's cmap, subtable format 12."""
    with path.open("rb") as file:

        def read(offset: int, form: str) -> tuple[int, ...]:
            file.seek(offset)
            return struct.unpack(form, file.read(struct.calcsize(form)))

        start = read(12 + 4 * index, ">I")[0] if read(0, ">I")[0] == _TTCF else 0
        records = (read(start + 12 + 16 * number, ">4I") for number in range(read(start + 4, ">H")[0]))
        cmap = next(offset for tag, _sum, offset, _length in records if tag == _CMAP)
        tables = (cmap + read(cmap + 8 + 8 * number, ">I")[0] for number in range(read(cmap + 2, ">H")[0]))
        table = next(table for table in tables if read(table, ">H")[0] == 12)
        groups = read(table + 16, f">{3 * read(table + 12, '>I')[0]}I")
    points: set[int] = set()
    for first, last in zip(groups[0::3], groups[1::3], strict=True):
        points.update(range(first, last + 1))
    return frozenset(points)
