"""File a dispute: which deal, what went wrong, what shows it, what would put it right."""

from __future__ import annotations

from assistant.dialog.flow import Flow
from assistant.dialog.parsers import amount, moment, name, text
from assistant.dialog.steps import Ask, Choose, End, Review
from assistant.domain.disputes.commands import FileCase
from assistant.domain.disputes.filing import LEAST_LATE, LEAST_STORY, MOST_STORY
from assistant.i18n import N_
from assistant.statechart import path
from flows.disputes import terms
from flows.disputes.exhibits import collect
from flows.orders.terms import currency_of, group_of, zone_of

flow = Flow(
    "file_dispute",
    title=N_("A problem with a deal"),
    on="dispute",
    given=("which",),
    asks=(
        "member_of", "looked_after", "find_number", "find_order", "my_orders",
        "case_deal", "case_open", "case_window", "case_plan",
    ),
    admit=terms.admit,
    derive={
        "home": group_of,
        "group": terms.group_number,
        "kind": terms.kind_of_home,
        "zone": zone_of,
        "currency": currency_of,
        "made": terms.on_record,
        "order": terms.order_number,
        "what": lambda thing="": thing or "",
        "other": terms.other_name,
        "other_person": terms.other_person,
        "other_number": terms.other_number,
        "worth": terms.whole_amount,
        "amount_of_deal": lambda deal_amount=None: deal_amount,
        "by_day": terms.by_day,
        "ends": terms.window_end,
        "until": terms.until,
        "ask_when": terms.when_question,
        "late_reason": lambda late="": late or "",
        "nothing_to_show": terms.nothing_to_show,
        "talk_first": terms.talk_first,
        "token": lambda fresh: fresh,
        "least_late": lambda: LEAST_LATE,
        "least": lambda: LEAST_STORY,
    },
    states={
        "opened_at": Ask("", moment(future=None), assume=lambda now: now),  # never asked: it holds the claims window open
        "where": Choose(N_("<b>In which group was the deal?</b>"), terms.choices, label=N_("Group"), assume=terms.only),
        "deal": Choose(
            N_("<b>Which deal is it about?</b>"),
            terms.deals,
            label=N_("Deal"),
            wide=True,
            assume=terms.the_deal,
            check=terms.not_open_yet,
        ),
        "thing": Ask(
            N_("<b>What was the deal about?</b> A few words."), name(most=60), label=N_("What"), check=terms.lawful_thing
        ),
        "them": Ask(
            N_("<b>Who is the other side?</b> Share their contact, or type what they are called in the group."),
            terms.who(),
            label=N_("The other side"),
            check=terms.not_me,
            shows=lambda them: them["name"],
            why=N_("With a contact I can tell them myself. With a name alone you get a link to send to them."),
        ),
        "dealt_at": Ask(
            N_("<b>When did you two agree on it?</b> The day is enough."),
            moment(future=False, day_ends=False),
            label=N_("Agreed on"),
            shows=terms.agreed_on,
        ),
        "deal_amount": Ask(N_("<b>What was the price, all in all?</b>"), amount(), label=N_("Price")),
        "part": Choose(N_("<b>Which side were you on?</b>"), terms.parts, label=N_("Your side"), assume=terms.my_part),
        "wrong": Choose(N_("<b>What went wrong?</b>"), terms.wrongs, label=N_("What went wrong"), wide=True),
        "received_at": Ask(
            N_("{ask_when}"),
            moment(future=False, day_ends=False),
            label=N_("Since"),
            assume=terms.begun,
            shows=terms.since,
            why=N_("Problems can be brought to the group for a certain time, as its rules say. It is counted from that day."),
        ),
        "late": Ask(
            N_(
                "By the rules this could be brought until {until}. It can still be taken if there is a reason why it comes later.\n\n"
                "<b>Why is that?</b> At least {least_late} characters."
            ),
            text(least=LEAST_LATE, most=MOST_STORY),
            label=N_("Why it comes late"),
            why=N_("The rules' time limit is the group's own. It takes no right from you that the law gives."),
        ),
        "want": Choose(N_("<b>What would put it right?</b>"), terms.wants, label=N_("You ask for"), wide=True),
        "amount": Ask(
            N_("<b>How much?</b> At most what the deal was about: {worth}."),
            amount(),
            label=N_("Amount"),
            default=terms.usual_amount,
            check=terms.within_the_deal,
        ),
        "story": Ask(
            N_(
                "<b>Tell it in your own words.</b> What was agreed, what happened, and when; {least} characters or more. The other side "
                "and the jurors read exactly this."
            ),
            text(least=LEAST_STORY, most=MOST_STORY),
            label=N_("Your account"),
            why=N_("Jurors were not there. Dates and amounts convince them; strong words do not."),
        ),
        "exhibits": collect(
            N_(
                "<b>Now show it:</b> photos, files, voice, video, or messages forwarded to me; ten at most. Files keep more detail than "
                "photos. Please no passwords, identity cards or full account numbers."
            ),
            note=terms.still_missing,
            confirm_none=N_("File it without anything to show? That makes it hard to decide for you. You can still add things for a while."),
            why=N_("What you send is copied and sealed at once, so that nobody can change it or say it was never there."),
        ),
        "talk": Choose(
            N_("<b>Shall I tell the other side now?</b> If you would rather talk first, I wait a day; that costs you no time."),
            {"now": N_("Tell them now"), "talk": N_("I talk to them first")},
            label=N_("Telling them"),
            default=lambda: "now",
            why=N_("Half of all quarrels are misunderstandings, and end with one friendly message."),
        ),
        "review": Review(
            N_("<b>Is everything right?</b> Once filed, it cannot be changed, only added to."),
            yes=N_("File it"),
            warn=terms.beforehand,
        ),
        "filed": End(
            N_("✓ Filed. The number of your case, and what happens next, come right away."),
            does=FileCase,
            buttons={"cases": N_("My cases")},
        ),
    },
    edges=[
        *path("opened_at", "where", "deal", "part", "wrong", "received_at", "want", "story"),
        *path("story", "exhibits", "talk", "review", "filed"),
        # exceptions: when from     to       only if
        ("answer", "deal", "thing", terms.is_described),
        *path("thing", "them", "dealt_at", "deal_amount", "part"),
        ("answer", "received_at", "late", terms.is_late),
        *path("late", "want"),
        ("answer", "want", "amount", terms.about_money),
        *path("amount", "story"),
    ],
)  # fmt: skip
