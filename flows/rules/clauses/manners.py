"""Clauses about what is not done here, and how people treat each other."""

from datetime import timedelta

from assistant.domain.clauses import Clause, Matter, Span, Whole
from assistant.domain.groups import Audience, Kind
from assistant.i18n import N_

DAY, HOUR = timedelta(days=1), timedelta(hours=1)

MANNERS = (
    Clause(
        key="prohibited",
        title=N_("Not traded here"),
        gate=False,
        full={
            Kind.GOODS: N_("No weapons, drugs, tobacco, prescription medicine, fakes, protected animals, gift cards, accounts or anything else the law forbids."),
            Kind.SERVICES: N_("No exams or papers for others, no lending of accounts or identities, nothing else the law forbids."),
            Kind.TASKS: N_("No fake orders or reviews, no paying in advance, no collecting or passing on money, no lending of accounts, nothing else the law forbids."),
        },
        short={
            Kind.GOODS: N_("Nothing forbidden, no fakes, no accounts."),
            Kind.SERVICES: N_("No exams for others, no lent accounts, nothing forbidden."),
            Kind.TASKS: N_("No fake orders, no advances, no passing on of money."),
        },
        why=N_("One forbidden deal can cost the whole group its account, and the owner more than that."),
    ),
    Clause(
        key="middlemen",
        title=N_("No middlemen"),
        brief=True,
        matter=Matter.MONEY,
        full=N_(
            "Nobody holds or collects money for others, the owner and admins included. Whoever wants a safe hand uses the platform's own "
            "protected payment."
        ),
        short=N_("Nobody collects or holds money for others."),
        why=N_("The commonest fraud in such groups is a helpful stranger who “holds” the money."),
    ),
    Clause(
        key="posts",
        title=N_("Posting limits"),
        usually=(Audience.OPEN,),
        full=N_("At most {posts} offers a day from each member; the same offer again after {repost} at the earliest."),
        short=N_("{posts} offers a day; repeats after {repost}."),
        why=N_("When three people fill the screen, the others mute the group. Limits keep it readable."),
        parameters=(
            Whole(
                key="posts",
                label=N_("Offers a day"),
                ask=N_("{clause}\n\n<b>How many offers a day may one member post?</b>"),
                least=1,
                most=50,
                usual=3,
            ),
            Span(
                key="repost",
                label=N_("Same offer again after"),
                ask=N_("{clause}\n\n<b>After how long may the same offer come again?</b>"),
                least=HOUR,
                most=30 * DAY,
                usual={Kind.GOODS: 48 * HOUR, Kind.SERVICES: 48 * HOUR, Kind.TASKS: DAY},
            ),
        ),
    ),
    Clause(
        key="privacy",
        title=N_("Privacy"),
        full=N_("Address and telephone go to the other party only, after the deal, and are used for nothing else. Nobody's data or chats are spread."),
        short=N_("Addresses only to the other party; no spreading of data."),
        why=N_("People give their address to a buyer, not to two hundred readers."),
    ),
    Clause(
        key="conduct",
        title=N_("Conduct"),
        full=N_("Talk about the deal, not the person. No insults, no advertising from outside, no luring into other groups, no public accusations while a case is open."),
        short=N_("Stay civil; no outside advertising, no public accusations."),
        why=N_("Accusations in the open harden both sides, and may even be an offence. A case has its own place."),
    ),
)  # fmt: skip
