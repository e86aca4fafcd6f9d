"""The demo: a small town that has a past, in which time then runs on."""

from __future__ import annotations

import time

import aiohttp

from assistant.demo import running
from assistant.store import open_books


async def test_the_town_has_a_group_members_a_deal_and_a_case_that_waits_and_its_time_runs_on():
    async with running(town=True) as place:
        async with aiohttp.ClientSession() as http, http.get(f"{place.url}/control/world") as answer:
            world = await answer.json()
        assert world["clock"]["rate"] == 1
        names = {each["name"] for each in world["people"]}
        assert {"小林", "Anna", "老周", "May", "小本"} <= names
    books = open_books(str(place.database))
    try:
        (owner,) = {books.groups.get(1).owner}
        assert books.people.get(owner).name == "老周"
        assert len(books.groups.members(1)) >= 2
        assert len(books.roles.of_group(1, "juror")) == 3
        (case,) = books.cases.of_group(1, 10)
        assert case.state == "response"  # told, and waiting for the answer
        assert abs(case.filed_at - time.time()) < 6 * 3600
        assert books.heart.last() <= time.time() + 60
        assert books.letters.recent(5) == []
    finally:
        books.close()
