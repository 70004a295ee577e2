"""Long work survives: the server is killed in the middle again and again, and nothing is lost or doubled."""

import hashlib
import os
import random
import signal
import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from support.processes import running
from support.server import Person, configuration, service
from support.tools import wardrobe

ENDS = ("done", "failed", "cancelled")


class Servers:
    """Servers on one database, started and killed."""

    def __init__(self, store, folder):
        self.file = folder / "wardrobe.toml"
        self.file.write_text(configuration(store, folder) + service(store))
        self.folder, self.programs = folder, []

    def start(self):
        program = running([wardrobe(), "serve", "--config", self.file], cwd=self.folder)
        server = program.__enter__()
        self.programs.append(program)
        return server, server.wait_for("listening on").split()[-1]

    def stop(self):
        for program in self.programs:
            program.__exit__(None, None, None)


@pytest.fixture
def servers(sandbox, tmp_path):
    servers = Servers(sandbox, tmp_path)
    yield servers
    servers.stop()


def filled(s3, bucket, count):
    """What is below `from/`: a digest for each name."""
    bodies = {f"{number:05}": f"{number} ".encode() * (1 + number % 50) for number in range(count)}
    with ThreadPoolExecutor(16) as threads:
        list(threads.map(lambda one: s3.put_object(Bucket=bucket, Key=f"from/{one[0]}", Body=one[1],
                                                   Metadata={"number": one[0]}), bodies.items()))
    return {name: hashlib.md5(body).hexdigest() for name, body in bodies.items()}


def found(s3, bucket, prefix=""):
    pages = s3.get_paginator("list_objects_v2").paginate(Bucket=bucket, Prefix=prefix)
    objects = [one for page in pages for one in page.get("Contents", [])]
    return {one["Key"].removeprefix(prefix): one["ETag"].strip('"') for one in objects}


def move(bucket):
    return {"kind": "move", "source_bucket": bucket, "target_bucket": bucket,
            "items": [{"kind": "prefix", "from": "from/", "to": "to/"}]}


def at_least(person, job, done, seconds=120):
    """The job once so much of it is done, or it has ended."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        shown = person.do("GET", f"jobs/{job}").json()
        if shown["done"] >= done or shown["state"] in ENDS:
            return shown
        time.sleep(0.02)
    raise AssertionError(shown)


def ended(person, job, seconds=120):
    """The job once it has ended: a moment after the last of it was done."""
    return at_least(person, job, float("inf"), seconds)


def reopened(person, url):
    """The same person, with their cookie, at a server that has moved to another port."""
    again = Person(url, person.program)
    again.http.cookies.set("wardrobe", person.http.cookies.get("wardrobe"))
    return again


# As many as it takes to be killed in the middle; JOB_OBJECTS=5000 is a long night of it.
OBJECTS = int(os.environ.get("JOB_OBJECTS", 1500))


@pytest.mark.parametrize("faults", [{}, {"internal_error": 0.05}], ids=["calm", "faults"])
def test_a_move_killed_ten_times_arrives_whole(sandbox, servers, box, faults):
    count, s3, chance = OBJECTS, sandbox.client(), random.Random(5)
    wanted = filled(s3, box, count)
    server, url = servers.start()
    person = Person(url, server)
    person.open()
    # Far away, so that there is something left to do, however fast the machine.
    sandbox.faults(delay_ms=100, **faults)
    try:
        job = person.do("POST", "jobs", json=move(box)).json()["id"]
        before = 0
        for kill in range(10):
            # Anywhere: also just when it has begun again. Many more are done until the server is gone.
            shown = at_least(person, job, before + chance.randrange(1, count // 30))
            assert shown["state"] == "running" and shown["done"] < count, (kill, shown)
            time.sleep(chance.random() / 20)
            server.process.send_signal(signal.SIGKILL)
            server.process.wait()
            server, url = servers.start()
            person = reopened(person, url)
            before = person.do("GET", f"jobs/{job}").json()["done"]
        sandbox.faults(**faults)
        shown = ended(person, job, 300)
    finally:
        sandbox.faults()
    assert (shown["state"], shown["done"], shown["failed"], shown["total"]) == ("done", count, 0, count), shown
    assert found(s3, box, "from/") == {}
    assert found(s3, box, "to/") == wanted
    assert len(found(s3, box)) == count
    some = chance.choice(sorted(wanted))
    assert s3.head_object(Bucket=box, Key=f"to/{some}")["Metadata"] == {"number": some}


def test_another_server_takes_the_job_of_one_that_is_killed(sandbox, servers, box):
    s3 = sandbox.client()
    wanted = filled(s3, box, OBJECTS)
    (first, url), (second, other) = servers.start(), servers.start()
    person = Person(url, first)
    person.open()
    sandbox.faults(operation="CopyObject", delay_ms=20)
    job = person.do("POST", "jobs", json=move(box)).json()["id"]
    # The one that was asked takes it up at once.
    at_least(person, job, OBJECTS // 8)
    witness = reopened(person, other)
    first.process.send_signal(signal.SIGKILL)
    first.process.wait()
    at_least(witness, job, OBJECTS // 2)
    sandbox.faults()
    shown = ended(witness, job)
    assert (shown["state"], shown["done"], shown["failed"]) == ("done", OBJECTS, 0), shown
    assert found(s3, box, "from/") == {} and found(s3, box, "to/") == wanted
    assert second.process.poll() is None
