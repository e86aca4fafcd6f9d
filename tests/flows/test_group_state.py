"""How a group stands in a line: what is due, the most pressing first, and nothing that is past told as if it were not."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from types import SimpleNamespace

import pytest

from assistant.dialog.render import Reader, plain
from assistant.dialog.session import Desk
from assistant.domain.groups import NOT_YOURS
from assistant.errors import Refused
from assistant.store import Group, GroupQr, Invitation
from flows.groups.state import ARCHIVED, due, which
from flows.home import MOST_DUE, start

NOW = datetime(2026, 11, 22, 2, tzinfo=UTC)
DAY = timedelta(days=1)
READER = Reader("en", "Asia/Shanghai")


def group(number: int = 1, **more) -> Group:
    given = {
        "handle": f"h{number}",
        "owner": 7,
        "platform": "wechat",
        "kind": "goods",
        "name": f"G{number}",
        "entry": "qr",
    }
    return Group(**(given | {"id": number} | more))


def qr(until: datetime | None):
    return lambda number: GroupQr(number, "", "", 0.0, until.timestamp()) if until else None


def offers(*lasting: timedelta):
    def find(number: int, role: str) -> list[Invitation]:
        until = [(NOW + each).timestamp() for each in lasting]
        return [Invitation("v", number, role, "x", 7, 0.0, each) for each in until] if role == "admin" else []

    return find


def told(found) -> list[str]:
    return [plain(each, READER) for each in found]


@pytest.mark.parametrize(
    ("until", "said"),
    [
        (None, "there is no QR code yet"),
        (NOW - DAY, "the QR code has run out: nobody can join with it"),
        (NOW, "the QR code has run out: nobody can join with it"),
        (NOW + DAY, "the QR code works until Mon, Nov 23 10:00"),
    ],
)
def test_a_code_that_has_run_out_is_not_said_to_work(until, said):
    assert told(due(group(), NOW, qr(until), offers())) == [said]


def test_without_a_code_to_renew_nothing_is_said_of_one():
    assert told(due(group(entry="approval"), NOW, qr(NOW - DAY), offers())) == []
    assert told(due(group(platform="telegram"), NOW, qr(None), offers())) == []


def test_steps_left_and_invitations_that_still_hold_are_counted():
    found = group(entry="approval", facts={"steps": {"pin": "later", "name": "done", "announce": "later"}})
    said = told(due(found, NOW, qr(None), offers(DAY, 2 * DAY, -DAY, timedelta(0))))
    assert said == ["2 steps in WeChat are open", "2 invitations are unanswered"]


def test_the_start_tells_of_three_groups_at_most():
    groups = [group(number) for number in range(1, 6)]
    screen = start(groups, [], [], [], [], [], Desk(), SimpleNamespace(), (), NOW, qr(None), offers(), lambda _: None)
    (lines,) = screen.paragraphs[1:]
    assert [plain(each, READER) for each in lines.lines] == [
        f"⏳ G{number}: there is no QR code yet" for number in range(1, MOST_DUE + 1)
    ]


def test_a_button_names_a_group_that_one_looks_after():
    mine, helped, rests = group(1), group(2, owner=8), group(3, archived_at=1.0)
    assert which([mine, helped], [mine, rests], "2 yes") is helped
    for payload, no in (("3", ARCHIVED), ("4", NOT_YOURS), ("", NOT_YOURS), ("x", NOT_YOURS)):
        with pytest.raises(Refused) as refused:
            which([mine, helped], [mine, rests], payload)
        assert refused.value.message == no
