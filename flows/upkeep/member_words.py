"""The members' check in words: texts to paste, steps, what was found."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from assistant.dialog.steps import Step
from assistant.dialog.words import Lines, Message, Plain, words
from assistant.domain.checkups import Clones, last_size
from assistant.domain.lookalikes import Likeness, LookAlike
from assistant.i18n import N_, NN_, text
from flows.upkeep.groups import Find, on_wechat

FindAlike = Callable[[int], Sequence[LookAlike]]
MOST_LISTED = 8  # look-alikes told one by one


def counted(choice: str, find_number: Find) -> tuple[str, ...]:
    """The number counted last."""
    before = last_size(find_number(int(choice)).facts)
    return (str(before),) if before else ()


def split_text(name: str, locale: str) -> tuple[Plain, ...]:
    return (Plain(text(SPLIT, locale).format(name=name)),)


SPLIT = N_(
    "📣 {name} is getting large, and good offers are lost in the talk. We are planning a second group. Which suits you better: one by "
    "category, or one by region? And who would help to look after it? Write it here."
)
MOVE = N_(
    "📣 {name} is full. A second group opens these days: same rules, same way of settling. I will invite those it suits one by one. Join no "
    "“new group” that others offer you."
)


def move_text(name: str, locale: str) -> tuple[Plain, ...]:
    return (Plain(text(MOVE, locale).format(name=name)),)


# --- names ---


def naming_text(name: str, locale: str, choice: str, find_number: Find) -> tuple[Plain, ...]:
    asks = NAMING_WECHAT if on_wechat(choice, find_number) else NAMING_TELEGRAM
    return (Plain(text(asks, locale).format(name=name)),)


NAMING_WECHAT = N_(
    "📣 Please show who you are: ··· → My Alias in Group → your name + what you trade, such as “Lin + used books”. It takes half a minute, "
    "and everybody knows whom they deal with. By Sunday, please."
)
NAMING_TELEGRAM = N_(
    "📣 Please show who you are: in your profile, a name people can call you by, and in your first message what you trade. Everybody wants "
    "to know whom they deal with. By Sunday, please."
)
POST = Step(
    "post",
    N_("Post the text above in the group"),
    N_("Long-press the grey text, copy it, paste it into the group. As an announcement it is seen by all."),
    N_("No announcements there? An ordinary message does, best in the evening."),
)
REMIND = Step(
    "remind",
    N_("After a few days: mention those still unnamed"),
    N_("One message that @mentions them all. Most only forgot. Tap Later if you do it on another day."),
    N_("If @ finds somebody badly, write to them directly."),
)
ALONE = Step(
    "alone",
    N_("Still nothing? Ask them, then let them go"),
    N_("Ask once in private. Whoever will not say who they are need not be let near other people's money."),
    N_("If they can't be reached, note them for the question about silent members."),
)


def naming_steps() -> tuple[Step, ...]:
    return (POST, REMIND, ALONE)


# --- look-alikes ---

HOW = {
    Likeness.SAME: N_("the same name"),
    Likeness.DISGUISED: N_("the same at a glance"),
    Likeness.OFFICE: N_("an office in the name"),
    Likeness.NEAR: N_("nearly the same"),
}


def alike_line(each: LookAlike) -> Message:
    return words(
        N_("• “{name}” ({number}) looks like {like} ({right}): {how}"),
        name=each.name,
        number=Plain(str(each.person)),
        like=each.like.name,
        right=Plain(str(each.like.person)),
        how=Message(HOW[each.how]),
    )


def alike(group: int, find_lookalikes: FindAlike) -> Lines | Message:
    """The look-alikes among the members known here."""
    found = find_lookalikes(group)
    if not found:
        return Message(N_("Among the members I know there is none."))
    more = NN_("and one more", "and {count} more")
    rest = len(found) - MOST_LISTED
    tail = (Message(more, {"count": rest}),) if rest > 0 else ()
    return Lines((Message(N_("Among the members I know:")), *(alike_line(each) for each in found[:MOST_LISTED]), *tail))


# --- the silent ones ---


def silent_text(name: str, locale: str) -> tuple[Plain, ...]:
    return (Plain(text(SILENT, locale).format(name=name)),)


SILENT = N_(
    "📣 {name} tidies up. If you have not written anything for three months and want to stay, please answer “here” within a week; "
    "reading along is fine. Whoever does not answer will be let go, and is welcome back at any time."
)

# --- the end ---


def found(unnamed: int, clones: str, dormant: int | None) -> Lines:
    """What is left to look at, in words."""
    lines: list[Message] = []
    if unnamed:
        lines.append(Message(NN_("• one without name + trade", "• {count} without name + trade"), {"count": unnamed}))
    if clones == Clones.UNSURE:
        lines.append(Message(N_("• a name that looks like yours: call, and compare the account before you trust it")))
    if dormant:
        lines.append(
            Message(NN_("• one silent for three months", "• {count} silent for three months"), {"count": dormant})
        )
    return Lines(tuple(lines) or (Message(N_("Nothing odd: well looked after.")),))


def change(size: int, choice: str, find_number: Find) -> Message:
    """How many more or fewer than the last time."""
    before = last_size(find_number(int(choice)).facts)
    if before is None or before == size:
        return words(N_("{size} members"), size=size)
    if size > before:
        return words(N_("{size} members, {more} more than last time"), size=size, more=size - before)
    return words(N_("{size} members, {fewer} fewer than last time"), size=size, fewer=before - size)
