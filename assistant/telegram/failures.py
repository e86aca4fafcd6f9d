"""How a call to the Bot API can end badly, by class; no text in here ever bears the token."""

from __future__ import annotations


class CallFailed(Exception):  # noqa: N818 - the classes read as what happened
    """`description` is Telegram's own text, or a short one of ours."""

    def __init__(self, description: str) -> None:
        super().__init__(description)
        self.description = description


class NotSent(CallFailed):
    """Nothing reached Telegram: safe to try again."""


class Unknown(CallFailed):
    """It may have been done or not: a timeout or a reset after the request, or an answer of 5xx."""


class RetryAfter(CallFailed):
    """429: not done; not before that many seconds."""

    def __init__(self, description: str, seconds: float) -> None:
        super().__init__(description)
        self.seconds = seconds


class Refusal(CallFailed):
    """Not done, and asking again the same way will not help."""


class Blocked(Refusal):
    """403: blocked by the person, put out of the group, never started."""


class Migrated(Refusal):
    """The group has become a supergroup with another id."""

    def __init__(self, description: str, chat: int) -> None:
        super().__init__(description)
        self.chat = chat


class NotModified(Refusal):
    """The message already looks like that."""


class CannotEdit(Refusal):
    """The message to edit is gone, too old, or of another kind."""


class Rejected(Refusal):
    """Any other 4xx; `code` is Telegram's error_code."""

    def __init__(self, description: str, code: int) -> None:
        super().__init__(description)
        self.code = code


class TokenRefused(CallFailed):
    """401 or 404: the token is wrong or revoked. Nothing about the message itself is wrong."""


_NO_EDIT = (
    "message to edit not found",
    "message can't be edited",
    "there is no text in the message to edit",
    "there is no caption in the message to edit",
    "MESSAGE_ID_INVALID",
)


def classify(code: int, description: str, retry_after: float | None, migrate_to: int | None) -> CallFailed:
    """Find the class of failure that an error answer of the Bot API stands for.

    Texts: Bot API server and the errors quoted in its documentation (they are all there is to tell them apart).
    """
    if code == 429:
        return RetryAfter(description, retry_after if retry_after is not None else 1.0)
    if code >= 500:
        return Unknown(description)
    if code in {401, 404}:
        return TokenRefused(description)
    return _refusal(code, description, migrate_to)


def _refusal(code: int, description: str, migrate_to: int | None) -> Refusal:
    if migrate_to is not None:
        return Migrated(description, migrate_to)
    if code == 403:
        return Blocked(description)
    if "message is not modified" in description:
        return NotModified(description)
    if any(text in description for text in _NO_EDIT):
        return CannotEdit(description)
    return Rejected(description, code)
