"""A question about one person who wants to join or to deal: "look closer" or "nothing known"; never a list, a name, a reason."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from assistant.dialog.events import Contact, Context, Media, Said, Text
from assistant.dialog.flow import Flow
from assistant.dialog.parsers import Parser
from assistant.dialog.steps import Ask, Choose, End
from assistant.dialog.words import Plain
from assistant.domain import safety
from assistant.domain.disputes.risks import NOT_FOR_YOU, NOT_SHARED, AskRisk
from assistant.errors import Refused
from assistant.i18n import N_
from assistant.statechart import path
from flows.library import group_number, names_of, sole

Find = Callable[..., Any]
Groups = Sequence[Any]
WHO_EXAMPLE = N_("Paper clip → Contact → the person; or forward a message of theirs.")
NO_ACCOUNT = N_(
    "That shows no Telegram account, so I cannot look. Share their contact, or forward a message of theirs."
)


def _account() -> Parser:
    """Reads whom it is about, as {"person", "name"}: a shared contact, or the author of a forward."""

    def read(said: Said, context: Context) -> dict[str, Any]:
        if isinstance(said, Contact) and said.person is not None:
            return {"person": said.person, "name": said.name}
        origin = said.origin if isinstance(said, Text | Media) else None
        if origin is None or origin.kind != "person" or origin.person is None:
            raise Refused(NO_ACCOUNT)
        return {"person": origin.person, "name": origin.name}

    return Parser(read, WHO_EXAMPLE, {}, frozenset({"text", "contact", "photo", "voice", "document", "video"}))


def shares(group: Any, find_safety: Find) -> bool:
    """Whether that group takes part; off until its owner has said so."""
    row = find_safety(group.id)
    return row is not None and safety.read(row.body).sharing == safety.Sharing.ON


def taking_part(looked_after: Groups, find_safety: Find) -> Mapping[str, Any]:
    return {str(each.id): each for each in looked_after if shares(each, find_safety)}


def admit_question(looked_after: Groups, find_safety: Find) -> None:
    if not taking_part(looked_after, find_safety):
        raise Refused(NOT_SHARED if looked_after else NOT_FOR_YOU)


def choices(looked_after: Groups, find_safety: Find) -> Mapping[str, Plain]:
    return names_of(taking_part(looked_after, find_safety))


def only(looked_after: Groups, find_safety: Find) -> str | None:
    return sole(taking_part(looked_after, find_safety))


flow = Flow(
    "ask_risk",
    title=N_("Ask about somebody"),
    on="risk",
    asks=("looked_after", "find_safety"),
    admit=admit_question,
    derive={"group": lambda where: group_number(where), "about": lambda whom: whom["person"]},  # noqa: PLW0108 - its parameter names the fact
    states={
        "where": Choose(N_("<b>For which group do you ask?</b>"), choices, label=N_("Group"), assume=only),
        "whom": Ask(
            N_(
                "<b>About whom?</b> Share their contact or forward a message of theirs. I answer “look closer” or “nothing known”, and "
                "nobody is told that you asked."
            ),
            _account(),
            label=N_("About"),
            shows=lambda whom: whom["name"],
            why=N_(
                "For whoever wants to join or to deal. An answer is a reason to look, never a reason to say no by itself."
            ),
        ),
        "asked": End(N_("✓ Looked up."), does=AskRisk),
    },
    edges=[*path("where", "whom", "asked")],
)
