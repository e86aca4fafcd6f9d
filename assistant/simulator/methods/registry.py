"""All methods by their lower-cased names."""

from __future__ import annotations

from assistant.simulator.methods import groups, media, messages, profile, webhook
from assistant.simulator.methods.base import Method

METHODS: dict[str, Method] = {
    **profile.METHODS,
    **webhook.METHODS,
    **messages.METHODS,
    **media.METHODS,
    **groups.METHODS,
}
