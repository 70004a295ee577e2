"""Us and the peers side by side: the same store, the same machine, one after the other.

    make bench                            all cases
    make bench ARGS="listing"             one of them: listing search first-rows first-byte download upload copy delete
    make bench ARGS="download upload --mib 2048"
    make bench ARGS="listing search --keys 100000 --spread dates --quick"
    make bench ARGS="elsewhere --keys 100000"     only when it is asked for

Everything talks to our sandbox on this machine, so only the ratios say anything:
below 1.00 we are faster, or need less, than the peer of that line.
"""

import argparse
import json
import os
import tempfile
import time
from contextlib import ExitStack
from pathlib import Path

import elsewhere
import many
import relay
import walk
from measure import budget
from support import clients
from support.processes import running
from support.server import Person, configuration, service
from support.stores import sandbox
from support.tools import wardrobe

MIB = 1024 * 1024
BIG = "studio-big"


def main():
    parser = argparse.ArgumentParser(usage=__doc__)
    parser.add_argument("cases", nargs="*", metavar="case", help=", ".join(CASES))
    parser.add_argument("--mib", type=int, default=512)
    parser.add_argument("--keys", type=int, default=1_000_000)
    parser.add_argument("--spread", choices=walk.SPREADS + walk.MORE, nargs="*", default=walk.SPREADS)
    parser.add_argument("--delay", type=int, nargs="*", default=walk.DELAYS, help="milliseconds that the store waits")
    parser.add_argument("--quick", action="store_true", help="without the slowest peer")
    asked = parser.parse_args()
    if unknown := set(asked.cases) - set(CASES):
        parser.error(f"there is no case {', '.join(sorted(unknown))}")
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="wardrobe-bench-")))
        bench = Bench(stack, folder, asked)
        for case in asked.cases or [case for case in CASES if case != "elsewhere"]:
            print(f"\n{case}: {CASES[case].__doc__}")
            CASES[case](bench)


class Bench:
    """A sandbox, our server in a process of its own, and a person who uses it."""

    def __init__(self, stack, folder, asked):
        self.folder, mib = folder, asked.mib
        self.mib, self.keys, self.spreads, self.delays, self.quick = mib, asked.keys, asked.spread, asked.delay, asked.quick
        self.store = stack.enter_context(sandbox(folder))
        file = folder / "wardrobe.toml"
        file.write_text(configuration(self.store, folder) + service(self.store))
        self.config = file
        self.server = stack.enter_context(running([wardrobe(), "serve", "--config", file], cwd=folder))
        self.person = Person(self.server.wait_for("listening on").split()[-1], self.server)
        self.person.open()
        self.rclone = clients.Rclone(self.store)
        self.s5cmd = clients.S5cmd(self.store)
        self.source = folder / "source.bin"
        with self.source.open("wb") as file:
            for _ in range(mib):
                file.write(os.urandom(MIB))


def timed(work, times=3):
    """The best of a few goes, in seconds."""
    def once():
        begun = time.perf_counter()
        work()
        return time.perf_counter() - begun
    return min(once() for _ in range(times))


def table(ours, peers, unit):
    print(f"  {'wardrobe':<28}{ours:>10.3f} {unit}")
    for name, theirs in peers.items():
        print(f"  {name:<28}{theirs:>10.3f} {unit}   ratio {ours / theirs:.2f}")


def first_rows(bench):
    """time to the first rows of a folder of 100,000, against one page asked of S3 itself."""
    s3 = bench.store.client()
    prefix = s3.list_objects_v2(Bucket=BIG, MaxKeys=1)["Contents"][0]["Key"].rpartition("/")[0]
    query = {"bucket": BIG, "prefix": prefix and prefix + "/", "delimiter": "/"}

    def first():
        answer = bench.person.do("GET", "objects", query, stream=True)
        line = json.loads(next(answer.iter_lines(chunk_size=65536)))
        assert len(line["objects"]) == 1000
        answer.close()

    page = timed(lambda: s3.list_objects_v2(Bucket=BIG, Prefix=query["prefix"], Delimiter="/"), 10)
    table(timed(first, 10), {"one page by boto3": page}, "s")


def first_byte(bench):
    """time to 100 bytes in the middle of a file, against the same asked of S3 itself."""
    s3, size = bench.store.client(), bench.source.stat().st_size
    s3.upload_file(str(bench.source), "studio-assets", "bench.bin")
    part = f"bytes={size // 2}-{size // 2 + 99}"
    ours = timed(lambda: bench.person.get("studio-assets", "bench.bin", Range=part), 50)
    direct = timed(lambda: s3.get_object(Bucket="studio-assets", Key="bench.bin", Range=part)["Body"].read(), 50)
    table(ours, {"by boto3": direct}, "s")
    budget("more than that", (ours - direct) * 1000, 5, " ms")


CASES = {"listing": walk.listing, "search": walk.search, "first-rows": first_rows, "first-byte": first_byte,
         "download": relay.download, "upload": relay.upload, "copy": many.copy, "delete": many.delete, "elsewhere": elsewhere.elsewhere}

if __name__ == "__main__":
    main()
