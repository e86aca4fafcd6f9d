"""Found a group: from the first question to the poster (walk 1)."""

from __future__ import annotations

from assistant.dialog.flow import Flow
from assistant.dialog.parsers import media, moment, name, whole
from assistant.dialog.steps import Ask, Choose, End, Offer, Review, Run, Tick
from assistant.domain.groups import Audience, FoundGroup, Kind, Payee, Platform, Rotation, Split
from assistant.i18n import N_
from assistant.statechart import path
from flows.founding.found_rules import place
from flows.founding.founding import (
    announced,
    by_qr,
    clashing,
    crowded,
    in_a_week,
    in_telegram,
    in_wechat,
    monthly,
    rulebook,
    texts,
    usual_entry,
    ways_in,
    why_entry,
    why_size,
    within_a_quarter,
)
from flows.founding.summary import next_things
from flows.founding.wechat import steps_for, the_announcement
from flows.library import (
    CURRENCIES,
    ZONES,
    guess_currency,
    guess_zone,
    lawful,
    lawful_name,
    member_link,
    names_for,
    qr_verdict,
)

flow = Flow(
    "found_group",
    title=N_("New group"),
    on="newgroup",
    derive={
        "handle": lambda seed: seed,
        "link": member_link,
        "due": next_things,
        "place": place,
        "rulebook": rulebook,
        "texts": texts,
        "announced": announced,
    },
    states={
        "platform": Choose(
            N_("<b>Where will your group live?</b>"),
            {Platform.WECHAT: N_("WeChat"), Platform.TELEGRAM: N_("Telegram")},
            label=N_("Place"),
            why=N_("WeChat lets no assistant in: there I give you steps, texts and posters. In Telegram I can do more myself."),
        ),
        "kind": Choose(
            N_("<b>What do people do there?</b>"),
            {Kind.GOODS: N_("Trade goods"), Kind.SERVICES: N_("Book services"), Kind.TASKS: N_("Hand out tasks")},
            label=N_("Kind"),
            why=N_("Goods need care with money, services one standard of work, and in a task group the worker never pays."),
        ),
        "trade": Ask(
            N_("<b>What exactly?</b> A word or two is enough, 20 characters at most."),
            name(most=20),
            label=N_("Trade"),
            check=lawful,
            why=N_("It goes into the name and the poster, and people see at once whether the group is for them."),
        ),
        "audience": Choose(
            N_("<b>Who is it for?</b>"),
            {Audience.KNOWN: N_("People who know each other"), Audience.OPEN: N_("Anyone suitable")},
            label=N_("For"),
            why=N_("Among acquaintances light rules will do. With strangers you want the full rules and a look at each newcomer."),
        ),
        "size": Ask(
            N_("<b>How many members do you expect?</b>"),
            whole(least=3, most=5000),
            label=N_("Members"),
            default=50,
            why=why_size,
        ),
        "split": Choose(
            N_(
                "<b>That is a lot for one group.</b> Several smaller ones stay easier to run: “{trade} 1” and “{trade} 2” "
                "by category, or “{trade} East” and “{trade} West” by region. Split it?"
            ),
            {
                Split.CATEGORY: N_("By category"),
                Split.REGION: N_("By region"),
                Split.NO: N_("One group"),
            },
            label=N_("Split"),
            why=N_("Start with the first part now; when it nears 150 members, found the next one the same way."),
        ),
        "payee": Choose(
            N_(
                "<b>Do you have an account of your own only for receiving money?</b> For your own sales, "
                "that is: never collect for other members."
            ),
            {
                Payee.SEPARATE: N_("Yes, a separate one"),
                Payee.SOON: N_("I will open one"),
                Payee.NONE: N_("I sell nothing myself"),
            },
            label=N_("Receiving account"),
            why=N_(
                "It keeps your private money out of the trade, and it is for your own sales only. "
                "Never collect for other members: that can cost the account, and it can be a crime."
            ),
        ),
        "name": Ask(
            N_("<b>What shall the group be called?</b> Tap a proposal or type your own, 32 characters at most."),
            name(most=32),
            label=N_("Name"),
            propose=names_for,
            check=lawful_name,
            why=N_("A name that says what is traded and that every deal is settled at once saves you explaining it."),
        ),
        "entry": Choose(
            N_("<b>How do people get in?</b>"),
            ways_in,
            label=N_("Way in"),
            default=usual_entry,
            why=why_entry,
        ),
        "closes": Ask(
            N_("<b>Until when may people join by QR code?</b> I will remind you then to switch approval on."),
            moment(future=True, day_ends=True),
            label=N_("QR window until"),
            default=in_a_week,
            check=within_a_quarter,
            why=N_("An open door that nobody watches is how swindlers come in. A date keeps it from being forgotten."),
        ),
        "rules": Run("found_rules", ("kind", "platform", "audience", "currency"), label=N_("Rules")),
        "steps": Tick(
            N_(
                "☝️ Your announcement is ready to paste; one tap copies it.\n\n"
                "<b>Now in WeChat, one after the other.</b> Tap Done after each."
            ),
            steps_for,
            label=N_("Steps in WeChat"),
            why=N_("WeChat lets no assistant do these, so they are yours. In this order nobody comes in before the rules are posted."),
            paste=the_announcement,
        ),
        "qr": Ask(
            N_(
                "<b>Send me a picture of the group's QR code.</b> In the group: ··· at the top right, then "
                "Group QR Code, then save it. I make the poster from it."
            ),
            media("photo", "document"),
            label=N_("QR code"),
            work="read_qr",
            verdict=qr_verdict,
            later=True,
            why=N_("I read the code, draw it crisply on your poster, and remind you before it expires after 7 days."),
        ),
        "plan": Offer(
            N_(
                "☝️ Your announcement is ready to paste; one tap copies it.\n\n"
                "<b>Your plan for Telegram</b>\n"
                "1. When we are through here, you make a group there and add me with one tap, with the rights I ask for.\n"
                "2. I look at what I may do, and at your tap set title, description, permissions, pinned rules and an invite link.\n"
                "3. I tell you what did not work, and what only you can do."
            ),
            {"ok": N_("All right, go on")},
            paste=the_announcement,
        ),
        "rotation": Choose(
            N_("<b>How often shall I remind you to renew QR code and member link?</b>"),
            {Rotation.MONTH: N_("Every month"), Rotation.QUARTER: N_("Every quarter")},
            label=N_("Renewal"),
            assume=monthly,
            default=monthly,
            why=N_("Links and codes travel further than one thinks. A fresh one now and then keeps strangers out."),
        ),
        "zone": Choose(
            N_("<b>Which time zone does the group live in?</b>"),
            ZONES,
            label=N_("Time zone"),
            assume=guess_zone,
            default=guess_zone,
            why=N_("Dates, deadlines and reminders are told in this time."),
        ),
        "currency": Choose(
            N_("<b>Which currency do people pay in?</b>"),
            CURRENCIES,
            label=N_("Currency"),
            assume=guess_currency,
            default=guess_currency,
            why=N_("The rules and every deal count in it, so that “500” means the same to everybody."),
        ),
        "review": Review(
            N_("<b>Is everything right?</b> Tap what you want to change."), yes=N_("✓ Create the group"), warn=clashing
        ),
        "founded": End(
            N_(
                "🎉 <b>{name} is ready.</b>\n\n{due}\n\n<b>Member link</b>, also in the announcement:\n{link}\n"
                "Whoever opens it reads the short rules and confirms them; so I get to know your members."
            ),
            does=FoundGroup,
            buttons={"groups": N_("My groups"), "rules": N_("Rules to paste")},
        ),
    },
    edges=[
        *path("platform", "kind", "trade", "audience", "size", "payee", "name", "entry", "zone", "currency", "rules"),
        *path("rules", "rotation", "review", "founded"),
        # exceptions: when from     to        only if
        ("answer", "size", "split", crowded),
        ("answer", "split", "payee"),
        ("answer", "entry", "closes", by_qr),
        ("answer", "closes", "zone"),
        ("answer", "rules", "steps", in_wechat),
        ("answer", "rules", "plan", in_telegram),
        ("ok", "plan", "rotation"),
        ("answer", "steps", "rotation"),
        ("answer", "steps", "qr", by_qr),
        ("answer", "qr", "rotation"),
    ],
)  # fmt: skip
