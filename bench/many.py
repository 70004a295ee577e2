"""Work on 100,000 objects: a job of ours against s5cmd, one after the other on the same store."""

import threading
import time

from measure import MIB, memory

BIG, TARGET = "studio-big", "studio-many"
COUNT = 100_000


class Job:
    """A job of our server, and the most memory it took meanwhile."""

    def __init__(self, bench, body):
        self.idle = self.peak = memory(bench.server)
        begun = time.perf_counter()
        job = bench.person.do("POST", "jobs", json=body).json()
        while job["state"] in ("queued", "running"):
            time.sleep(0.02)
            self.peak = max(self.peak, memory(bench.server))
            job = bench.person.do("GET", f"jobs/{job['id']}").json()
        self.seconds = time.perf_counter() - begun
        assert (job["state"], job["done"], job["failed"]) == ("done", COUNT, 0), job
        print(f"  {'memory of our server':<28}{self.idle / MIB:>10.0f} MiB idle, {self.peak / MIB:.0f} MiB at most")


def ours(bench, prefix):
    return Job(bench, {"kind": "copy", "source_bucket": BIG, "target_bucket": TARGET, "overwrite": True,
                       "items": [{"kind": "prefix", "from": "", "to": prefix}]}).seconds


def theirs(bench, prefix):
    begun = time.perf_counter()
    bench.s5cmd.do("cp", f"s3://{BIG}/*", f"s3://{TARGET}/{prefix}", seconds=1200)
    return time.perf_counter() - begun


def target(bench):
    s3 = bench.store.client()
    if TARGET not in [bucket["Name"] for bucket in s3.list_buckets()["Buckets"]]:
        s3.create_bucket(Bucket=TARGET)


def there(bench, prefix):
    pages = bench.store.client().get_paginator("list_objects_v2").paginate(Bucket=TARGET, Prefix=prefix)
    return sum(page["KeyCount"] for page in pages)


def copy(bench):
    """100,000 objects copied to another bucket."""
    from bench import table
    target(bench)
    table(ours(bench, "ours/"), {"s5cmd cp": theirs(bench, "theirs/")}, "s")
    assert there(bench, "ours/") == there(bench, "theirs/") == COUNT


def delete(bench):
    """100,000 objects deleted."""
    from bench import table
    target(bench)
    for prefix in ("ours/", "theirs/"):
        if there(bench, prefix) != COUNT:
            theirs(bench, prefix)
    job = Job(bench, {"kind": "delete", "bucket": TARGET, "prefixes": ["ours/"]})
    begun = time.perf_counter()
    bench.s5cmd.do("rm", f"s3://{TARGET}/theirs/*", seconds=1200)
    table(job.seconds, {"s5cmd rm": time.perf_counter() - begun}, "s")
    assert there(bench, "") == 0
