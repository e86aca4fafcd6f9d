"""The tricks on the scam card, for each kind of group: what it is called, what is said, what gives it away."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from assistant.domain.groups import Kind
from assistant.i18n import N_

Scam = tuple[str, str, str]  # title, quote, sign

COLLECTS = N_("“I collect for him”")
PRIVATE = N_("Private transfer")
NOT_ON_CARD = N_("The payee is somebody else, and is not on the card of the group.")
IN_A_HURRY = N_("No recap, no voucher, and it has to be right now.")

SCAMS: Mapping[Kind, Sequence[Scam]] = {
    Kind.GOODS: (
        (
            N_("The helpful stranger"),
            N_("“I know the seller well. I'll get it for you, cheaper.”"),
            N_("Nobody asked, and it has to happen outside the group."),
        ),
        (COLLECTS, N_("“The seller is busy, send it to me. I'm an admin.”"), NOT_ON_CARD),
        (PRIVATE, N_("“The platform takes a fee. Pay me directly, it's quicker.”"), IN_A_HURRY),
    ),
    Kind.SERVICES: (
        (
            N_("The helpful stranger"),
            N_("“He is booked out. I'll arrange it for you, cheaper.”"),
            N_("Nobody asked, and it has to happen outside the group."),
        ),
        (COLLECTS, N_("“He is at a client's, send it to me. I'm an admin.”"), NOT_ON_CARD),
        (PRIVATE, N_("“Pay everything up front, straight to me, or the date is gone.”"), IN_A_HURRY),
    ),
    Kind.TASKS: (
        (
            N_("Pay first, earn later"),
            N_("“A small deposit, and you get it back with your pay.”"),
            N_("Workers never pay: no deposit, no advance, no fee."),
        ),
        (
            N_("Lend me your account"),
            N_("“Just let some money run through your account, 50 each time.”"),
            N_("That is money laundering, and the account holder is the one they find."),
        ),
        (PRIVATE, N_("“Leave the group, I pay better in private.”"), N_("No task on record, so nobody to turn to afterwards.")),
    ),
}  # fmt: skip

DO = (
    N_("Pay nothing, tell no code"),
    N_("Keep the whole conversation"),
    N_("Forward it to the assistant and hear what smells"),
    N_("Tell the owner; if money has left, call the platform and the police at once"),
)
