"""Us and the peers side by side: the same store, the same machine, one after the other.

    make bench                            all cases
    make bench ARGS="listing"             one of them: listing first-rows download upload
    make bench ARGS="--mib 2048 download"

Everything talks to our sandbox on this machine, so only the ratios say anything:
below 1.00 we are faster, or need less, than the peer of that line.
"""

import argparse
import json
import os
import subprocess
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from pathlib import Path

from support import clients
from support.processes import CLEAN, free_port, running, wait_for_port
from support.server import Person, configuration, service
from support.stores import sandbox
from support.tools import tool, wardrobe

MIB = 1024 * 1024
BIG, FOLDER = "studio-big", "s3://studio-big/"
TICKS = os.sysconf("SC_CLK_TCK")


def main():
    parser = argparse.ArgumentParser(usage=__doc__)
    parser.add_argument("cases", nargs="*", metavar="case", help=", ".join(CASES))
    parser.add_argument("--mib", type=int, default=512)
    asked = parser.parse_args()
    if unknown := set(asked.cases) - set(CASES):
        parser.error(f"there is no case {', '.join(sorted(unknown))}")
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="wardrobe-bench-")))
        bench = Bench(stack, folder, asked.mib)
        for case in asked.cases or CASES:
            print(f"\n{case}: {CASES[case].__doc__}")
            CASES[case](bench)


class Bench:
    """A sandbox, our server in a process of its own, and a person who uses it."""

    def __init__(self, stack, folder, mib):
        self.folder, self.mib = folder, mib
        self.store = stack.enter_context(sandbox(folder))
        file = folder / "wardrobe.toml"
        file.write_text(configuration(self.store, folder) + service(self.store))
        self.config = file
        self.server = stack.enter_context(running([wardrobe(), "serve", "--config", file], cwd=folder))
        self.person = Person(self.server.wait_for("listening on").split()[-1], self.server)
        self.person.open()
        self.rclone, self.s5cmd, self.aws = (kind(self.store) for kind in (clients.Rclone, clients.S5cmd, clients.AwsCli))
        self.source = folder / "source.bin"
        with self.source.open("wb") as file:
            for _ in range(mib):
                file.write(os.urandom(MIB))

    @contextmanager
    def rclone_server(self):
        port = free_port()
        command = [tool("rclone"), "serve", "http", "store:studio-assets", "--addr", f"127.0.0.1:{port}", "--read-only"]
        with running(command, env=self.store.environment() | self.rclone.settings()) as program:
            wait_for_port(program, port)
            yield program, f"http://127.0.0.1:{port}"


def timed(work, times=3):
    """The best of a few goes, in seconds."""
    def once():
        begun = time.perf_counter()
        work()
        return time.perf_counter() - begun
    return min(once() for _ in range(times))


def cpu(program):
    """Processor seconds of a process so far."""
    fields = Path(f"/proc/{program.process.pid}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / TICKS


def table(ours, peers, unit):
    print(f"  {'wardrobe':<28}{ours:>10.3f} {unit}")
    for name, theirs in peers.items():
        print(f"  {name:<28}{theirs:>10.3f} {unit}   ratio {ours / theirs:.2f}")


def quiet(command, environment=CLEAN):
    subprocess.run([str(word) for word in command], env=environment, check=True,
                   stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL)


def listing(bench):
    """all 100,000 keys of a bucket, by each command line, and by our API."""
    api = timed(lambda: bench.person.do("GET", "objects", {"bucket": BIG}))
    ours = timed(lambda: quiet([wardrobe(), "ls", "-r", "--config", bench.config, "files", FOLDER]))
    table(ours, {
        "s5cmd ls": timed(lambda: bench.s5cmd.do("ls", f"{FOLDER}*")),
        "rclone lsf -R": timed(lambda: bench.rclone.do("lsf", "-R", f"store:{BIG}"), 1),
        "aws s3 ls --recursive": timed(lambda: bench.aws.do("s3", "ls", "--recursive", FOLDER), 1),
    }, "s")
    print(f"  {'over the API':<28}{api:>10.3f} s")


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


def download(bench):
    """one file through the server: time, and the server's processor seconds for a GiB."""
    bench.store.client().upload_file(str(bench.source), "studio-assets", "bench.bin")
    place = f"{bench.person.url}/api/connections/files/object?bucket=studio-assets&key=bench.bin"
    cookie = "; ".join(f"{name}={value}" for name, value in bench.person.http.cookies.items())
    gib = bench.mib / 1024

    def measured(program, url, *more):
        before = cpu(program)
        seconds = timed(lambda: quiet(["curl", "-sf", "-o", "/dev/null", *more, url]))
        return seconds, (cpu(program) - before) / 3 / gib

    ours = measured(bench.server, place, "-H", f"Cookie: {cookie}")
    with bench.rclone_server() as (program, url):
        theirs = measured(program, f"{url}/bench.bin")
    link = bench.store.client().generate_presigned_url("get_object", Params={"Bucket": "studio-assets", "Key": "bench.bin"})
    direct = timed(lambda: quiet(["curl", "-sf", "-o", "/dev/null", link]))
    table(ours[0], {"rclone serve http": theirs[0], "direct from S3": direct}, "s")
    table(ours[1], {"rclone serve http": theirs[1]}, "processor s/GiB")


def upload(bench):
    """one file in parts through the server, against command lines that send straight to S3."""
    before = cpu(bench.server)
    ours = timed(lambda: send(bench), 2)
    spent = (cpu(bench.server) - before) / 2 / (bench.mib / 1024)
    table(ours, {
        "s5cmd cp (direct)": timed(lambda: bench.s5cmd.do("cp", bench.source, "s3://studio-assets/s5cmd.bin"), 2),
        "rclone copyto (direct)": timed(lambda: bench.rclone.do("copyto", "--ignore-times", bench.source, "store:studio-assets/rclone.bin"), 2),
    }, "s")
    print(f"  {'wardrobe':<28}{spent:>10.3f} processor s/GiB")


def send(bench):
    """Four parts at a time, as the page does it."""
    person, size = bench.person, bench.source.stat().st_size
    begun = person.do("POST", "transfers", json={
        "bucket": "studio-assets", "key": "wardrobe.bin", "size": size, "overwrite": True}).json()

    def part(number):
        with bench.source.open("rb") as file:
            file.seek((number - 1) * begun["part_size"])
            body = file.read(begun["part_size"])
        sent = person.do("PUT", f"transfers/{begun['id']}/parts/{number}", data=body).json()
        return {"number": number, "etag": sent["etag"]}

    with ThreadPoolExecutor(4) as pool:
        parts = list(pool.map(part, range(1, begun["parts"] + 1)))
    person.do("POST", f"transfers/{begun['id']}/finish", json={"parts": parts})


CASES = {"listing": listing, "first-rows": first_rows, "download": download, "upload": upload}

if __name__ == "__main__":
    main()
