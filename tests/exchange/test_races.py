"""Writers and exchanges at once, and exchanges that are killed: nothing is lost."""

import contextlib
import os
import random
import signal
import subprocess
import threading
import time
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from tests.conftest import Repo
from tests.exchange.clones import LEARNINGS, Clone, bare, clone_of, first_clone, learnings_in
from tests.exchange.conftest import Pair
from tests.exchange.servers import Served

pytestmark = pytest.mark.slow


def write_and_sync(clone: Clone, name: str, rounds: int) -> set[str]:
    """Write and exchange; giving up is allowed where the others never leave a gap."""
    for number in range(rounds):
        clone.learn(f"{name} {number}")
        done = clone.sync(code=None)
        assert done.returncode == 0 or "other clones were faster each time" in done.stderr
    return {f"{name} {number}" for number in range(rounds)}


def write_all(clones: dict[str, Clone], rounds: int) -> set[str]:
    with ThreadPoolExecutor(len(clones)) as pool:
        done = pool.map(lambda item: write_and_sync(item[1], item[0], rounds), clones.items())
        return set().union(*done)


def test_two_clones_write_and_exchange_at_once(pair: Pair) -> None:
    wanted = write_all({"ann": pair.ann, "bob": pair.bob}, rounds=4)
    for clone in (pair.ann, pair.bob):
        clone.sync()
        assert clone.learned() == wanted


@pytest.mark.soak
def test_six_clones_and_many_rounds(pair: Pair, tmp_path: Path) -> None:
    more = {
        str(n): clone_of(str(pair.origin.path), tmp_path / f"more-{n}") for n in range(4)
    }  # fmt: skip
    clones = {"ann": pair.ann, "bob": pair.bob, **more}
    wanted = write_all(clones, rounds=10)
    for clone in clones.values():
        clone.sync()
        assert clone.learned() == wanted


def learn_twenty(clone: Clone) -> None:
    for number in range(20):
        clone.learn(f"mine {number}")


def test_a_writer_in_the_same_clone(pair: Pair) -> None:
    """Notes that are added while an exchange runs survive it."""
    pair.bob.learn("theirs")
    pair.bob.sync()
    writer = threading.Thread(target=learn_twenty, args=(pair.ann,))
    writer.start()
    for _ in range(3):
        pair.ann.sync()
    writer.join()
    pair.ann.sync()
    pair.bob.sync()
    assert pair.bob.learned() == {"theirs", *(f"mine {n}" for n in range(20))}


def test_two_exchanges_in_the_same_clone(pair: Pair) -> None:
    pair.ann.learn("mine")
    pair.bob.learn("theirs")
    pair.bob.sync()
    with ThreadPoolExecutor(4) as pool:
        for _ in pool.map(lambda _: pair.ann.sync(), range(4)):
            continue
    assert pair.ann.learned() == {"mine", "theirs"}


def kill_during_sync(clone: Clone, after: float) -> None:
    """End an exchange and all that it started, as a crash of the machine would."""
    process = subprocess.Popen(
        ["agentops-git", "sync"], cwd=clone.path, start_new_session=True,
        stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    time.sleep(after)
    with contextlib.suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def age_locks(repo: Repo) -> None:
    """A minute passes: what holds a lock longer than that has died."""
    for lock in (repo.path / ".git").rglob("*.lock"):
        os.utime(lock, (0, 0))


def crash(pair: Pair, times: int, seed: int) -> None:
    dice = random.Random(seed)
    wanted: set[str] = set()
    for number in range(times):
        for name, clone in (("ann", pair.ann), ("bob", pair.bob)):
            clone.learn(f"{name} {number}")
            wanted.add(f"{name} {number}")
        pair.bob.sync()
        kill_during_sync(pair.ann, dice.uniform(0.05, 0.5))
        assert {f"ann {n}" for n in range(number + 1)} <= pair.ann.learned()
        age_locks(pair.ann)
        pair.ann.sync()
        assert pair.ann.learned() == wanted
        assert no_damage(pair.ann)
    pair.bob.sync()
    assert pair.bob.learned() == wanted
    assert learnings_in(pair.origin.git("notes", f"--ref={LEARNINGS}", "show", "main")) == wanted


def no_damage(repo: Repo) -> bool:
    said = repo.run_git("fsck", "--strict", "--no-dangling", "--no-progress").said
    return said == ""


@pytest.fixture
def over_daemon(daemon: Served, tmp_path: Path) -> Pair:
    """Two clones whose server lives on when a client is killed, as servers do."""
    origin = bare(daemon.base / f"{tmp_path.name}.git")
    address = daemon.address(origin.path.name)
    ann = first_clone(tmp_path / "ann", address)
    return Pair(origin, ann, clone_of(address, tmp_path / "bob"))


@pytest.mark.slow
def test_kills_at_random_points(over_daemon: Pair) -> None:
    crash(over_daemon, times=4, seed=1)


@pytest.mark.soak
def test_a_hundred_kills_at_random_points(over_daemon: Pair) -> None:
    crash(over_daemon, times=100, seed=2)


def locks_of(clone: Clone, refs: Iterable[str]) -> list[Path]:
    paths = [clone.path / ".git" / f"{ref}.lock" for ref in refs]
    for path in paths:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch()
    return paths


def test_a_lock_that_a_killed_process_left_is_taken_away(pair: Pair) -> None:
    pair.bob.learn("theirs")
    pair.bob.sync()
    pair.ann.learn("mine")
    refs = (LEARNINGS, "refs/agentops/remotes/origin/learnings", "refs/agentops/backup/learnings")
    paths = locks_of(pair.ann, refs)
    age_locks(pair.ann)
    done = pair.ann.sync()
    assert done.stdout == "learnings: 1 came, 1 went\n"
    assert done.stderr.splitlines() == [
        f"agentops-git: removed {path}: a process that was killed had left it"
        for path in (paths[0], paths[2], paths[1])
    ]


@pytest.mark.slow
def test_a_lock_that_may_be_held_is_not(pair: Pair) -> None:
    pair.bob.learn("theirs")
    pair.bob.sync()
    pair.ann.learn("mine")
    (lock,) = locks_of(pair.ann, ["refs/agentops/remotes/origin/learnings"])
    said = pair.ann.sync(code=3).said
    assert said.count("\n") == 1
    assert str(lock) in said
    assert lock.exists()
