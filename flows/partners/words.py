"""What partner groups are, in the words that several screens share."""

from __future__ import annotations

from assistant.i18n import N_

MEANS = N_(
    "Jurors of either group may then be asked for cases of the other, where too few of its own are neutral or its owner is a "
    "party; they may always decline.\nNothing else is shared, and either of you can end it at any time."
)
