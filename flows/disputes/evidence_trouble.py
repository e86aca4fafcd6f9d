"""Why a file could not be taken as evidence: what to say for each code of the worker, and what helps."""

from __future__ import annotations

from collections.abc import Mapping

from assistant.i18n import N_

TROUBLE: Mapping[str, str] = {
    "empty": N_("That file is empty: 0 bytes arrived. Please send it once more from the phone it is on."),
    "unknown_type": N_(
        "I cannot take that kind of file. Pictures, PDF, plain text, sound and video work; of anything else, a screenshot."
    ),
    "damaged": N_(
        "That file is broken or cut off, so nobody could open it. Please send it once more, or a screenshot."
    ),
    "two_faced": N_(
        "That file is two things in one, and I cannot tell which you mean. A screenshot of what matters is safest."
    ),
    "wrong_name": N_(
        "The ending of that file's name does not match what is inside. Please send it as it was saved, or a screenshot."
    ),
    "heic": N_(
        "That is an iPhone picture (HEIC), which many phones cannot show. Send it as a photo instead of a file."
    ),
    "too_big": N_("That file is too big: 20 MB at most. For a long video, cut out the part that matters."),
    "too_many_pixels": N_("That picture has more pixels than I can look at. A screenshot of it will do."),
    "gone": N_("Telegram no longer has that file. Please send it once more."),
    "network": N_("I could not fetch that file just now. Please send it once more."),
    "timeout": N_("That file took me too long. Please try a smaller one, or a screenshot."),
    "crashed": N_("I could not look at that file. Please try another one, or a screenshot."),
}
