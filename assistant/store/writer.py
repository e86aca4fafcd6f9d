"""One thread that owns the books: whatever waits is done in one transaction and answered after its COMMIT."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable
from concurrent.futures import Future
from queue import Empty, SimpleQueue
from typing import Any, TypeVar

from assistant.store.errors import BatchLost, StoreDown
from assistant.store.protocol import Books

T = TypeVar("T")

MOST_TOGETHER = 128  # works that share one COMMIT; more would only make the first of them wait


class _Task:
    """A work, who waits for it (a loop's future, or one that blocks), and what became of it."""

    __slots__ = ("error", "future", "loop", "result", "work")

    def __init__(
        self,
        work: Callable[[Books], Any],
        future: asyncio.Future[Any] | Future[Any],
        loop: asyncio.AbstractEventLoop | None,
    ) -> None:
        self.work = work
        self.future = future
        self.loop = loop
        self.result: Any = None
        self.error: BaseException | None = None

    def settle(self) -> None:
        future = self.future
        if future.done():  # who asked has gone; what was written stays written
            return
        if self.error is None:
            future.set_result(self.result)
        elif isinstance(self.error, StopIteration):  # asyncio refuses to carry this one
            future.set_exception(RuntimeError(f"a work raised {self.error!r}"))
        else:
            future.set_exception(self.error)


class Writer:
    """Works are run one after another in the order they came, each in a savepoint of its own.

    A work that raises is undone alone and its own exception is handed to who asked. If the database ended
    the transaction, or COMMIT failed, all works of the batch get StoreDown and none of them has happened.
    A queued work is done even if its caller stops waiting. The books stay open after `close`.
    """

    def __init__(self, books: Books) -> None:
        self._books = books
        self._queue: SimpleQueue[_Task | None] = SimpleQueue()
        self._lock = threading.Lock()
        self._closing = False
        self._unsettled = 0
        self._ended: Future[None] = Future()
        self._ended.set_running_or_notify_cancel()  # so that a cancelled close() cannot cancel it
        self._thread = threading.Thread(target=self._live, name="writer", daemon=True)
        self._thread.start()

    @property
    def busy(self) -> bool:
        """Whether anybody still waits for an answer."""
        return self._unsettled > 0

    async def run(self, work: Callable[[Books], T]) -> T:
        """Give what `work` returns, once it is committed. StoreDown: it did not happen, ask again later."""
        loop = asyncio.get_running_loop()
        future: asyncio.Future[T] = loop.create_future()
        self._put(_Task(work, future, loop))
        return await future

    def run_sync(self, work: Callable[[Books], T]) -> T:
        """As `run`, blocking; for start-up, tests and other threads."""
        if threading.current_thread() is self._thread:
            raise RuntimeError("a work must not wait for another: it would wait for itself")
        future: Future[T] = Future()
        self._put(_Task(work, future, None))
        return future.result()

    async def close(self) -> None:
        """Do all that was queued, then end the thread; a second call waits for the same end."""
        with self._lock:
            if not self._closing:
                self._closing = True
                self._queue.put(None)
        await asyncio.wrap_future(self._ended)
        self._thread.join()

    def _put(self, task: _Task) -> None:
        with self._lock:
            if self._closing:
                raise StoreDown("the writer is closing")
            self._unsettled += 1
            self._queue.put(task)

    def _live(self) -> None:
        try:
            while tasks := self._take():
                self._write(tasks)
                self._answer(tasks)
        finally:
            self._ended.set_result(None)

    def _take(self) -> list[_Task]:
        """At least one task, and all others that wait; none at the end."""
        tasks: list[_Task] = []
        task = self._queue.get()
        try:
            while task is not None:
                tasks.append(task)
                if len(tasks) == MOST_TOGETHER:
                    return tasks
                task = self._queue.get_nowait()
        except Empty:
            return tasks
        if tasks:
            self._queue.put(None)  # nothing comes behind the end: it is met again next time
        return tasks

    def _write(self, tasks: list[_Task]) -> None:
        books = self._books
        try:
            books.begin()
            for task in tasks:
                try:
                    with books.savepoint():
                        task.result = task.work(books)
                except BatchLost:
                    raise
                except BaseException as error:  # noqa: BLE001 - it is handed to who asked
                    task.error = error
            books.commit()
        except BaseException as error:  # noqa: BLE001 - whatever it is, nobody may be told that it is kept
            self._undo(tasks, error)

    def _undo(self, tasks: list[_Task], cause: BaseException) -> None:
        for task in tasks:
            task.result = None
            task.error = StoreDown(str(cause))
            task.error.__cause__ = cause
        try:
            self._books.rollback()
        except StoreDown:
            return  # the next `begin` tries again, and fails as long as this does

    def _answer(self, tasks: list[_Task]) -> None:
        for loop in {task.loop for task in tasks}:
            theirs = [task for task in tasks if task.loop is loop]
            if loop is None:
                self._settle(theirs)
                continue
            try:
                loop.call_soon_threadsafe(self._settle, theirs)
            except RuntimeError:  # that loop is closed: nobody waits any more
                with self._lock:
                    self._unsettled -= len(theirs)

    def _settle(self, tasks: list[_Task]) -> None:
        for task in tasks:
            task.settle()
        with self._lock:
            self._unsettled -= len(tasks)
