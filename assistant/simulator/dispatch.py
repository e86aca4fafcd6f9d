"""One call from its name and parameters to its result: faults, the method, the journal."""

from __future__ import annotations

import asyncio
import inspect
import json
from dataclasses import dataclass
from typing import Any

from assistant.simulator.failures import ApiError
from assistant.simulator.faults import Fault
from assistant.simulator.methods.base import Call, Described, Ready
from assistant.simulator.methods.registry import METHODS, SPELLING
from assistant.simulator.parameters import Parameters
from assistant.simulator.people import Bot
from assistant.simulator.polling import Polls
from assistant.simulator.posting import Postman
from assistant.simulator.webhooks import Webhooks
from assistant.simulator.world import World

HANGING = 120.0  # real seconds after which a call that hangs by a fault is cut off


class ConnectionDropped(Exception):  # noqa: N818 - an order to the server, not an error
    """By a fault, the connection of this call ends without an answer."""


@dataclass(frozen=True, slots=True)
class Answer:
    """The JSON text of a result, with its description."""

    result: str
    description: str = ""


class Dispatcher:
    def __init__(self, world: World) -> None:
        self.world = world
        self.polls = Polls(world)
        self.postman = Postman(world, self.call)
        self.webhooks = Webhooks(world, self.postman)
        world.arrived = self._arrived

    def _arrived(self, bot: Bot) -> None:
        self.webhooks.wake(bot)
        self.polls.wake(bot)

    async def close(self) -> None:
        self.polls.close()
        await self.webhooks.close()

    async def call(self, bot: Bot, method: str, params: Parameters, via: str) -> Answer:
        """Run a method (lower case) for a bot. Raises ApiError, ConnectionDropped."""
        world = self.world
        entry: dict[str, Any] = {
            "bot": bot.id,
            "method": SPELLING.get(method, method),
            "params": params.shown(),
            "via": via,
        }
        world.begin()
        try:
            fault = self._fault(method, params)
            if fault is not None:
                entry["fault"] = fault.mode
                await self._before(fault)
            answer, summary = await self._run(Call(world, bot, params, self.webhooks, self.polls), method)
        except ApiError as error:
            world.journal.write("call", **entry, ok=False, error=error.description, code=error.code)
            raise
        except ConnectionDropped:
            world.journal.write("call", **entry, ok=False, error="dropped before it was done")
            raise
        finally:
            world.end()
        world.journal.write("call", **entry, ok=True, result=summary)
        if fault is not None and fault.mode == "deliver_then_drop":
            raise ConnectionDropped
        return answer

    def _fault(self, method: str, params: Parameters) -> Fault | None:
        if not self.world.faults.any():
            return None
        content = json.dumps(params.shown(), ensure_ascii=False)
        return self.world.faults.for_call(method, content, params.text("chat_id"))

    async def _before(self, fault: Fault) -> None:
        if fault.mode == "error":
            raise fault.error()
        if fault.mode == "drop_before":
            raise ConnectionDropped
        if fault.mode == "latency":
            await self.world.rest(fault.seconds)
        if fault.mode == "hang":
            self.world.end()
            try:
                await asyncio.sleep(HANGING)
            finally:
                self.world.begin()
            raise ConnectionDropped

    async def _run(self, call: Call, method: str) -> tuple[Answer, Any]:
        work = METHODS.get(method)
        if work is None:
            raise ApiError(404, "method not found")
        result = work(call)
        if inspect.isawaitable(result):
            result = await result
        if isinstance(result, Ready):
            return Answer(result.text), result.summary
        if isinstance(result, Described):
            return Answer(json.dumps(result.result), result.description), result.result
        return Answer(json.dumps(result, ensure_ascii=False)), result
