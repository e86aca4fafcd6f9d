"""The closed questions of walk 3 as data: one more is an entry here, its field in `Safety`, and its place on the way."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from assistant.domain.groups import Audience, Platform, Rotation
from assistant.domain.safety import Channel, Check, Evidence, Invites, Newcomers, Quarterly, Sharing
from assistant.i18n import N_

# One text for all, or one for each platform.
ByPlatform = str | Mapping[Platform, str]
OWNER, NOBODY = "owner", "nobody"  # who is paid
USUAL, SINGLY = "usual", "singly"  # the cycles: all as recommended, or one by one


@dataclass(frozen=True, slots=True, kw_only=True)
class Topic:
    """A closed question.

    `options`: key -> words. `best` is what is recommended: one for all, or one for each payment clause of the rules,
    each state of the owner's account, audience or platform, whichever of these is named; looked for in this order.
    """

    key: str
    label: str
    ask: str
    why: ByPlatform
    options: Mapping[str, ByPlatform]
    best: str | Mapping[str, str]
    wide: bool = True


def by_platform(text: ByPlatform, platform: str) -> str:
    return text if isinstance(text, str) else text[Platform(platform)]


CHANNELS = Topic(
    key="channels",
    label=N_("Payment"),
    ask=N_("<b>How may money move in the group?</b>"),
    why=N_(
        "The platform's own collection comes first: it leaves a voucher and shows who has paid. Who sells regularly gets a "
        "merchant code. A saved personal code is not meant for collecting from afar, and swindlers like to swap the picture."
    ),
    options={
        Channel.PLATFORM: N_("Only by the platform's group collection"),
        Channel.MERCHANT: N_("That, and merchant codes for regular sellers"),
        Channel.CASH: N_("Only in cash, on meeting"),
        Channel.VOUCHER: N_("Any way that leaves a voucher"),
        Channel.PERSONAL: N_("Saved personal codes too (better not)"),
    },
    # the payment clause of the rules, where it says so
    best={
        "platform": Channel.PLATFORM,
        "code": Channel.MERCHANT,
        "cash": Channel.CASH,
        "voucher": Channel.VOUCHER,
        Platform.WECHAT: Channel.PLATFORM,
        Platform.TELEGRAM: Channel.VOUCHER,
    },
)

PAYEE = Topic(
    key="payee",
    label=N_("Official payee"),
    ask=N_(
        "<b>Who is the one official payee?</b> Nobody collects for others here, and whoever else asks for money is a swindler."
    ),
    why=N_(
        "Collecting for other members can cost the account, and it can be a crime. So there is one payee at most, the owner, "
        "and only for the owner's own sales."
    ),
    options={
        OWNER: N_("The owner, for own sales only"),
        NOBODY: N_("Nobody collects in the group's name"),
    },
    best={"none": NOBODY, "separate": OWNER, "soon": OWNER, Platform.WECHAT: OWNER, Platform.TELEGRAM: OWNER},
)

NEWCOMERS = Topic(
    key="newcomers",
    label=N_("Newcomers"),
    ask=N_("<b>What does a newcomer do first?</b>"),
    why={
        Platform.WECHAT: N_(
            "With name and trade on the group card everybody sees who is who, and a court has held that an owner may ask for it. "
            "Rules confirmed beforehand cannot be “unknown” later."
        ),
        Platform.TELEGRAM: N_(
            "A tag with name and trade shows who is who, whatever the profile says today. Rules confirmed beforehand cannot be "
            "“unknown” later."
        ),
    },
    options={
        Newcomers.NAMED: {
            Platform.WECHAT: N_("Confirm the rules; name and trade on the card"),
            Platform.TELEGRAM: N_("Confirm the rules; name and trade as a tag"),
        },
        Newcomers.RULES: N_("Confirm the rules"),
        Newcomers.NOTHING: N_("Nothing in particular"),
    },
    best=Newcomers.NAMED,
)

INVITES = Topic(
    key="invites",
    label=N_("Who may invite"),
    ask=N_("<b>Who may bring people in?</b>"),
    why={
        Platform.WECHAT: N_(
            "WeChat has no switch that forbids members to invite; what it has is invitation approval, so each newcomer needs your "
            "yes. Read the card before you tap: it shows who was removed before."
        ),
        Platform.TELEGRAM: N_(
            "In Telegram the right to add members can be taken away. Who comes by a link with approval has been seen by you once."
        ),
    },
    options={
        Invites.CONFIRMED: N_("Members invite, you confirm each one"),
        Invites.ADMINS: N_("Only owner and admins"),
        Invites.ANYONE: N_("Everybody, without a look"),
    },
    best={
        Audience.KNOWN: Invites.CONFIRMED,
        Platform.WECHAT: Invites.CONFIRMED,
        Platform.TELEGRAM: Invites.ADMINS,
    },
)

EVIDENCE = Topic(
    key="evidence",
    label=N_("Evidence"),
    ask=N_("<b>What does everybody keep until a deal is through?</b>"),
    why=N_(
        "Favourites and cut-out screenshots prove little. What counts is the whole chat, on the device it came on, with the "
        "vouchers. A backup of the chat costs a minute."
    ),
    options={
        Evidence.FULL: N_("The whole chat, the vouchers, the original device"),
        Evidence.VOUCHERS: N_("Vouchers and photos"),
        Evidence.NOTHING: N_("Everybody as they like"),
    },
    best=Evidence.FULL,
)

SHARING = Topic(
    key="sharing",
    label=N_("Sharing of risk records"),
    ask=N_(
        "<b>Shall other groups be able to ask about people who were ruled against here?</b> They hear “look closer” or nothing, never a "
        "list. Only final rulings that were not put right count; they expire, and whoever is named can contest them."
    ),
    why=N_(
        "Passing accusations round can infringe somebody's good name, and the owner answers for it. Off is safe; switch it on once "
        "the group has settled some cases."
    ),
    options={Sharing.OFF: N_("Off"), Sharing.ON: N_("On, on these terms")},
    best=Sharing.OFF,
)

CYCLES = Topic(
    key="cycles",
    label="",  # the four below stand in the review
    ask=N_(
        "<b>What shall I remind you of?</b> Recommended: every month new QR code and link, and a look through the members; every quarter "
        "ask the silent ones, and a short anonymous survey."
    ),
    why=N_(
        "Nobody thinks of these things by themselves, and they are how dormant accounts and old codes come to light."
    ),
    options={USUAL: N_("All of that"), SINGLY: N_("Let me choose one by one")},
    best=USUAL,
)

SINGLE_CYCLES = (
    Topic(
        key="rotation",
        label=N_("New QR code and link"),
        ask=N_("<b>How often do you renew QR code and member link?</b>"),
        why=N_("Links and codes travel further than one thinks; renewing them closes doors that nobody remembers."),
        options={Rotation.MONTH: N_("Every month"), Rotation.QUARTER: N_("Every quarter")},
        best=Rotation.MONTH,
    ),
    Topic(
        key="check",
        label=N_("Look through the members"),
        ask=N_("<b>Shall I take you through the members every month?</b>"),
        why=N_("Five minutes: who has no name on the card, who looks like an admin and is none, who has been silent."),
        options={Check.MONTH: N_("Every month"), Check.OFF: N_("No reminder")},
        best=Check.MONTH,
    ),
    Topic(
        key="inactivity",
        label=N_("Ask the silent ones"),
        ask=N_("<b>After three months of silence, shall members be asked whether they stay?</b>"),
        why=N_(
            "Dormant accounts are the ones that get stolen. They are asked first, and leave only without an answer."
        ),
        options={Quarterly.QUARTER: N_("After three months"), Quarterly.OFF: N_("No")},
        best=Quarterly.QUARTER,
    ),
    Topic(
        key="survey",
        label=N_("Survey"),
        ask=N_("<b>A short anonymous survey every quarter?</b>"),
        why=N_("It asks for the last unpleasant deal, which nobody tells the owner to the face."),
        options={Quarterly.QUARTER: N_("Every quarter"), Quarterly.OFF: N_("No survey")},
        best=Quarterly.QUARTER,
    ),
)
