"""What a conversation or a deadline asks of the domain, carried out on the books."""

from assistant.commands.carry import carry_out

__all__ = ["carry_out"]
