"""What an operator may set: environment variables with the prefix YIDAN_, read once at start."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, Field, SecretStr, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

_SECRET = re.compile(r"[A-Za-z0-9_-]{16,256}")
_TOKEN = re.compile(r"\d{1,20}:[A-Za-z0-9_-]{3,}")
_HOW = {
    "secret": "set it to 16 to 256 characters of A-Z a-z 0-9 _ - ; to make one: "
    "python3 -c 'import secrets; print(secrets.token_urlsafe(32))'",
    "token": "set it to the token of your bot, like 123456:ABC… ; @BotFather gives one (/newbot)",
    "public_url": "set it to the https address at which Telegram reaches this service, like https://example.org",
}


class BadSettings(Exception):  # noqa: N818 - says what they are
    """One kind line for each variable that is missing or wrong."""


def _secret(value: SecretStr) -> SecretStr:
    if not _SECRET.fullmatch(value.get_secret_value()):
        raise ValueError("not a good secret")
    return value


def _token(value: SecretStr) -> SecretStr:
    if not _TOKEN.fullmatch(value.get_secret_value()):
        raise ValueError("not a bot's token")
    return value


def _address(value: str | None) -> str | None:
    if value is not None and not re.fullmatch(r"https?://\S+", value):
        raise ValueError("not an http(s) address")
    return value.rstrip("/") if value else None


Rate = Annotated[float, Field(ge=0)]
Address = Annotated[str | None, AfterValidator(_address)]


class Settings(BaseSettings):
    """Rates of 0 lift a limit; seconds are real ones."""

    model_config = SettingsConfigDict(env_prefix="YIDAN_", env_ignore_empty=True, frozen=True, extra="ignore")

    token: Annotated[SecretStr, AfterValidator(_token)]
    secret: Annotated[SecretStr, AfterValidator(_secret)]
    public_url: Address = None
    api: Annotated[str, AfterValidator(lambda value: _address(value) or "")] = "https://api.telegram.org"
    clock: Address = None

    database: str = "yidan.db"
    files: Path = Path("files")
    host: str = "127.0.0.1"
    port: Annotated[int, Field(ge=0, le=65535)] = 8080
    locale: str = "zh_CN"

    rate_overall: Rate = 30.0  # messages a second
    rate_chat: Rate = 1.0  # messages a second
    rate_chat_burst: Annotated[int, Field(ge=1)] = (
        3  # fewer than Telegram bears: a riding reply that it refuses is lost
    )
    rate_group: Rate = 20.0  # messages a minute
    max_connections: Annotated[int, Field(ge=1, le=100)] = 40
    calls_at_once: Annotated[int, Field(ge=1, le=1000)] = 32
    api_timeout: Annotated[float, Field(gt=0, le=300)] = 30.0
    drain_seconds: Annotated[float, Field(ge=0, le=60)] = 10.0
    retry_after: Annotated[int, Field(ge=1, le=3600)] = 3  # what a 503 asks of Telegram
    least_free_mb: Annotated[int, Field(ge=0)] = 200  # less is not ready

    heartbeat: Annotated[float, Field(gt=0)] = 60.0  # seconds between signs of life
    log_format: Literal["auto", "json", "console"] = "auto"
    log_level: Literal["debug", "info", "warning", "error"] = "info"

    @property
    def webhook_url(self) -> str | None:
        """Where Telegram is to deliver: `public_url` may be given with or without the path we listen on."""
        if self.public_url is None:
            return None
        return self.public_url if self.public_url.endswith("/telegram") else f"{self.public_url}/telegram"


def load(**given: Any) -> Settings:
    """Read the environment; what is given wins over it. Raises BadSettings, which says what to do."""
    try:
        return Settings(**given)
    except ValidationError as wrong:
        lines = [_explain(str(error["loc"][0]), str(error["type"]), str(error["msg"])) for error in wrong.errors()]
    # Outside of the handler: pydantic's own text quotes the values, and one of them may be a secret.
    raise BadSettings("\n".join(lines))


def _explain(name: str, kind: str, message: str) -> str:
    problem = "is missing" if kind == "missing" else "is not right"
    return f"YIDAN_{name.upper()} {problem}: {_HOW.get(name, message)}"
