"""The door to Telegram: updates in by webhook, messages out by the outbox."""

from assistant.telegram.assembly import Telegram, build, limits_from
from assistant.telegram.limits import Limits
from assistant.telegram.metrics import Metrics
from assistant.telegram.setup import CommandTable

__all__ = ["CommandTable", "Limits", "Metrics", "Telegram", "build", "limits_from"]
