"""What the books know, as facts."""

from assistant.known.known import Known

__all__ = ["Known"]
