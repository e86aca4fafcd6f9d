"""Reads the text layer off a PDF as fpdf2 writes it: enough to copy from it, without any program beside Python."""

import re
import zlib

_STRING = re.compile(rb"\(((?:\\.|[^\\()])*)\)\s*Tj|/(F\d+)\s[\d.]+\sTf", re.DOTALL)
_ESCAPED = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f"}


def pages(pdf: bytes) -> list[str]:
    """The text of each page, line by line in the order it was painted."""
    objects = {int(number): body for number, body in re.findall(rb"(?s)\n(\d+) 0 obj\n(.*?)\nendobj", pdf)}
    fonts = {}
    for body in objects.values():
        for name, number in re.findall(rb"/(F\d+) (\d+) 0 R", body):
            cmap = re.search(rb"/ToUnicode (\d+) 0 R", objects[int(number)])
            fonts[name] = _characters(_stream(objects[int(cmap[1])]))
    leaves = [body for body in objects.values() if re.search(rb"/Type /Page\b", body)]
    return [_text(_stream(objects[int(re.search(rb"/Contents (\d+) 0 R", leaf)[1])]), fonts) for leaf in leaves]


def _stream(body: bytes) -> bytes:
    content = re.search(rb"(?s)stream\n(.*)\nendstream", body)[1]
    return zlib.decompress(content) if b"/FlateDecode" in body else content


def _characters(cmap: bytes) -> dict[int, str]:
    """Which text each code stands for: a ToUnicode map of single characters."""
    pairs = re.findall(rb"<([0-9A-Fa-f]{4})> <([0-9A-Fa-f]+)>\n", cmap)
    return {int(code, 16): bytes.fromhex(text.decode()).decode("utf-16-be") for code, text in pairs}


def _text(content: bytes, fonts: dict[bytes, dict[int, str]]) -> str:
    font, lines = {}, []
    for string, name in _STRING.findall(content):
        if name:
            font = fonts[name]
            continue
        codes = re.sub(rb"(?s)\\(.)", lambda found: _ESCAPED.get(found[1], found[1]), string)
        lines.append("".join(font[int.from_bytes(codes[at : at + 2], "big")] for at in range(0, len(codes), 2)))
    return "\n".join(lines)
