"""Words: complete in every language, nothing said past the catalogues, and all of it short enough."""

from __future__ import annotations

import itertools
import random
import re
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest

from assistant import i18n
from assistant.dialog import render
from assistant.dialog.render import MOST_LABEL, Reader, plain
from assistant.dialog.steps import Choose
from assistant.dialog.values import freeze
from assistant.dialog.words import Message
from assistant.domain.groups import Kind
from assistant.domain.roles import Role
from assistant.store import Group
from flows import FLOWS
from flows.library import member_link
from flows.people.invite_role import invitation_link
from flows.rules.announcement import MOST, announcement
from scripts import words
from tests.bot_api import problems
from tests.visitor import COMMANDS, Recorder, Visitor

ON_PURPOSE = ("Later…", "Call it off …")
ENGLISH = ("old books", "Old books, paid at once", "50", "24h", "1 day", "tomorrow", "5000")
LONGEST = {
    "wide": ("旧" * 20, "群" * 32, "5000", "30天", "29天23小时59分", "60天"),
    "emoji": ("🦊" * 20, "🎉" * 32, "5000", "30 days", "29 days 23 hours 59 minutes", "60 days"),
    "families": ("👨‍👩‍👧‍👦" * 2, "👨‍👩‍👧‍👦" * 4, "3", "10 minutes", "1 hour"),
    "markup": ("<b>&amp;</b>{name}", "<i>{trade}</i> *_`[x](y)", "3", "10 minutes", "1 hour"),
}


def test_every_catalogue_is_complete():
    assert list(words.problems()) == []


# --- nothing said past the catalogues ---


class Bracketed:
    """A catalogue whose every text stands in ⟦…⟧; it notes what it was asked for."""

    def __init__(self) -> None:
        self.asked: set[str] = set()

    def ugettext(self, message: str) -> str:
        self.asked.add(message)
        return f"⟦{message}⟧"

    def ungettext(self, one: str, many: str, count: int) -> str:
        self.asked.add(many)
        return f"⟦{one if count == 1 else many}⟧"


@pytest.fixture
def brackets(monkeypatch: pytest.MonkeyPatch) -> Iterator[Bracketed]:
    made = Bracketed()
    monkeypatch.setattr(i18n, "catalogue", lambda locale: made)
    forget()
    yield made
    forget()


def forget() -> None:
    """Whatever was remembered in another catalogue's words."""
    for value in (*vars(i18n).values(), *vars(render).values()):
        if hasattr(value, "cache_clear"):
            value.cache_clear()


def outside(text: str) -> str:
    """What stands in no brackets."""
    depth, found = 0, []
    for character in text:
        depth += (character == "⟦") - (character == "⟧")
        found.append(character if depth == 0 else " ")
    assert depth == 0 or text.endswith("…"), f"brackets cut off: {text}"  # a label may be cut, told by its …
    return "".join(found)


def shown(params: dict[str, Any]) -> Iterator[str]:
    yield from (params[name] for name in ("text", "caption") if name in params)
    yield from labels(params)


async def visit(answers: tuple[str, ...], language: str, steps: int, seed: int) -> Recorder:
    """One who founds groups and opens every page, and one who follows the link of a group."""
    stage, chance = Recorder(), random.Random(seed)
    anna, ben = await stage.person("Anna", language), await stage.person("Ben", language)
    visitor = Visitor(stage, anna, answers, chance)
    await visitor.wander(steps)
    guest = Visitor(stage, ben, answers, chance)
    for group in stage.books.groups.of_owner(anna)[:2]:
        await stage.open(ben, member_link("yidan_bot", group.handle))
        guest.look()
        await guest.wander(5)
        await take_roles(stage, anna, guest, group.id)
    for command in COMMANDS:
        await stage.say(anna, anna, command)
    return stage


async def take_roles(stage: Recorder, owner: int, guest: Visitor, group: int) -> None:
    """Each role offered to the guest, who declines once and then says yes to everything."""
    for role, reply in ((Role.JUROR, "no"), (Role.JUROR, "yes"), (Role.ADMIN, "yes"), (Role.OWNER, "yes")):
        await stage.say(owner, owner, f"/invite {group} {role}")
        await stage.say(owner, owner, ENGLISH[0])
        for offer in stage.books.invitations.open(group, role)[-1:]:
            await stage.open(guest.person, invitation_link("yidan_bot", offer.handle))
            guest.look()
            for data in [data for data in guest.buttons if data.endswith(f":o.{reply}")]:
                await stage.press(guest.person, guest.person, guest.message, data)


