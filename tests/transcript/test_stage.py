"""The stage in memory: what it must be strict about, so that a transcript that passes on it means something."""

import pytest

from tests.stage import PureStage


@pytest.fixture
async def stage():
    stage = PureStage()
    yield stage
    stage.close()


async def test_nothing_is_heard_twice(stage):
    anna = await stage.person("Anna", "en")
    await stage.say(anna, anna, "/start")
    assert len(await stage.heard(anna, anna)) == 1
    assert await stage.heard(anna, anna) == []


async def test_time_stands_still(stage):
    anna, before = await stage.person("Anna", "en"), stage.clock.now()
    await stage.say(anna, anna, "/start")
    assert stage.clock.now() == before
    await stage.wait(90)
    assert stage.clock.now() == before + 90


async def test_a_buried_bug_is_an_error_here(stage):
    anna = await stage.person("Anna", "en")
    stage.service._dialogue = None
    with pytest.raises(AssertionError, match="a bug was buried"):
        await stage.say(anna, anna, "/start")


async def test_a_restart_keeps_the_books_and_nothing_else(stage):
    anna = await stage.person("Anna", "en")
    await stage.say(anna, anna, "/newgroup")
    before, said = stage.service, stage.books.desks.get(anna)
    await stage.restart()
    assert stage.service is not before
    assert stage.books.desks.get(anna) == said


async def test_posters_are_really_drawn_when_asked():
    stage = PureStage(draw_posters=True)
    spec = {"kind": "goods", "badge": "b", "tagline": "t", "name": "n", "trade_label": "l", "trade": "x", "invite": "i",
            "join_title": "j", "join": ["1"], "rules_title": "r", "rules": ["1", "2", "3"], "link_label": "k",
            "link": "https://t.me/b", "footer": "f"}  # fmt: skip
    result, code = stage._work("poster", {**spec, "key": "k"})
    assert (result["left_out"], code) == ([], "")
    stage.close()
