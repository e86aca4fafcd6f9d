"""Refusals, worded as the real server words them."""

from __future__ import annotations

from typing import Any

_TITLES = {
    400: "Bad Request",
    401: "Unauthorized",
    403: "Forbidden",
    404: "Not Found",
    409: "Conflict",
    413: "Request Entity Too Large",
    429: "Too Many Requests",
    500: "Internal Server Error",
    502: "Bad Gateway",
}


class ApiError(Exception):
    """A Bot API call fails with `code` (also the HTTP status) and "Title: text" as its description."""

    def __init__(
        self, code: int, text: str = "", *, retry_after: int | None = None, migrate_to: int | None = None
    ) -> None:
        title = _TITLES.get(code, "Error")
        self.code = code
        self.description = f"{title}: {_lowered(text)}" if text else title
        self.retry_after = retry_after
        self.migrate_to = migrate_to
        super().__init__(self.description)

    def body(self) -> dict[str, Any]:
        answer: dict[str, Any] = {"ok": False, "error_code": self.code, "description": self.description}
        parameters: dict[str, int] = {}
        if self.retry_after is not None:
            parameters["retry_after"] = self.retry_after
        if self.migrate_to is not None:
            parameters["migrate_to_chat_id"] = self.migrate_to
        if parameters:
            answer["parameters"] = parameters
        return answer


class ControlError(Exception):
    """A request to the control API cannot be done; `status` is 4xx."""

    def __init__(self, text: str, status: int = 400) -> None:
        super().__init__(text)
        self.status = status


def bad_request(text: str) -> ApiError:
    return ApiError(400, text)


def forbidden(text: str) -> ApiError:
    return ApiError(403, text)


def too_many(retry_after: int) -> ApiError:
    return ApiError(429, f"retry after {retry_after}", retry_after=retry_after)


def _lowered(text: str) -> str:
    """Server codes in capitals stay; other texts begin in lower case, as the real server does it."""
    word = text.split(" ", 1)[0]
    if word.isupper() and len(word) > 1:
        return text
    return text[:1].lower() + text[1:]
