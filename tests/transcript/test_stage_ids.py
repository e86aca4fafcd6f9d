"""The stage in memory gives each conversation an id of its own, and the same ones each time."""

from assistant.dialog.session import load
from tests.stage import PureStage


async def _ids():
    stage = PureStage()
    try:
        people = [await stage.person(name, "en") for name in ("Anna", "Ben")]
        for person in people:
            for word in ("/newgroup", "/start", "/newgroup!"):
                await stage.say(person, person, word)
        found = [each.id for person in people for each in load(stage.books.desks.get(person).body).sessions]
    finally:
        stage.close()
    return found


async def test_no_two_conversations_share_an_id():
    found = await _ids()
    assert len(found) == len({*found}) > 1
    assert found == await _ids()
