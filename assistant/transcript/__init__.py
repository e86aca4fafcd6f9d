"""Transcripts (`.chat`): conversations written down, read, played and compared."""

from assistant.transcript.player import START, Differs, Player
from assistant.transcript.reading import parse, read
from assistant.transcript.script import BadTranscript, Script
from assistant.transcript.stage import Stage

__all__ = ["START", "BadTranscript", "Differs", "Player", "Script", "Stage", "parse", "read"]
