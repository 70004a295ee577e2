"""All keys of a bucket of many, by us and by the peers; and a search in them."""

import hashlib
import json
import subprocess
import tempfile
import time
from contextlib import contextmanager
from pathlib import Path

from measure import MIB, budget, most_memory
from support.processes import running
from support.server import Person, configuration, service
from support.stores import sandbox
from support.tools import tool, wardrobe

BUCKET, SPREADS = "studio-many", ("numbers", "uuids", "dates", "tree", "unicode")
MORE = ("albums",)
"""As good as a folder for each key: what a store makes of that, if folders cost it something."""
DELAYS = (0, 20)
"""Milliseconds that the store waits before each answer."""


class Big:
    """A store with a bucket of many keys, and who may read it."""

    def __init__(self, bench, store, folder):
        self.bench, self.store, self.folder = bench, store, folder
        self.config = folder / "wardrobe.toml"
        self.config.write_text(configuration(store, folder) + service(store))

    def ours(self, *words):
        return [wardrobe(), "ls", "-r", "--config", self.config, *words, "files", f"s3://{BUCKET}/"], None

    @contextmanager
    def person(self):
        with running([wardrobe(), "serve", "--config", self.config], cwd=self.folder) as server:
            person = Person(server.wait_for("listening on").split()[-1], server)
            person.open()
            yield person


def peers(bench, store):
    """The command of each that lists all keys, and what it needs around it."""
    around = store.environment()
    rclone = around | type(bench.rclone)(store).settings()
    yield "s5cmd ls", ([tool("s5cmd"), "--endpoint-url", store.endpoint, "ls", f"s3://{BUCKET}/*"], around)
    yield "rclone lsf -R --fast-list", ([tool("rclone"), "lsf", "-R", "--fast-list", "--files-only", f"store:{BUCKET}"], rclone)
    if not bench.quick:
        yield "aws s3 ls --recursive", ([tool("aws"), "s3", "ls", "--recursive", f"s3://{BUCKET}/"], around)


@contextmanager
def big(bench, spread):
    folder = Path(tempfile.mkdtemp(prefix=f"{spread}-", dir=bench.folder))
    with sandbox(folder, seed="empty", bulk=[f"{BUCKET}={spread}:{bench.keys}"]) as store:
        yield Big(bench, store, folder)


def run(command, environment, output="/dev/null"):
    """Seconds, and the most memory, in MiB, of a command."""
    with open(output, "wb") as out:
        begun = time.perf_counter()
        process = subprocess.Popen([str(word) for word in command], env=environment, stdin=subprocess.DEVNULL, stdout=out)
        memory = most_memory(process)
        assert process.returncode == 0, command
        return time.perf_counter() - begun, memory / MIB


def listing(bench):
    """all keys of a bucket, by each command line, with no latency of the store and with 20 ms."""
    for spread in bench.spreads:
        with big(bench, spread) as there:
            check(there)
            for delay in bench.delays:
                there.store.faults(delay_ms=delay)
                memory = compared(bench, f"{spread}, {bench.keys:,} keys, {delay} ms", there.ours(), there.store)
            budget("memory", memory, 100, " MiB")


def compared(bench, title, ours, store):
    """Our walk, and each peer's after it. The most memory that ours took, in MiB."""
    took, memory = min(run(*ours) for _ in range(3))
    print(f"  {title}")
    print(f"    {'wardrobe ls -r':<28}{took:>9.2f} s {bench.keys / took:>9,.0f} keys/s {memory:>6.0f} MiB")
    for name, (command, environment) in peers(bench, store):
        theirs, more = run(command, environment)
        print(f"    {name:<28}{theirs:>9.2f} s {bench.keys / theirs:>9,.0f} keys/s {more:>6.0f} MiB"
              f"   {theirs / took:.1f} times ours", flush=True)
    return memory


def check(there):
    """That a walk is what a listing in one go is."""
    output = there.folder / "keys.json"
    command, environment = there.ours("--json")
    run(command, environment, output)
    with output.open() as lines:
        walked = digest(json.loads(line)["key"] for line in lines)
    output.unlink()
    with there.person() as person:
        answer = person.do("GET", "objects", {"bucket": BUCKET}, stream=True)
        pages = (json.loads(line) for line in answer.iter_lines(chunk_size=MIB))
        listed = digest(one["key"] for page in pages for one in page.get("objects", ()))
    assert walked == listed and walked[0] == there.bench.keys, (walked, listed)
    print(f"  {walked[0]:,} keys, each once, as in a listing in one go: {walked[1][:12]}")


def digest(keys):
    count, all_of_them = 0, hashlib.sha256()
    for key in keys:
        count += 1
        all_of_them.update(key.encode() + b"\0")
    return count, all_of_them.hexdigest()


def search(bench):
    """time to the first hit of a search and to its end, against a walk, with no latency and with 20 ms."""
    for spread in bench.spreads:
        with big(bench, spread) as there, there.person() as person:
            for delay in bench.delays:
                there.store.faults(delay_ms=delay)
                walk, _ = min(run(*there.ours()) for _ in range(2))
                begun, first = time.perf_counter(), None
                answer = person.do("GET", "search", {"bucket": BUCKET, "regex": "7777"}, stream=True)
                for line in map(json.loads, answer.iter_lines(chunk_size=4096)):
                    if first is None and line["type"] == "hits":
                        first = time.perf_counter() - begun
                whole = time.perf_counter() - begun
                print(f"  {spread}, {line['scanned']:,} keys, {delay} ms: first of {line['hits']:,} hits "
                      f"{first:.2f} s, all {whole:.2f} s, a walk {walk:.2f} s", flush=True)
                budget("first hit", first, 1, " s")
