"""Made-up quarrels to practise on, by kind of group: what the two of them say and show, and how made-up jurors think."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from assistant.domain.disputes.ballot import Choice
from assistant.domain.disputes.claims import Part, Want, Wrong
from assistant.domain.groups import Kind
from assistant.i18n import N_


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """`part`: the claimant's. All else are catalogue ids: `denies` and `admits` are the two answers, `shows` and `counters` the two exhibits."""

    title: str
    wrong: Wrong
    what: str
    story: str
    denies: str
    admits: str
    shows: str
    counters: str
    part: Part = Part.BUYER
    want: Want = Want.PARTIAL_REFUND


STORIES: Mapping[Kind, Mapping[str, Story]] = {
    Kind.GOODS: {
        "broken": Story(
            title=N_("A lamp arrives broken"),
            wrong=Wrong.DAMAGED,
            what=N_("Table lamp, as good as new"),
            story=N_("The lamp came with a broken foot. I opened the parcel the same evening and wrote at once. I had paid in full."),
            denies=N_("It was whole when I packed it, in two layers of bubble wrap. My photo at the post office shows that."),
            admits=N_("I am sorry. It was whole when I packed it, but perhaps not packed well enough. I would like to put it right."),
            shows=N_("The parcel as it came, with the broken foot"),
            counters=N_("The packed parcel at the post office"),
        ),
        "described": Story(
            title=N_("Headphones are not as described"),
            wrong=Wrong.NOT_AS_DESCRIBED,
            what=N_("Headphones, hardly used"),
            story=N_("The listing said “hardly used”, but the left side crackles and the cushions are worn. I would have paid less."),
            denies=N_("I wrote in the chat before the deal that I had used them for half a year. That is why they were cheap."),
            admits=N_("I am sorry, I ought to have put that into the listing. Let us find a price that suits us both."),
            shows=N_("The listing, and a photo of the worn cushions"),
            counters=N_("Our chat before the deal"),
        ),
    },
    Kind.SERVICES: {
        "cleaning": Story(
            title=N_("A flat is badly cleaned"),
            wrong=Wrong.BELOW_STANDARD,
            what=N_("Cleaning a flat, four hours"),
            story=N_("Kitchen and bath were not touched, and the windows have streaks. I took photos and wrote the same day."),
            denies=N_("Four hours were agreed, and I worked four hours. Windows were never agreed, and the kitchen was full of boxes."),
            admits=N_("I am sorry, I ran out of time in the kitchen and should have said so. I would like to make up for it."),
            shows=N_("Kitchen and bath after the work"),
            counters=N_("The chat in which we agreed what is to be done"),
        ),
        "bill": Story(
            title=N_("A bill is higher than agreed"),
            wrong=Wrong.OVERCHARGED,
            what=N_("Repairing a bicycle"),
            story=N_("We had agreed on a price, and then the bill had parts on it that nobody had asked me about. I paid to get it back."),
            denies=N_("The chain was worn through, so I replaced it. I called twice, nobody answered, and it had to be ready that evening."),
            admits=N_("I am sorry, I should have waited for your answer. Let us share what the part cost."),
            shows=N_("The price agreed, and the bill"),
            counters=N_("The old chain, and the two calls nobody answered"),
        ),
    },
    Kind.TASKS: {
        "rejected": Story(
            title=N_("Finished work is rejected"),
            wrong=Wrong.REJECTED_UNFAIRLY,
            want=Want.PAY,
            part=Part.SELLER,
            what=N_("Typing up 30 pages"),
            story=N_("I handed in all 30 pages on the day agreed. They were rejected without a reason, and I was not paid."),
            denies=N_("There are two mistakes on every page, so I had to read all of it again. That is not what we had agreed."),
            admits=N_("I am sorry that I gave no reason. Much of it can be used, and for that I will pay."),
            shows=N_("The pages as handed in, with the date"),
            counters=N_("A page with its mistakes marked"),
        ),
        "leaflets": Story(
            title=N_("Work is only half done"),
            wrong=Wrong.BELOW_STANDARD,
            what=N_("Handing out 500 leaflets"),
            story=N_("Half of the leaflets lay in a bin the next morning. I had paid for all of them, in good faith."),
            denies=N_("It began to rain, so I put the wet ones away. All the others were handed out; my photos show the streets."),
            admits=N_("I am sorry, I should have told you about the rain. I give back what I did not hand out."),
            shows=N_("The bin with the leaflets, with date and place"),
            counters=N_("Photos of the streets"),
        ),
    },
}  # fmt: skip

CLAIMANT, RESPONDENT = N_("Lena"), N_("Tom")  # the two, in every story

# What made-up jurors write for the way they vote.
THINKS: Mapping[Choice, str] = {
    Choice.PARTLY: N_("Exhibit 1 shows a fault, exhibit 2 shows that care was taken. A part of it is fair."),
    Choice.UPHELD: N_("The answer admits it itself, and exhibit 1 fits that. So it should be all of it."),
    Choice.REJECTED: N_("Exhibit 2 fits what was agreed. What went wrong afterwards, nobody has shown."),
}
# Reasons that the owner may take over as a juror; 20 characters at least, in every language.
REASONS: Mapping[Choice, str] = {
    Choice.UPHELD: N_("Exhibit 1 shows it clearly; nothing speaks against it."),
    Choice.PARTLY: N_("Both have a point, so a part of it is fair."),
    Choice.REJECTED: N_("Exhibit 1 does not show whose fault it was."),
    Choice.UNDECIDED: N_("Two exhibits do not tell me what happened."),
}
