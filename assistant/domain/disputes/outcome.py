"""The words a case ends with."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from assistant.i18n import N_


class Side(StrEnum):
    CLAIMANT = "claimant"
    RESPONDENT = "respondent"

    @property
    def other(self) -> Side:
        return Side.RESPONDENT if self is Side.CLAIMANT else Side.CLAIMANT


class Stance(StrEnum):
    AGREE = "agree"
    PARTLY = "partly"
    CONTEST = "contest"


class Ground(StrEnum):
    """On what an appeal may rest."""

    NEW_EVIDENCE = "new_evidence"
    PROCEDURE = "procedure"
    CONFLICT = "conflict"
    MANIFEST_ERROR = "manifest_error"


GROUNDS: Mapping[Ground, str] = {
    Ground.NEW_EVIDENCE: N_("New evidence that I could not show before"),
    Ground.PROCEDURE: N_("The procedure was not kept"),
    Ground.CONFLICT: N_("A juror was not neutral"),
    Ground.MANIFEST_ERROR: N_("An obvious mistake in the ruling"),
}


class Ending(StrEnum):
    """How a closed case closed."""

    REMEDIED = "remedied"
    CONTESTED = "contested"  # reported as done, and denied: when in doubt, nobody is marked
    UNREMEDIED = "unremedied"
    REJECTED = "rejected"


class Void(StrEnum):
    """Why a case came to nothing. That its group was put away is no reason: an owner must not end a case so."""

    UNLAWFUL = "unlawful"
    ERASED = "erased"
