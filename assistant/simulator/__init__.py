"""Telegram, simulated on this machine over HTTP, for any bot in any language."""

from assistant.simulator.limits import Limits
from assistant.simulator.server import Running, create_app, serve
from assistant.simulator.world import World

__all__ = ["Limits", "Running", "World", "create_app", "serve"]
