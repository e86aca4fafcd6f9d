"""The partner groups of a group: which they are, what was offered, and the ways to end either."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime
from typing import Any

from assistant.dialog.buttons import command
from assistant.dialog.flow import Page
from assistant.dialog.outcome import Do, Shown
from assistant.dialog.words import Button, Lines, Message, Screen, words
from assistant.domain.partners import MOST, NONE, EndPartnership, WithdrawPartnership
from assistant.domain.role_making import OWNER_ONLY
from assistant.errors import Refused
from assistant.i18n import N_, NN_
from flows.groups.state import Groups, which
from flows.partners.words import MEANS
from flows.people.words import row

Find = Callable[..., Sequence[Any]]
YES = "yes"


def names(partners: Sequence[Any]) -> Iterator[Message]:
    """A line a partner group; nothing where there is none."""
    if partners:
        yield Message(N_("Partner groups:"))
    for each in partners:
        yield words(N_("• {name} (archived)") if each.archived else N_("• {name}"), name=each.name)


def _owned(looked_after: Groups, my_groups: Groups, payload: str, person: int) -> Any:
    group = which(looked_after, my_groups, payload)
    if group.owner != person:
        raise Refused(OWNER_ONLY)
    return group


def partners(
    looked_after: Groups,
    my_groups: Groups,
    payload: str,
    person: int,
    now: datetime,
    group_partners: Find,
    partner_offers: Find,
) -> Screen:
    """For the owner: partners, open offers, and what can be changed."""
    group = _owned(looked_after, my_groups, payload, person)
    found = group_partners(group.id)
    offers = [each for each in partner_offers(group.id) if each.expires_at > now.timestamp()]
    head = words(N_("<b>Partner groups of {group}</b>"), group=group.name)
    text: list[Message | Lines] = [Lines((head, Message(MEANS)))]
    if found:
        text.append(Lines(tuple(names(found))))
    text += [
        words(N_("✉ No answer yet; the link is good until {until}"), until=datetime.fromtimestamp(each.expires_at, UTC))
        for each in offers
    ]
    return Screen(tuple(text), tuple(_ways(group.id, found, offers)))


def _ways(group: int, found: Sequence[Any], offers: Sequence[Any]) -> Iterator[tuple[Button, ...]]:
    if len(found) < MOST:
        yield row(N_("Find a partner group"), "partner", str(group))
    for each in found:
        yield (Button(words(N_("End with {name}"), name=each.name), command("unpair", f"{group} {each.group}")),)
    if offers:
        text = NN_("Withdraw the link", "Withdraw the {count} links")
        yield (Button(Message(text, {"count": len(offers)}), command("unoffer", str(group))),)
    yield row(N_("‹ People"), "people", str(group))


def end(
    looked_after: Groups, my_groups: Groups, payload: str, person: int, now: datetime, group_partners: Find
) -> Screen | Shown:
    """Asks once; what runs already goes on."""
    group = _owned(looked_after, my_groups, payload, person)
    _, other, sure = (*payload.split(), "", "", "")[:3]
    found = next((each for each in group_partners(group.id) if str(each.group) == other), None)
    if found is None:
        raise Refused(NONE)
    values = {"group": group.name, "other": found.name}
    if sure != YES:
        text = words(
            N_(
                "<b>End the partnership of {group} and {other}?</b> The other owner is told. Cases filed until now still go by it, and jurors "
                "already asked stay."
            ),
            **values,
        )
        yes = row(N_("Yes, end it"), "unpair", f"{group.id} {found.group} {YES}")
        return Screen((text,), (yes, row(N_("No, leave it as it is"), "partners", str(group.id))))
    text = words(N_("✓ {group} and {other} are no partner groups any more."), **values)
    back = row(N_("‹ People"), "people", str(group.id))
    return Shown(Screen((text,), (back,)), EndPartnership(person, now, group.id, found.group))


def unoffer(
    looked_after: Groups, my_groups: Groups, payload: str, person: int, now: datetime, partner_offers: Find
) -> Screen | Shown:
    """What is open no longer holds. A new link is made in a moment: so no question."""
    group = _owned(looked_after, my_groups, payload, person)
    found = [each for each in partner_offers(group.id) if each.expires_at > now.timestamp()]
    back = row(N_("‹ People"), "people", str(group.id))
    if not found:
        return Screen((Message(N_("No offer is open.")),), (back,))
    text = Message(N_("✓ Withdrawn: the link leads nowhere any more."))
    ends = tuple(Do(WithdrawPartnership(person, now, group.id, each.handle)) for each in found)
    return Shown(Screen((text,), (back,)), effects=ends)


PAGES = (
    Page("partners", partners, on=("partners",)),
    Page("unpair", end, on=("unpair",)),
    Page("unoffer", unoffer, on=("unoffer",)),
)
