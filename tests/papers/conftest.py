"""What the tests of papers share."""

import pytest

from assistant.papers import emoji


@pytest.fixture
def no_emoji_font(monkeypatch):
    """Drawn alike on every machine: as if none had a font of coloured emoji."""
    monkeypatch.setattr(emoji, "PLACES", ())
    emoji._place.cache_clear()
    emoji.drawable.cache_clear()
    yield
    emoji._place.cache_clear()
    emoji.drawable.cache_clear()
