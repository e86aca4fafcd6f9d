"""The people of a group: who owns it, who helps, who judges, who was invited; and what can be changed."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

from assistant.dialog.buttons import command
from assistant.dialog.flow import Page
from assistant.dialog.words import Button, Lines, Message, Plain, Screen, words
from assistant.domain.roles import Reply, Role
from assistant.i18n import N_, NN_
from flows.groups.state import Groups, which
from flows.partners.pages import names
from flows.people.words import person_named, role_name, row

Name = Callable[[int], str]
Find = Callable[..., Sequence[Any]]
TOLD_FOR = timedelta(days=30)  # how long an invitation that led to nothing is still told of
MOST = 12  # lines of one kind
NO_ADMIN = N_("No admin yet. With one, the group is looked after while you are away.")
NO_JUROR = N_("No juror yet. With three, quarrels in the group can be settled.")


def people(
    looked_after: Groups,
    my_groups: Groups,
    payload: str,
    person: int,
    now: datetime,
    find_name: Name,
    find_roles: Find,
    invitations_since: Find,
    group_partners: Find,
) -> Screen:
    """Owner, admins and jurors by name and number; invitations and what became of them, to an admin the own ones."""
    group = which(looked_after, my_groups, payload)
    own = group.owner == person
    admins, jurors = find_roles(group.id, Role.ADMIN), find_roles(group.id, Role.JUROR)
    since = (now - TOLD_FOR).timestamp()
    made = (each for role in Role for each in invitations_since(group.id, role, since))
    offers = [each for each in made if each.answer in {None, Reply.DECLINED} and (own or each.by == person)]
    owner = words(N_("Owner: {who}"), who=person_named(find_name(group.owner), group.owner))
    text = (
        Lines((words(N_("<b>People of {name}</b>"), name=group.name), owner)),
        Lines(tuple(_admins(admins))),
        Lines(tuple(_jurors(jurors, own=own))),
        *((Lines(tuple(names(paired))),) if (paired := group_partners(group.id)) else ()),
        *_offers(offers[-MOST:], now),
    )
    waits = any(_waits(each, now) for each in offers)
    return Screen(text, tuple(_ways(group, own=own, taken=bool(admins or jurors), waits=waits)))


def _admins(admins: Sequence[Any]) -> Iterator[Message]:
    if not admins:
        yield Message(NO_ADMIN)
        return
    yield Message(N_("Admins:"))
    for each in admins[:MOST]:
        yield words(N_("• {who}"), who=person_named(each.name, each.person))


def _jurors(jurors: Sequence[Any], *, own: bool) -> Iterator[Message]:
    """How many have agreed; who they are is for the owner alone to see."""
    if not jurors:
        yield Message(NO_JUROR)
        return
    yield Message(NN_("One juror has agreed.", "{count} jurors have agreed."), {"count": len(jurors)})
    for each in jurors[:MOST] if own else ():
        yield words(N_("• {who}"), who=person_named(each.name, each.person))


def _offers(offers: Sequence[Any], now: datetime) -> Iterator[Lines]:
    if offers:
        yield Lines((Message(N_("Invitations:")), *(_offer(each, now) for each in offers)))


def _waits(offer: Any, now: datetime) -> bool:
    return offer.answer is None and bool(offer.expires_at > now.timestamp())


def _offer(offer: Any, now: datetime) -> Message:
    values = {"name": offer.name, "role": role_name(offer.role)}
    if offer.answer is not None:
        return Message(N_("✕ {name}, {role}: declined"), values)
    if not _waits(offer, now):
        return Message(N_("⌛ {name}, {role}: no answer, and the link has run out"), values)
    return Message(
        N_("✉ {name}, {role}: no answer yet, good until {until}"),
        {**values, "until": datetime.fromtimestamp(offer.expires_at, UTC)},
    )


def _ways(group: Any, *, own: bool, taken: bool, waits: bool) -> Iterator[tuple[Button, ...]]:
    number = str(group.id)
    juror = row(N_("Nominate a juror"), "invite", f"{number} {Role.JUROR}")
    yield (*row(N_("Invite an admin"), "invite", f"{number} {Role.ADMIN}"), *juror) if own else juror
    if waits:
        yield row(N_("Withdraw an invitation"), "withdraw", number)
    if own and taken:
        yield row(N_("Remove somebody"), "remove", number)
    if own:
        yield row(N_("Partner groups"), "partners", number)
        hand_over = row(N_("Hand over"), "invite", f"{number} {Role.OWNER}")
        yield (*hand_over, *row(N_("Archive"), "archive", number))
    else:
        yield row(N_("Step back as admin"), "leave", f"{number} {Role.ADMIN}")
    yield (Button(words(N_("‹ {name}"), name=group.name), command("group", number)),)


def invitations(
    looked_after: Groups, my_groups: Groups, payload: str, person: int, now: datetime, open_invitations: Find
) -> Screen:
    """Which of the open invitations shall no longer hold."""
    group = which(looked_after, my_groups, payload)
    made = (each for role in Role for each in open_invitations(group.id, role) if _waits(each, now))
    found = [each for each in made if person in {group.owner, each.by}]
    back = row(N_("‹ People"), "people", str(group.id))
    if not found:
        return Screen((Message(N_("No invitation is open.")),), (back,))
    label = N_("{name}, {role}")
    rows = tuple(
        (
            Button(
                words(label, name=each.name, role=role_name(each.role)),
                command("unsend", f"{group.id} {each.handle}"),
            ),
        )
        for each in found
    )
    return Screen((Message(N_("<b>Withdraw which invitation?</b> Its link then leads nowhere.")),), (*rows, back))


def removable(looked_after: Groups, my_groups: Groups, payload: str, person: int, find_roles: Find) -> Screen:
    """Whom the owner may remove."""
    group = which(looked_after, my_groups, payload)
    found = find_roles(group.id) if group.owner == person else ()
    back = row(N_("‹ People"), "people", str(group.id))
    if not found:
        return Screen((Message(N_("There is nobody whom you could remove.")),), (back,))
    rows = tuple(
        (
            Button(
                words(N_("{name}, {role}"), name=each.name or Plain(str(each.person)), role=role_name(each.role)),
                command("drop", f"{group.id} {each.role} {each.person}"),
            ),
        )
        for each in found
    )
    return Screen((Message(N_("<b>Remove whom?</b> I ask once more before anything happens.")),), (*rows, back))


PAGES = (
    Page("people", people, on=("people",)),
    Page("withdraw", invitations, on=("withdraw",)),
    Page("remove", removable, on=("remove",)),
)
