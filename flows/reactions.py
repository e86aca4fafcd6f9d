"""What follows from what happens, in all areas together."""

from assistant.dialog.outcome import together
from flows import notices, people_notices, reminding
from flows.safety import notices as safety_notices

REACTIONS = together(notices.REACTIONS, people_notices.REACTIONS, reminding.REACTIONS, safety_notices.REACTIONS)
