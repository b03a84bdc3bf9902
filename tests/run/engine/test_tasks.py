"""A warm process's children: what they say, how they end, what they leave."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from playbook.errors import PlaybookError, UserError
from playbook.run.engine import warm_process as module
from playbook.run.engine.kernel import Inbox
from playbook.run.engine.tasks import Died, Task, available
from playbook.run.engine.warm_process import WarmProcess, shared_warm_process
from tests.run.engine import work
from tests.run.engine.test_endings import _gone, _no_children

pytestmark = pytest.mark.skipif(not available(), reason="processes are forked on Linux alone")


COLD = work.nothing_to_load


@pytest.fixture(scope="module")
def warm_process() -> Iterator[WarmProcess]:
    with WarmProcess(COLD) as started:
        yield started
        assert _no_children(started.pid)


def _start(warm_process: WarmProcess, name: str, *args: object) -> Task:
    return warm_process.start(getattr(work, name), *args)


def test_events_then_the_result(warm_process: WarmProcess) -> None:
    heard: list[int] = []
    task = _start(warm_process, "count", 3)
    assert (task.result(heard.append), heard, task.ended) == (6, [0, 1, 2], True)
    assert task.peak_bytes > 5_000_000


def test_a_child_may_be_told_things(warm_process: WarmProcess) -> None:
    task = _start(warm_process, "echo")
    task.send({"a": 1})
    task.send("b")
    assert task.result() == [{"a": 1}, "b"]
    with pytest.raises(OSError, match="gone"):
        task.send("c")


def test_a_bug_travels_with_its_traceback(warm_process: WarmProcess) -> None:
    with pytest.raises(ValueError, match="no") as raised:
        _start(warm_process, "fail").result()
    assert 'raise ValueError("no")' in str(raised.value.__cause__)


def test_a_user_error_travels_with_its_lines(warm_process: WarmProcess) -> None:
    with pytest.raises(UserError) as raised:
        _start(warm_process, "user_error").result()
    assert raised.value.lines == ("clients/acme/bills.csv, row 2:", "expected a number")


def test_an_error_that_cannot_travel_comes_in_words(warm_process: WarmProcess) -> None:
    with pytest.raises(PlaybookError, match="Strange: cannot travel"):
        _start(warm_process, "strange_error").result()


def test_a_function_that_is_not_there(warm_process: WarmProcess, monkeypatch: pytest.MonkeyPatch) -> None:
    def nothing() -> None: ...

    nothing.__module__, nothing.__qualname__ = work.__name__, "nothing"
    monkeypatch.setattr(work, "nothing", nothing, raising=False)  # here alone, and not in the child
    with pytest.raises(AttributeError, match="nothing"):
        _start(warm_process, "nothing").result()


def test_death_is_told_as_it_was(warm_process: WarmProcess) -> None:
    with pytest.raises(Died, match="ended by SIGKILL") as raised:
        _start(warm_process, "be_killed").result()
    assert raised.value.status == -9


def test_time_runs_out_and_the_child_is_stopped(warm_process: WarmProcess) -> None:
    task = _start(warm_process, "rest")
    assert next(task.events()) == "resting"
    with pytest.raises(TimeoutError):
        task.result(timeout=0.01)
    task.interrupt()
    with pytest.raises(KeyboardInterrupt):
        task.result()
    other = _start(warm_process, "rest")
    other.kill()
    assert other.ended
    other.kill()  # again, when it is gone


def test_children_do_not_throw_the_same_dice(warm_process: WarmProcess) -> None:
    thrown = [_start(warm_process, "throw").result() for _ in range(3)]
    assert len({first for first, _ in thrown}) == len({second for _, second in thrown}) == 3


def test_a_process_with_threads_is_not_forked(warm_process: WarmProcess) -> None:
    with pytest.raises(RuntimeError, match="2 threads"):
        _start(warm_process, "fork_with_a_thread").result()


def test_a_childs_children_die_with_it(warm_process: WarmProcess) -> None:
    task = _start(warm_process, "fork_and_rest")
    grandchild = next(task.events())
    task.kill()
    assert _gone(grandchild)


def test_children_die_with_the_warm_process() -> None:
    with WarmProcess(COLD) as warm_process:
        task = _start(warm_process, "rest")
        pid = task.pid
    assert _gone(pid)
    with pytest.raises(Died):
        task.result()
    with pytest.raises(OSError):
        _start(warm_process, "rest")


def test_a_warm_process_loads_no_grammar_of_addresses() -> None:
    names = ("jsonschema", "nbconvert", "rfc3987_syntax")  # the last takes longer than all the others, for nothing
    assert _start(shared_warm_process(), "loaded", *names).result() == ["jsonschema", "nbconvert"]


def test_a_kernel_that_says_nothing(warm_process: WarmProcess) -> None:
    task = _start(warm_process, "echo")
    with pytest.raises(RuntimeError, match=r"didn't respond in 0\.01 seconds"):
        Inbox(task).wait_until_ready(0.01)
    task.kill()


def test_a_notebook_is_forked_from_a_child_that_is_warm() -> None:
    here, parent, shown = shared_warm_process().start(work.execute_here, "print('deep')").result()
    assert (here, shown) == (parent, [[("stdout", "deep\n")]])


def test_there_is_one_warm_process_until_it_dies(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_shared", None)
    monkeypatch.setattr(module, "WarmProcess", lambda warm_up: WarmProcess(COLD))
    first = shared_warm_process()
    assert shared_warm_process() is first
    first.close()
    second = shared_warm_process()
    assert second.alive and second.pid != first.pid
    second.close()
