"""The steps of a case's timeline in words, by the name of the event. What is not here is not shown there."""

from __future__ import annotations

from collections.abc import Mapping

from assistant.i18n import N_

STEPS: Mapping[str, str] = {
    "CaseFiled": N_("filed"),
    "NoticeStarted": N_("the other side is being told"),
    "NoticeReminded": N_("reminded, since nobody had opened it"),
    "NoticeProven": N_("the other side knows"),
    "PartyAppeared": N_("turned up late"),
    "WentOnUnproven": N_("goes on with the papers alone"),
    "Answered": N_("answered"),
    "MoreTimeGiven": N_("a day more to answer"),
    "StayedSilent": N_("no answer in time"),
    "OfferMade": N_("made an offer"),
    "OfferRefused": N_("refused the offer"),
    "OfferBacked": N_("accepts the mediator's offer"),
    "CaseSettled": N_("settled"),
    "CaseWithdrawn": N_("withdrawn"),
    "SaidReady": N_("has nothing to add"),
    "TalksOver": N_("time to agree is over"),
    "ExhibitSubmitted": N_("evidence added"),
    "RebuttalOpened": N_("time for a last word"),
    "Rebutted": N_("said a last word"),
    "DocketFrozen": N_("evidence closed and sealed"),
    "DocketReopened": N_("papers of the appeal closed and sealed"),
    "DrawPrepared": N_("list for the draw sealed"),
    "NonceAdded": N_("added words to the draw"),
    "JurorStruck": N_("asked for another juror"),
    "JurorsDrawn": N_("jurors drawn"),
    "SeatTaken": N_("took a seat"),
    "SeatLost": N_("left a seat"),
    "PanelSeated": N_("all jurors seated"),
    "PanelReopened": N_("a juror is being replaced"),
    "BallotCast": N_("voted"),
    "CaseRuled": N_("ballots opened: a ruling"),
    "NothingFound": N_("ended without a finding"),
    "CaseAppealed": N_("appealed"),
    "AppealAnswered": N_("answered the appeal"),
    "RulingStood": N_("the ruling is final"),
    "RemedyDue": N_("the ruling is to be carried out"),
    "RemedyReported": N_("says it is carried out"),
    "RemedyContested": N_("says it is not"),
    "CaseClosed": N_("closed"),
    "MediationBegan": N_("mediation begins"),
    "TalksEnded": N_("mediation ended without an agreement"),
    "CaseVoided": N_("stopped"),
    "ClocksShifted": N_("clocks moved: the assistant had been away"),
    "SanctionDecided": N_("the group decided on a penalty"),
}
