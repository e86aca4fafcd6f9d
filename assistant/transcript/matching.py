"""Does a message say what the transcript expects? And if not, what is the difference?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from assistant.transcript.reading import labels
from assistant.transcript.script import MORE, Hear, Told

Message = Mapping[str, Any]  # as in the Bot API, with "edited"


def text_lines(message: Message) -> list[str]:
    """The lines of a message that are not blank; a caption counts as its text."""
    text = str(message.get("text", message.get("caption", "")))
    return [line.strip() for line in text.splitlines() if line.strip()]


def rows(message: Message) -> list[str]:
    """The rows of buttons, as a transcript writes them."""
    keyboard = message.get("reply_markup", {}).get("inline_keyboard", [])
    return [" ".join(f"[{button['text']}]" for button in row) for row in keyboard]


def kinds(message: Message) -> frozenset[str]:
    """What kind of message it is: edit or new; paste, photo, document, mention (by number) or toast besides."""
    found = {"toast"} if "toast" in message else {"edit" if message.get("edited") else "new"}
    found |= {kind for kind in ("photo", "document") if kind in message}
    whole = [{"type": each["type"], "offset": each["offset"]} for each in message.get("entities", ())]
    if whole == [{"type": "pre", "offset": 0}]:
        found.add("paste")
    if any(each["type"] == "text_mention" for each in message.get("entities", ())):
        found.add("mention")
    return frozenset(found)


def fits(expected: Hear, message: Message) -> bool:
    """Kinds, text and (where given) buttons."""
    return not (_wrong_kind(expected, message) or mismatch(expected, message))


def _wrong_kind(expected: Hear, message: Message) -> str:
    found = kinds(message)
    if missing := expected.kinds - found:
        return f"not a {', '.join(sorted(missing))} message"
    marked = (found & {"paste", "photo", "document", "mention", "toast"}) - expected.kinds
    return f"unexpected kind: {', '.join(sorted(marked))}" if marked else ""


def mismatch(expected: Hear, message: Message) -> Told | None:
    """The first expected line that the message does not have, or None."""
    return _first(expected.lines, text_lines(message)) or _first(expected.rows, rows(message))


def _first(expected: Sequence[Told] | None, actual: Sequence[str]) -> Told | None:
    """Where matching comes to its end; None when everything fits."""
    if expected is None:
        return None
    reach = {0}  # how many actual lines may be used up so far
    for each in expected:
        if each.text == MORE:
            reach = set(range(min(reach), len(actual) + 1))
            continue
        following = {at + 1 for at in reach if at < len(actual) and same(each.text, actual[at])}
        if not following:
            return each
        reach = following
    return None if len(actual) in reach else Told(expected[-1].at if expected else 0, "")


def same(expected: str, actual: str) -> bool:
    """One line: exactly, up to a final …, or button by button in a row."""
    expected = expected.removeprefix("\\")
    wanted, found = labels(expected), labels(actual)
    if wanted and expected.startswith("[") and actual.startswith("["):
        return len(wanted) == len(found) and all(_begins(one, other) for one, other in zip(wanted, found, strict=True))
    return _begins(expected, actual)


def _begins(expected: str, actual: str) -> bool:
    if expected == actual:
        return True
    return expected.endswith(MORE) and actual.startswith(expected[: -len(MORE)].rstrip())


def difference(expected: Hear, message: Message) -> str:
    """A short comparison: lines both have, - what was expected, + what was said."""
    told = [_wrong_kind(expected, message)] if _wrong_kind(expected, message) else []
    told += _compare([each.text for each in expected.lines], text_lines(message))
    if expected.rows is not None:
        told += _compare([each.text for each in expected.rows], rows(message))
    return "\n".join(told)


def _compare(expected: list[str], actual: list[str]) -> list[str]:
    """Line by line, along the longest way on which lines agree."""
    width, height = len(actual), len(expected)
    best = [[0] * (width + 1) for _ in range(height + 1)]
    for i in range(height - 1, -1, -1):
        for j in range(width - 1, -1, -1):
            agree = best[i + 1][j + 1] + 1 if same(expected[i], actual[j]) else 0
            best[i][j] = max(agree, best[i + 1][j], best[i][j + 1])
    told, i, j = [], 0, 0
    while i < height or j < width:
        if i < height and j < width and same(expected[i], actual[j]) and best[i][j] == best[i + 1][j + 1] + 1:
            told.append(f"    {actual[j]}")
            i, j = i + 1, j + 1
        elif i < height and (j == width or best[i + 1][j] >= best[i][j + 1]):
            told.append(f"  - {expected[i]}")
            i += 1
        else:
            told.append(f"  + {actual[j]}")
            j += 1
    return told
