"""Photos and files: taken as they are, where their kind is wanted."""

from __future__ import annotations

from assistant.dialog.events import Context, Media, Said
from assistant.dialog.parsers.base import Parser
from assistant.errors import Refused
from assistant.i18n import N_

# What is wanted, said when something else came; and the line shown when other words are needed.
_SENTENCES = {
    frozenset({"photo"}): (N_("I need a photo here."), N_("Tap the paper clip and choose a picture, or take one now.")),
    frozenset({"document"}): (N_("I need a file here."), N_("Tap the paper clip and choose File.")),
    frozenset({"video"}): (N_("I need a video here."), N_("Tap the paper clip and choose a video, or record one.")),
    frozenset({"voice"}): (N_("I need a voice message here."), N_("Hold the microphone and speak.")),
    frozenset({"audio"}): (N_("I need a sound file here."), N_("Tap the paper clip and choose a sound file.")),
    frozenset({"photo", "document"}): (
        N_("I need a photo or a picture file here."),
        N_("Tap the paper clip and choose a picture; sending it as a file is fine too."),
    ),
    frozenset({"photo", "video"}): (
        N_("I need a photo or a video here."),
        N_("Tap the paper clip and choose a photo or a video."),
    ),
    frozenset({"photo", "video", "document"}): (
        N_("I need a photo, a video or a file here."),
        N_("Tap the paper clip and choose photos, videos or files; one by one is fine."),
    ),
}
_ANY = (
    N_("I need an attachment here: a photo, a video, a recording or a file."),
    N_("Tap the paper clip and choose what you want to send; one by one is fine."),
)


def media(*kinds: str) -> Parser:
    """Takes Media of these kinds (photo, document, video, voice, audio; one at least) and returns it unchanged."""
    wanted = frozenset(kinds)
    sentence, example = _SENTENCES.get(wanted, _ANY)

    def read(said: Said, context: Context) -> Media:
        if not isinstance(said, Media) or said.kind not in wanted:
            raise Refused(sentence)
        return said

    return Parser(read, example, {}, wanted)
