"""HTTP/1.1 at its least, for the generator's side: it must cost far less than what it measures."""

from __future__ import annotations

_END = b"\r\n\r\n"
_LENGTH = b"\r\ncontent-length:"


def take(buffer: bytes) -> tuple[bytes, bytes, bytes] | None:
    """The first whole message as (head, body, the rest); None while some of it is missing.

    Only bodies with a stated length are understood, which is what both sides of this harness send.
    """
    end = buffer.find(_END)
    if end < 0:
        return None
    head = buffer[:end]
    at = head.lower().find(_LENGTH)
    length = int(head[at + len(_LENGTH) :].split(b"\r\n", 1)[0]) if at >= 0 else 0
    start, stop = end + len(_END), end + len(_END) + length
    return (head, buffer[start:stop], buffer[stop:]) if len(buffer) >= stop else None


def answer(body: bytes) -> bytes:
    """A 200 with a JSON body."""
    return b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n%b" % (len(body), body)


def post(path: str, secret: str, body: bytes) -> bytes:
    """A delivery as Telegram makes it."""
    head = (
        f"POST {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n"
        f"X-Telegram-Bot-Api-Secret-Token: {secret}\r\nContent-Length: {len(body)}\r\n\r\n"
    )
    return head.encode() + body
