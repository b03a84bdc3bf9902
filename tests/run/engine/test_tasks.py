"""A mother's children: what they say, how they end, what they leave."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

import pytest

from playbook.errors import PlaybookError, UserError
from playbook.run.engine import warm_process as module
from playbook.run.engine.kernel import Inbox
from playbook.run.engine.tasks import Died, Task, available
from playbook.run.engine.warm_process import Mother, shared_mother
from tests.run.engine.test_endings import _gone, _no_children

pytestmark = pytest.mark.skipif(not available(), reason="processes are forked on Linux alone")


COLD = "tests.run.engine.work:nothing_to_load"


@pytest.fixture(scope="module")
def mother() -> Iterator[Mother]:
    with Mother(warm=COLD) as found:
        yield found
        assert _no_children(found.pid)


def _start(mother: Mother, name: str, *args: object) -> Task:
    return mother.start(f"tests.run.engine.work:{name}", *args)


def test_events_then_the_result(mother: Mother) -> None:
    heard: list[int] = []
    task = _start(mother, "count", 3)
    assert (task.result(heard.append), heard, task.ended) == (6, [0, 1, 2], True)
    assert task.peak_bytes > 5_000_000


def test_a_child_may_be_told_things(mother: Mother) -> None:
    task = _start(mother, "echo")
    task.send({"a": 1})
    task.send("b")
    assert task.result() == [{"a": 1}, "b"]
    with pytest.raises(OSError, match="gone"):
        task.send("c")


def test_a_bug_travels_with_its_traceback(mother: Mother) -> None:
    with pytest.raises(ValueError, match="no") as raised:
        _start(mother, "fail").result()
    assert 'raise ValueError("no")' in str(raised.value.__cause__)


def test_a_user_error_travels_with_its_lines(mother: Mother) -> None:
    with pytest.raises(UserError) as raised:
        _start(mother, "user_error").result()
    assert raised.value.lines == ("clients/acme/bills.csv, row 2:", "expected a number")


def test_an_error_that_cannot_travel_comes_in_words(mother: Mother) -> None:
    with pytest.raises(PlaybookError, match="Strange: cannot travel"):
        _start(mother, "strange_error").result()


def test_a_function_that_is_not_there(mother: Mother) -> None:
    with pytest.raises(AttributeError, match="nothing"):
        _start(mother, "nothing").result()


def test_death_is_told_as_it_was(mother: Mother) -> None:
    with pytest.raises(Died, match="ended by SIGKILL") as raised:
        _start(mother, "be_killed").result()
    assert raised.value.status == -9


def test_time_runs_out_and_the_child_is_stopped(mother: Mother) -> None:
    task = _start(mother, "rest")
    assert next(task.events()) == "resting"
    with pytest.raises(TimeoutError):
        task.result(timeout=0.01)
    task.interrupt()
    with pytest.raises(KeyboardInterrupt):
        task.result()
    other = _start(mother, "rest")
    other.kill()
    assert other.ended
    other.kill()  # again, when it is gone


def test_children_do_not_throw_the_same_dice(mother: Mother) -> None:
    thrown = [_start(mother, "throw").result() for _ in range(3)]
    assert len({first for first, _ in thrown}) == len({second for _, second in thrown}) == 3


def test_a_process_with_threads_is_not_forked(mother: Mother) -> None:
    with pytest.raises(RuntimeError, match="2 threads"):
        _start(mother, "fork_with_a_thread").result()


def test_a_childs_children_die_with_it(mother: Mother) -> None:
    task = _start(mother, "fork_and_rest")
    grandchild = next(task.events())
    task.kill()
    assert _gone(grandchild)


def test_children_die_with_the_mother() -> None:
    with Mother(warm=COLD) as mother:
        task = _start(mother, "rest")
        pid = task.pid
    assert _gone(pid)
    with pytest.raises(Died):
        task.result()
    with pytest.raises(OSError):
        _start(mother, "rest")


def test_a_mother_loads_no_grammar_of_addresses() -> None:
    names = ("jsonschema", "nbconvert", "rfc3987_syntax")  # the last takes longer than all the others, for nothing
    assert _start(shared_mother(), "loaded", *names).result() == ["jsonschema", "nbconvert"]


def test_a_kernel_that_says_nothing(mother: Mother) -> None:
    task = _start(mother, "echo")
    with pytest.raises(RuntimeError, match=r"didn't respond in 0\.01 seconds"):
        Inbox(task).wait_until_ready(0.01)
    task.kill()


def test_a_notebook_is_forked_from_a_child_that_is_warm() -> None:
    here, parent, shown = shared_mother().start("tests.run.engine.work:execute_here", "print('deep')").result()
    assert (here, shown) == (parent, [[("stdout", "deep\n")]])


def test_there_is_one_mother_until_she_dies(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_shared", None)
    monkeypatch.setattr(module, "Mother", partial(Mother, warm=COLD))
    first = shared_mother()
    assert shared_mother() is first
    first.close()
    second = shared_mother()
    assert second.alive and second.pid != first.pid
    second.close()
