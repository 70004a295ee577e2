"""A walk of many keys in SeaweedFS, which orders and pages in its own way."""

import json
import shlex
import subprocess
from contextlib import nullcontext

from far import far
from measure import budget
from support.stores import seaweedfs
from support.tools import tool, wardrobe
from walk import BUCKET, big, compared, digest


def elsewhere(bench):
    """all keys of a bucket of SeaweedFS, each once, as in a listing in one go. Filling it takes many minutes."""
    for spread in bench.spreads:
        with big(bench, spread) as there, seaweedfs(made(bench.folder / f"{spread}-elsewhere")) as store:
            command, environment = there.ours("--json")
            filled(store, keys(command, environment), there.folder)
            listed = in_one_go(store)
            walked = digest(keys(*ours(store, "--json")))
            assert walked == listed and walked[0] == bench.keys, (walked, listed)
            print(f"  {walked[0]:,} keys, each once, as in a listing in one go: {walked[1][:12]}", flush=True)
            for delay in bench.delays:
                with far(store, delay) if delay else nullcontext(store) as reached:
                    memory = compared(bench, f"{spread}, {bench.keys:,} keys in SeaweedFS, {delay} ms", ours(reached), reached)
            budget("memory", memory, 100, " MiB")


def ours(store, *words):
    return [wardrobe(), "ls", "-r", *words, f"s3://{BUCKET}/"], store.environment(store.role())


def made(folder):
    folder.mkdir()
    return folder


def keys(command, environment):
    with subprocess.Popen([str(word) for word in command], env=environment, stdin=subprocess.DEVNULL,
                          stdout=subprocess.PIPE, text=True) as walk:
        yield from (json.loads(line)["key"] for line in walk.stdout)
    assert walk.returncode == 0, command


def filled(store, keys, folder):
    """Puts an object of each key."""
    store.client().create_bucket(Bucket=BUCKET)
    empty = folder / "empty"
    empty.touch()
    with subprocess.Popen([tool("s5cmd"), "--endpoint-url", store.endpoint, "--log", "error", "--numworkers", "64", "run"],
                          env=store.environment(), stdin=subprocess.PIPE, text=True) as putting:
        for key in keys:
            putting.stdin.write(f"cp --raw {empty} {shlex.quote(f's3://{BUCKET}/{key}')}\n")
    assert putting.returncode == 0


def in_one_go(store):
    pages = store.client().get_paginator("list_objects_v2").paginate(Bucket=BUCKET)
    return digest(one["Key"] for page in pages for one in page.get("Contents", ()))
