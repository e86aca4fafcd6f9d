"""Offering and taking roles, handing a group over, archiving it: commands in, events out. Pure."""

from __future__ import annotations

from datetime import datetime

from assistant.domain.groups import NOT_YOURS, Standing
from assistant.domain.roles import (
    OFFER_LASTS,
    AnswerInvitation,
    ArchiveGroup,
    Command,
    DropRole,
    GroupArchived,
    GroupRevived,
    Happened,
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
from assistant.errors import Ended
from assistant.i18n import N_

OWNER_ONLY = N_("Only the owner of this group can do that.")
UNKNOWN = N_("I do not know this invitation. Ask whoever sent it for a new link.")
WITHDRAWN = N_("This invitation was withdrawn, so it leads nowhere any more.")
USED = N_("This invitation was already answered. Each link works once; ask whoever sent it for a new one.")
YOU_ACCEPTED = N_("You have already accepted this invitation. /groups shows what you take part in.")
YOU_DECLINED = N_("You have declined this invitation. If you changed your mind, ask for a new link.")
EXPIRED = N_("This invitation was good for seven days and has run out. Ask whoever sent it for a new link.")
VOID = N_("Whoever sent this invitation no longer runs the group, so it does not hold any more.")
OWN = N_("This is your own invitation for {name}. Send it to them; it works once, and only for somebody else.")
OVER = N_("This group was archived, so there is nothing to take part in at the moment.")
ALREADY_ADMIN = N_("You already look after <b>{group}</b>.")
ALREADY_JUROR = N_("You are already a juror of <b>{group}</b>.")
NOT_NEUTRAL = N_(
    "Jurors are neutral, and you look after <b>{group}</b> yourself. So I cannot enter you as its juror; thank you all the same."
)
ALREADY_LIVE = N_("This group is not archived.")
NOBODY = N_("They do not have that role any more.")


def may_invite(standing: Standing, person: int, role: Role) -> bool:
    """Jurors are nominated by owner and admins; admins, and who shall own the group, chosen by the owner alone."""
    return standing.looks_after(person) if role is Role.JUROR else person == standing.owner


def decide(command: Command, standing: Standing | None, invited: Invited | None = None) -> tuple[Happened, ...]:
    """What follows; raises Ended, for no other answer would help. `standing` is None where there is no such group, `invited` no such invitation."""
    match command:
        case AnswerInvitation():
            return _answered(command, standing, invited)
        case ReviveGroup():
            _only_owner(standing, command.person)
            if standing is None or not standing.archived:
                raise Ended(ALREADY_LIVE)
            return (GroupRevived(standing.group, command.person, command.now),)
    if standing is None or standing.archived:
        raise Ended(NOT_YOURS)
    match command:
        case InviteRole():
            return (_offered(command, standing),)
        case WithdrawInvitation():
            return (_withdrawn(command, standing, invited),)
        case DropRole():
            return (_dropped(command, standing),)
        case ArchiveGroup():
            _only_owner(standing, command.person)
            return (GroupArchived(standing.group, command.person, command.now),)


def examine(invited: Invited | None, standing: Standing | None, person: int, now: datetime) -> tuple[Invited, Standing]:
    """An invitation that this person may answer, and its group; else Ended says why they may not."""
    if invited is None or standing is None:
        raise Ended(UNKNOWN)
    if invited.reply is not None:
        raise Ended(_ended(invited, person))
    if standing.archived:
        raise Ended(OVER)
    if person == invited.by:
        raise Ended(OWN, name=invited.name)
    if not may_invite(standing, invited.by, invited.role):
        raise Ended(VOID)
    if now >= invited.expires:
        raise Ended(EXPIRED)
    _fits(invited.role, standing, person)
    return invited, standing


def _ended(invited: Invited, person: int) -> str:
    if invited.reply is Reply.WITHDRAWN:
        return WITHDRAWN
    if invited.used_by != person:
        return USED
    return YOU_ACCEPTED if invited.reply is Reply.ACCEPTED else YOU_DECLINED


def _fits(role: Role, standing: Standing, person: int) -> None:
    """Nobody gets what they have, and whoever looks after a group is not neutral in it."""
    if role is Role.JUROR and standing.looks_after(person):
        raise Ended(NOT_NEUTRAL, group=standing.name)
    if role is Role.JUROR and person in standing.jurors:
        raise Ended(ALREADY_JUROR, group=standing.name)
    if person == standing.owner or (role is Role.ADMIN and person in standing.admins):
        raise Ended(ALREADY_ADMIN, group=standing.name)


def _offered(command: InviteRole, standing: Standing) -> RoleInvited:
    role = Role(command.role)
    if not may_invite(standing, command.person, role):
        raise Ended(NOT_YOURS if role is Role.JUROR else OWNER_ONLY)
    until = command.now + OFFER_LASTS
    return RoleInvited(standing.group, command.person, command.now, role, command.name, command.handle, until)


def _answered(
    command: AnswerInvitation, standing: Standing | None, found: Invited | None
) -> tuple[InvitationAnswered | RoleDropped | OwnerChanged, ...]:
    invited, standing = examine(found, standing, command.person, command.now)
    group, person, now = standing.group, command.person, command.now
    told = InvitationAnswered(
        group, person, now, invited.handle, invited.role, command.accept, invited.by, invited.name
    )
    if not command.accept or invited.role is Role.JUROR:
        return (told,)
    lost = [Role.JUROR] if person in standing.jurors else []
    if invited.role is Role.ADMIN:
        return (told, *(RoleDropped(group, person, now, role, person, Why.PROMOTED) for role in lost))
    lost += [Role.ADMIN] if person in standing.admins else []
    dropped = (RoleDropped(group, person, now, role, person, Why.PROMOTED) for role in lost)
    return (told, *dropped, OwnerChanged(group, person, now, standing.owner))


def _withdrawn(command: WithdrawInvitation, standing: Standing, invited: Invited | None) -> InvitationWithdrawn:
    """By whoever could have made it; an invitation of another group is none of theirs."""
    if not standing.looks_after(command.person):
        raise Ended(NOT_YOURS)
    if invited is None or invited.group != standing.group:
        raise Ended(UNKNOWN)
    if not may_invite(standing, command.person, invited.role):
        raise Ended(OWNER_ONLY)
    if invited.reply is not None:
        raise Ended(WITHDRAWN if invited.reply is Reply.WITHDRAWN else USED)
    return InvitationWithdrawn(standing.group, command.person, command.now, invited.handle)


def _dropped(command: DropRole, standing: Standing) -> RoleDropped:
    """By the owner, or by the person themselves. Who the jurors are is for the owner to see, so also to change."""
    own = command.person == command.who
    if not own:
        _only_owner(standing, command.person)
    held = {Role.ADMIN: standing.admins, Role.JUROR: standing.jurors}.get(Role(command.role), frozenset())
    if command.who not in held:
        raise Ended(NOBODY)
    why = Why.LEFT if own else Why.REMOVED
    return RoleDropped(standing.group, command.person, command.now, Role(command.role), command.who, why)


def _only_owner(standing: Standing | None, person: int) -> None:
    if standing is None or person != standing.owner:
        raise Ended(OWNER_ONLY)