def strange(stage: Recorder) -> set[str]:
    """What was shown with letters outside of the brackets that nobody put in."""
    languages = (i18n.language_name(each) for each in i18n.locales())
    values = sorted({*ENGLISH, "Language · 语言", *languages}, key=len, reverse=True)
    found = set()
    for text in {text for _, params in stage.calls for text in shown(params)}:
        left = outside(text)
        for value in values:
            left = left.replace(value, " ")
        found |= {text} if re.search(r"[^\W\d_]", left) else set()
    return found


async def test_no_text_goes_past_the_catalogues(brackets: Bracketed):
    # what takes several people, or has tests that go to each of its questions (tests/flows), is not waited for
    walks = [flow for flow in FLOWS if flow.name in {"found_group", "join_group"}]
    steps = [step for flow in walks for step in flow.states.values() if not getattr(step, "gives", ())]
    steps = [step for step in steps if getattr(step, "assume", None) is None]  # asked only for an edit
    screens = {getattr(step, "say", "") for step in steps} - {""}
    for seed in range(12):
        stage = await visit(ENGLISH, "en", 400, seed)
        found = strange(stage)
        stage.close()
        assert sorted(found) == []
        if screens <= brackets.asked:
            break
    assert sorted(screens - brackets.asked) == [], "the visitors did not see everything"


@pytest.mark.parametrize("name", ["<b>{trade}</b> <i>x", "Set up a group", "{", "*_`[a](b)&amp;"])
async def test_what_people_typed_is_shown_as_they_typed_it(name: str):
    """Also where it stands on a button, and where it happens to be a text of the catalogue."""
    stage = Recorder()
    anna = await stage.person("Anna", "zh-hans")
    await stage.say(anna, anna, "/start")
    for handle, called in (("a" * 16, name), ("b" * 16, "旧书")):
        rules = {"settle": timedelta(days=1), "window": timedelta(days=1)}
        group = Group(handle, anna, "wechat", "goods", called, trade=name[:20], entry="qr", zone="Asia/Shanghai")
        stage.books.groups.found(group, freeze(rules), stage.clock.now())
    del stage.calls[:]
    for command in ("/groups", "/renew"):
        await stage.say(anna, anna, command)
        assert [label for label in labels(stage.calls[-1][1]) if name in label], command
    data = next(button["callback_data"] for button in buttons(stage.calls[-1][1]) if name in button["text"])
    await stage.press(anna, anna, max(stage._chats[anna]), data)
    assert name in stage.calls[-1][1]["text"]
    stage.close()


# --- short enough ---


@pytest.mark.parametrize("language", ["en", "zh-hans"])
@pytest.mark.parametrize("kind", LONGEST)
async def test_every_screen_is_within_telegrams_limits_with_the_longest_answers(language: str, kind: str):
    stage = await visit(LONGEST[kind], language, 500, seed=2)
    wrong = [(params, found) for method, params in stage.calls if (found := problems(method, params))]
    long = [
        text for _, params in stage.calls for text in labels(params) if text.endswith("…") or len(text) > MOST_LABEL
    ]
    cut = sorted({*long} - trailing())
    stage.close()
    assert wrong == []
    assert cut == []


def trailing() -> set[str]:
    """What ends with … on purpose: a button that leads to a further choice."""
    return {plain(Message(text), Reader(each, "UTC")) for text in ON_PURPOSE for each in i18n.locales()}


def buttons(params: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for row in params.get("reply_markup", {}).get("inline_keyboard", ()):
        yield from row


def labels(params: dict[str, Any]) -> Iterator[str]:
    yield from (button["text"] for button in buttons(params))


@pytest.mark.parametrize("locale", i18n.locales())
def test_every_fixed_option_fits_on_its_button(locale: str):
    for step in (each for flow in FLOWS for each in flow.states.values() if isinstance(each, Choose)):
        options = step.options if not callable(step.options) else {}
        for text in options.values():
            label = plain(Message(text), Reader(locale, "UTC"))
            assert len(f"★ {label}") <= MOST_LABEL, label


@pytest.mark.parametrize("locale", i18n.locales())
@pytest.mark.parametrize(("kind", "letter"), list(itertools.product(Kind, "旧W🎉")))
def test_the_longest_announcement_is_still_read(locale: str, kind: Kind, letter: str):
    settle, window = timedelta(days=29, hours=23, minutes=59), timedelta(days=59, hours=23, minutes=59)
    link = member_link("yidan_bot", "0" * 16)
    (text,) = announcement(letter * 32, letter * 20, kind, settle, window, link)
    assert len(plain(text, Reader(locale, "Asia/Shanghai"))) <= MOST == 500
