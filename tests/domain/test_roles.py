"""Who may do what in a group, command by command; and invitations, which hold once and for a while."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.domain import groups, role_making, rulemaking
from assistant.domain.groups import (
    NOT_YOURS,
    JoinGroup,
    MakePoster,
    RenewLink,
    RenewQr,
    Standing,
    SwitchApprovalOn,
    TickStep,
)
from assistant.domain.role_making import (
    ALREADY_ADMIN,
    ALREADY_JUROR,
    ALREADY_LIVE,
    EXPIRED,
    NOBODY,
    NOT_NEUTRAL,
    OVER,
    OWN,
    OWNER_ONLY,
    UNKNOWN,
    USED,
    VOID,
    WITHDRAWN,
    YOU_ACCEPTED,
    YOU_DECLINED,
    decide,
)
from assistant.domain.roles import (
    OFFER_LASTS,
    AnswerInvitation,
    ArchiveGroup,
    DropRole,
    GroupArchived,
    GroupRevived,
    InvitationAnswered,
    InvitationWithdrawn,
    Invited,
    InviteRole,
    OwnerChanged,
    Reply,
    ReviveGroup,
    Role,
    RoleDropped,
    RoleInvited,
    Why,
    WithdrawInvitation,
)
from assistant.domain.rulebook import MANDATORY, Chosen, Rulebook
from assistant.domain.rulemaking import SaveRules
from assistant.errors import Refused

NOW = datetime(2026, 11, 22, 2, tzinfo=UTC)
OWNER, ADMIN, JUROR, MEMBER, STRANGER = PEOPLE = range(1, 6)
OTHER_ADMIN, OTHER_JUROR = 8, 9
STANDS = Standing(
    7, OWNER, "Books", "qr", 1, admins=frozenset({ADMIN, OTHER_ADMIN}), jurors=frozenset({JUROR, OTHER_JUROR})
)
RULES = Rulebook(tuple(Chosen(key) for key in MANDATORY))


def offer(role: Role, **more) -> Invited:
    return replace(Invited("v", 7, role, "Li", OWNER, NOW + OFFER_LASTS), **more)


def told(decision) -> str | None:
    """The reason of a refusal; None where there was none."""
    try:
        decision()
    except Refused as no:
        return no.message
    return None


def refusal(command, standing=STANDS, invited=None) -> str | None:
    return told(lambda: decide(command, standing, invited))


# --- the table: every command by everybody ---

RUN = {OWNER, ADMIN}  # whoever looks after the group
OWNS = {OWNER}
GROUP_COMMANDS = {
    RenewQr: lambda who: RenewQr(who, NOW, 7, {}),
    SwitchApprovalOn: lambda who: SwitchApprovalOn(who, NOW, 7),
    TickStep: lambda who: TickStep(who, NOW, 7, "pin"),
    MakePoster: lambda who: MakePoster(who, NOW, 7),
    RenewLink: lambda who: RenewLink(who, NOW, 7, "h"),
}
ROLE_COMMANDS = {
    "invite an admin": (OWNS, lambda who: (InviteRole(who, NOW, 7, Role.ADMIN, "Li", "v"), None)),
    "hand over": (OWNS, lambda who: (InviteRole(who, NOW, 7, Role.OWNER, "Li", "v"), None)),
    "nominate a juror": (RUN, lambda who: (InviteRole(who, NOW, 7, Role.JUROR, "Li", "v"), None)),
    "withdraw an admin's": (OWNS, lambda who: (WithdrawInvitation(who, NOW, 7, "v"), offer(Role.ADMIN))),
    "withdraw a hand-over": (OWNS, lambda who: (WithdrawInvitation(who, NOW, 7, "v"), offer(Role.OWNER))),
    "withdraw a juror's": (RUN, lambda who: (WithdrawInvitation(who, NOW, 7, "v"), offer(Role.JUROR))),
    "remove an admin": (OWNS, lambda who: (DropRole(who, NOW, 7, Role.ADMIN, OTHER_ADMIN), None)),
    "remove a juror": (OWNS, lambda who: (DropRole(who, NOW, 7, Role.JUROR, OTHER_JUROR), None)),
    "archive": (OWNS, lambda who: (ArchiveGroup(who, NOW, 7), None)),
}


@pytest.mark.parametrize("who", PEOPLE)
@pytest.mark.parametrize("kind", GROUP_COMMANDS)
def test_the_group_is_kept_by_owner_and_admins(kind, who):
    no = told(lambda: groups.decide(GROUP_COMMANDS[kind](who), STANDS))
    assert no == (None if who in RUN else NOT_YOURS)


@pytest.mark.parametrize("who", PEOPLE)
def test_rules_are_saved_by_owner_and_admins(who):
    command = SaveRules(who, NOW, 7, 1, RULES, {})
    no = told(lambda: rulemaking.decide(command, STANDS, Rulebook(), member=True))
    assert no == (None if who in RUN else NOT_YOURS)


@pytest.mark.parametrize("who", PEOPLE)
@pytest.mark.parametrize("what", ROLE_COMMANDS)
def test_roles_are_given_and_taken_by_who_may(what, who):
    allowed, make = ROLE_COMMANDS[what]
    command, invited = make(who)
    no = refusal(command, STANDS, invited)
    assert (no is None) == (who in allowed)
    assert no in {None, NOT_YOURS, OWNER_ONLY}


@pytest.mark.parametrize("who", PEOPLE)
def test_an_archived_group_is_revived_by_its_owner_alone_and_nothing_else_can_be_done(who):
    rests = replace(STANDS, archived=True)
    no = refusal(ReviveGroup(who, NOW, 7), rests)
    assert no == (None if who == OWNER else OWNER_ONLY)
    for _, make in ROLE_COMMANDS.values():
        command, invited = make(who)
        assert refusal(command, rests, invited) == NOT_YOURS
    for make in (*GROUP_COMMANDS.values(), lambda who: JoinGroup(who, NOW, "h", 1)):
        with pytest.raises(Refused):
            groups.decide(make(who), rests)


# --- answering ---


@pytest.mark.parametrize(
    ("role", "who", "no"),
    [
        (Role.ADMIN, OWNER, OWN),
        (Role.ADMIN, ADMIN, ALREADY_ADMIN),
        (Role.JUROR, ADMIN, NOT_NEUTRAL),
        (Role.JUROR, JUROR, ALREADY_JUROR),
        *((Role.ADMIN, who, None) for who in (JUROR, MEMBER, STRANGER)),
        *((Role.JUROR, who, None) for who in (MEMBER, STRANGER)),
        *((Role.OWNER, who, None) for who in (ADMIN, JUROR, MEMBER, STRANGER)),
    ],
)
@pytest.mark.parametrize("accept", [True, False])
def test_who_may_answer_what(role, who, no, accept):
    assert refusal(AnswerInvitation(who, NOW, "v", accept), STANDS, offer(role)) == no


def test_the_owner_is_no_juror_even_when_an_admin_nominates():
    invited = offer(Role.JUROR, by=ADMIN)
    assert refusal(AnswerInvitation(OWNER, NOW, "v", True), STANDS, invited) == NOT_NEUTRAL


def test_a_yes_to_being_admin_ends_being_juror():
    told, dropped = decide(AnswerInvitation(JUROR, NOW, "v", True), STANDS, offer(Role.ADMIN))
    assert told == InvitationAnswered(7, JUROR, NOW, "v", Role.ADMIN, True, OWNER, "Li")
    assert dropped == RoleDropped(7, JUROR, NOW, Role.JUROR, JUROR, Why.PROMOTED)


@pytest.mark.parametrize(("who", "lost"), [(JUROR, [Role.JUROR]), (ADMIN, [Role.ADMIN]), (MEMBER, [])])
def test_a_yes_to_a_hand_over_changes_the_owner_and_ends_lesser_roles(who, lost):
    told, *dropped, changed = decide(AnswerInvitation(who, NOW, "v", True), STANDS, offer(Role.OWNER))
    assert told.accepted
    assert [each.role for each in dropped] == lost
    assert changed == OwnerChanged(7, who, NOW, OWNER)


@pytest.mark.parametrize("role", Role)
def test_a_no_changes_nothing_but_the_invitation(role):
    (told,) = decide(AnswerInvitation(STRANGER, NOW, "v", False), STANDS, offer(role))
    assert told.accepted is False


@pytest.mark.parametrize(
    ("more", "stands", "no"),
    [
        ({"reply": Reply.WITHDRAWN}, STANDS, WITHDRAWN),
        ({"reply": Reply.ACCEPTED, "used_by": MEMBER}, STANDS, USED),
        ({"reply": Reply.DECLINED, "used_by": MEMBER}, STANDS, USED),
        ({"reply": Reply.ACCEPTED, "used_by": STRANGER}, STANDS, YOU_ACCEPTED),
        ({"reply": Reply.DECLINED, "used_by": STRANGER}, STANDS, YOU_DECLINED),
        ({"expires": NOW}, STANDS, EXPIRED),
        ({"expires": NOW + timedelta(seconds=1)}, STANDS, None),
        ({}, replace(STANDS, archived=True), OVER),
        ({}, replace(STANDS, owner=OTHER_ADMIN), VOID),
        ({"by": MEMBER}, STANDS, VOID),
        ({}, None, UNKNOWN),
    ],
)
def test_a_link_that_is_over_says_why(more, stands, no):
    assert refusal(AnswerInvitation(STRANGER, NOW, "v", True), stands, offer(Role.JUROR, **more)) == no


def test_a_link_nobody_made_leads_nowhere():
    assert refusal(AnswerInvitation(STRANGER, NOW, "v", True), STANDS, None) == UNKNOWN


@given(
    role=st.sampled_from(list(Role)),
    reply=st.sampled_from([None, *Reply]),
    by=st.integers(1, 9),
    who=st.integers(1, 9),
    used_by=st.none() | st.integers(1, 9),
    late=st.integers(-9, 9),
    accept=st.booleans(),
    archived=st.booleans(),
)
def test_no_answer_ever_makes_a_partial_juror_or_an_owner_by_chance(
    role, reply, by, who, used_by, late, accept, archived
):
    """Whatever comes: what was decided is allowed by the rules told in one sentence each."""
    stands = replace(STANDS, archived=archived)
    invited = offer(role, reply=reply, by=by, used_by=used_by, expires=NOW - timedelta(days=late))
    try:
        events = decide(AnswerInvitation(who, NOW, "v", accept), stands, invited)
    except Refused:
        return
    assert not archived
    assert reply is None
    assert late < 0
    assert who != by
    assert role_making.may_invite(stands, by, role)
    if role is Role.JUROR:
        assert not stands.looks_after(who)
    changed = [each for each in events if isinstance(each, OwnerChanged)]
    assert bool(changed) == (accept and role is Role.OWNER and by == OWNER)
    gone = {each.role for each in events if isinstance(each, RoleDropped)}
    assert (Role.JUROR in gone) == (accept and role is not Role.JUROR and who in stands.jurors)


# --- the rest ---


def test_an_invitation_is_made_for_seven_days():
    (made,) = decide(InviteRole(OWNER, NOW, 7, Role.ADMIN, "Li", "v"), STANDS)
    assert made == RoleInvited(7, OWNER, NOW, Role.ADMIN, "Li", "v", NOW + timedelta(days=7))


def test_an_invitation_is_withdrawn_once_and_only_in_its_own_group():
    command = WithdrawInvitation(OWNER, NOW, 7, "v")
    assert decide(command, STANDS, offer(Role.ADMIN)) == (InvitationWithdrawn(7, OWNER, NOW, "v"),)
    assert refusal(command, STANDS, offer(Role.ADMIN, reply=Reply.WITHDRAWN)) == WITHDRAWN
    assert refusal(command, STANDS, offer(Role.ADMIN, reply=Reply.DECLINED)) == USED
    assert refusal(command, STANDS, offer(Role.ADMIN, group=8)) == UNKNOWN
    assert refusal(command, STANDS, None) == UNKNOWN


@pytest.mark.parametrize(("role", "who"), [(Role.ADMIN, ADMIN), (Role.JUROR, JUROR)])
def test_everybody_may_lay_down_their_own_role(role, who):
    assert decide(DropRole(who, NOW, 7, role, who), STANDS) == (RoleDropped(7, who, NOW, role, who, Why.LEFT),)


@pytest.mark.parametrize(("role", "who"), [(Role.ADMIN, JUROR), (Role.JUROR, ADMIN), (Role.OWNER, OWNER)])
def test_what_one_does_not_have_cannot_be_taken(role, who):
    assert refusal(DropRole(OWNER, NOW, 7, role, who)) == NOBODY


def test_archived_and_taken_up_again():
    assert decide(ArchiveGroup(OWNER, NOW, 7), STANDS) == (GroupArchived(7, OWNER, NOW),)
    rests = replace(STANDS, archived=True)
    assert decide(ReviveGroup(OWNER, NOW, 7), rests) == (GroupRevived(7, OWNER, NOW),)
    assert refusal(ReviveGroup(OWNER, NOW, 7)) == ALREADY_LIVE
    assert refusal(ReviveGroup(OWNER, NOW, 7), None) == OWNER_ONLY
