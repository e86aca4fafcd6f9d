"""Clauses that keep the group in order: penalties, disputes, dormancy, changes."""

from datetime import timedelta

from assistant.domain.clauses import Clause, Matter, Pick, Span
from assistant.domain.groups import Audience
from assistant.i18n import N_

DAY, HOUR = timedelta(days=1), timedelta(hours=1)

ORDER = (
    Clause(
        key="penalties",
        title=N_("Penalties"),
        brief=True,
        matter=Matter.PENALTY,
        asked=True,
        full=N_(
            "Breaches go step by step, the same for everybody: {penalties}. A step lapses after {lapse} without another. Fraud means "
            "removal at once."
        ),
        short=N_("{penalties}; lapses after {lapse}."),
        beside=N_("A step lapses after {lapse} without another."),
        why=N_("A ladder that everyone knows beforehand spares you a quarrel about each single case, and it lets people start afresh."),
        parameters=(
            Pick(
                key="penalties",
                label=N_("Penalties"),
                ask=N_("<b>What follows when somebody breaks the rules?</b> The steps are the same for everybody."),
                options={
                    "ladder": N_("reminder → 24 h → 7 days without offers → removal"),
                    "gentle": N_("two reminders → 7 days without offers → removal"),
                    "strict": N_("24 h → 7 days without offers → removal"),
                },
                usual="ladder",
            ),
            Span(
                key="lapse",
                label=N_("Penalties lapse after"),
                ask=N_("{clause}\n\n<b>After how long does a step lapse?</b>"),
                least=7 * DAY,
                most=365 * DAY,
                usual=30 * DAY,
            ),
        ),
    ),
    Clause(
        key="disputes",
        title=N_("Disputes"),
        brief=True,
        matter=Matter.TIME,
        mandatory=True,
        full=N_(
            "First the two talk. If that fails, tell the assistant: open the member link or send /start, then “I have a problem with a deal”. "
            "The other side has {disputes} to answer, both show evidence, and neutral members decide, not the owner alone. One appeal "
            "is possible. Above that: {above}. Rights that the law gives remain."
        ),
        short=N_("Talk first, then neutral members decide. Your legal rights remain."),
        why=N_("One of the three clauses no group can do without. A judge who is also the host makes enemies either way."),
        parameters=(
            Span(
                key="disputes",
                label=N_("Disputes, time to answer"),
                ask=N_("{clause}\n\n<b>How long does the other side have to answer?</b>"),
                least=6 * HOUR,
                most=7 * DAY,
                usual=DAY,
            ),
            Pick(
                key="above",
                label=N_("Above the group"),
                ask=N_("{clause}\n\n<b>Where can people turn beyond the group?</b>"),
                options={
                    "law": N_("consumer advice or a court"),
                    "platform": N_("the platform's arbitration"),
                    "both": N_("the platform's arbitration, or a court"),
                },
                usual="law",
            ),
        ),
    ),
    Clause(
        key="inactive",
        title=N_("Inactivity"),
        matter=Matter.TIME,
        usually=(Audience.OPEN,),
        full=N_("Whoever is silent for {inactive} is asked whether to stay, and is taken out only without an answer. Coming back is always possible."),
        short=N_("Silent for {inactive}: asked, and taken out only without an answer."),
        why=N_("Places in a group are limited, and dormant accounts are the ones that get stolen."),
        parameters=(
            Span(
                key="inactive",
                label=N_("Inactive after"),
                ask=N_("{clause}\n\n<b>After how long is a silent member asked?</b>"),
                least=30 * DAY,
                most=365 * DAY,
                usual=90 * DAY,
            ),
        ),
    ),
    Clause(
        key="changes",
        title=N_("Changes of these rules"),
        matter=Matter.TIME,
        full=N_(
            "New rules are announced with their date, and objections are heard for {changes}. A deal already agreed keeps the version that "
            "held then. What touches money, time limits or penalties is confirmed anew."
        ),
        short=N_("Announced, objections heard for {changes}; agreed deals keep their version."),
        why=N_("Rules that change overnight are no rules. Whoever has agreed a deal must be able to rely on them."),
        parameters=(
            Span(
                key="changes",
                label=N_("Objections to changes"),
                ask=N_("{clause}\n\n<b>For how long are objections to a change heard?</b>"),
                least=HOUR,
                most=30 * DAY,
                usual=DAY,
            ),
        ),
    ),
)  # fmt: skip
