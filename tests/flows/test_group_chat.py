"""Groups in Telegram as people see them, at the edges that the transcripts leave out."""

from __future__ import annotations

import pytest

from tests.flows.test_jury import Room, told
from tests.stage import PureStage

MENTIONED = "there is a message for you"
FILED = (
    "mei: /dispute » 一盆多肉 » (contact gus) » 今天 09:30 » 30 » [买家] » [没收到…] » 今天 09:30 » [全额退款]"
    " » [跳过…] » 说好今天中午当面交，等了一个小时没人来，消息也不回。 » [好了] » [对，继续] » [★ …] » [提交]"
)


@pytest.fixture
def stage():
    made = PureStage()
    yield made
    made.close()


@pytest.fixture
async def room(stage):
    made = Room(stage, "@ play openings/telegram.chat")
    await made.play()
    return made


def circle(stage: PureStage):
    (found,) = [each for each in stage.groups.values() if each.title]
    return found


async def test_all_of_it_is_really_set(room, stage):
    plants = circle(stage)
    assert plants.title == "Riverside Plants"
    assert plants.description.startswith("plants: one deal at a time, each settled on the spot.")
    assert (plants.permissions["can_send_photos"], plants.permissions["can_change_info"]) == (True, False)
    (posted,) = [each for each in stage._chats[-4_000_000_001].values() if "【" in each["text"]]
    assert plants.pinned == posted["message_id"]
    assert list(plants.links.values()) == [True]


async def test_who_asked_is_in_once_the_rules_are_confirmed_and_not_before(room, stage):
    plants = circle(stage)
    await room.go("@ person kim en Kim\n\nkim: (link +)")
    kim = next(iter(plants.asking))
    assert "one request to join a group · since" in told(await room.go("kim: /privacy"), "kim")[0]
    await room.go("kim: [Read the rules and confirm them]")
    assert kim not in plants.members
    await room.go("kim: [I have read them …]")
    assert kim in plants.members
    assert not plants.asking
    await room.go("kim: /erase")
    assert stage.books.database.all("SELECT * FROM chat_request") == []


async def test_who_joins_by_the_member_link_alone_is_no_matter_of_the_chat(room, stage):
    await room.go("@ person kim en Kim\n\nkim: (link g) » [I have read them …]")
    (calls,) = stage.books.database.one("SELECT count(*) FROM outbox WHERE method = 'approveChatJoinRequest'")
    assert calls == 0


async def test_the_reminder_calls_once_more_and_an_opened_case_nobody(room):
    first = told(await room.go(FILED), "plants")
    assert [MENTIONED in text for text in first] == [True]
    again = told(await room.go("@ +24h"), "plants")
    assert [MENTIONED in text for text in again] == [True]
    await room.go("gus→plants: [Read my message]")
    assert told(await room.go("@ +24h"), "plants") == []


async def test_what_is_said_in_the_group_tells_nothing_of_the_case(room):
    (text,) = told(await room.go(FILED), "plants")
    assert text.startswith("Gus, there is a message for you.")
    assert not any(word in text for word in ("YD-", "多肉", "小美", "30", "case"))


async def test_without_the_chat_nobody_is_called_and_all_else_is_as_ever(room):
    await room.go("@ remove plants")
    said = await room.go(FILED)
    assert told(said, "plants") == []
    assert any("c_" in text for text in told(said, "mei"))


async def test_an_admin_may_connect_too_and_a_link_that_ran_out_does_not(room, stage):
    await room.go("@ remove plants\n\nolga: /telegram 1\n\n@ +25h")
    said = await room.go("olga→plants: (link)")
    assert "good for a day" in told(said, "plants")[0]
    stage.books.begin()
    ben = next(number for number, each in stage._people.items() if each["first_name"] == "Ben")
    stage.books.roles.put(1, ben, "admin", "Ben", stage.clock.now())
    stage.books.commit()
    await room.go("ben: /telegram 1")
    said = await room.go("ben→plants: (link)")
    assert "Connected" in told(said, "plants")[0]
    assert "is connected with its group" in told(said, "ben")[0]


async def test_a_chat_of_one_group_is_not_made_anothers(room):
    founding = (
        "olga: /newgroup » [Telegram] » [Trade goods] » lamps » [Anyone suitable] » 60 » [I sell nothing myself] » Lamps » [★ …]"
        " » [★ …] » [Skip: …] » [Skip: …] » [Skip: …] » [★ …] » [✓ Good, use these rules] » [All right, go on] » [✓ Create the group]"
    )
    await room.go(founding)
    said = await room.go("olga→plants: (link)")
    assert "already belongs to another group" in told(said, "plants")[0]


async def test_a_second_tap_sets_nothing_up_twice(room, stage):
    await room.go("@ rights plants change_info\n\n@ fault setChatTitle 429 30s")
    said = await room.go("olga: [Set it up again] » /telegram 1 » [Set it up again]")
    assert any("I am at it already" in text for text in told(said, "olga"))
    said = await room.go("@ +40s")
    assert sum("What I have set up" in text for text in told(said, "olga")) == 1


async def test_a_group_in_wechat_has_no_page_for_a_chat(stage):
    made = Room(stage, "@ play openings/deal.chat")
    await made.play()
    assert "lives in WeChat" in told(await made.go("olga: /telegram 1"), "olga")[0]
    assert "Only the owner" in told(await made.go("ben: /telegram 1"), "ben")[0]


async def test_removed_in_the_middle_the_owner_hears_it_plainly(room, stage):
    circle(stage).here = False
    said = told(await room.go("olga: [Check again]"), "olga")
    assert "could not look" in said[-1]
    assert "not in that group any more" in said[-1]
    said = told(await room.go("olga: /telegram 1 » [Set it up again]"), "olga")
    assert "✗ Title: I am not in that group any more." in said[-1]
    assert "✓ Post the rules" in said[-1]  # they were, and nobody knows better
    assert "✗ Pin the rules: I am not in that group any more." in said[-1]
