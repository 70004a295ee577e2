"""`wardrobe ls -r` on every store: what many requests at once give is what one after another give."""

import json
import subprocess
from concurrent.futures import ThreadPoolExecutor

import pytest

from support.tools import wardrobe

# More than one answer holds.
FLAT = [f"file-{n:05}.txt" for n in range(1600)]
DATES = [f"logs/{n // 300 + 2020}/{n // 25 % 12 + 1:02}/{n:x}.gz" for n in range(1600)]
# What lies in a folder, and what stands beside it and sorts before its slash: stores that list
# one folder after another have them the other way round.
BESIDE = [key for n in range(400) for key in (f"d{n}/x", f"d{n}-x", f"d{n}.x", f"d{n}/y/é{n}")]


@pytest.fixture
def many(s3, bucket):
    def put(keys):
        with ThreadPoolExecutor(8) as pool:
            list(pool.map(lambda key: s3.put_object(Bucket=bucket, Key=key, Body=b"x"), keys))
        return bucket
    return put


@pytest.mark.parametrize("keys", [FLAT, DATES, BESIDE], ids=["flat", "dates", "beside"])
def test_walk_is_what_a_listing_is(store, s3, many, tmp_path, keys):
    bucket = many(keys)
    pages = s3.get_paginator("list_objects_v2").paginate(Bucket=bucket)
    listed = [one["Key"] for page in pages for one in page.get("Contents", ())]
    walk = subprocess.run([wardrobe(), "ls", "-r", "--json", f"s3://{bucket}/"], env=store.environment(store.role()),
                          cwd=tmp_path, stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=120, check=True)
    walked = [json.loads(line)["key"] for line in walk.stdout.splitlines()]
    assert walked == listed and sorted(walked) == sorted(keys)
