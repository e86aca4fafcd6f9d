"""Readings of what people type: one parser for each kind of answer."""

from assistant.dialog.parsers.amounts import amount
from assistant.dialog.parsers.attachments import media
from assistant.dialog.parsers.base import Parser
from assistant.dialog.parsers.counts import whole
from assistant.dialog.parsers.durations import duration
from assistant.dialog.parsers.moments import moment
from assistant.dialog.parsers.texts import name, text

__all__ = ["Parser", "amount", "duration", "media", "moment", "name", "text", "whole"]
