"""Deletes undone, versions, and folders as they were: the same over our server's API on every store."""

import time
from datetime import UTC, datetime

import pytest

from support.server import Person, serving
from test_boto3 import keys, read

MANY = 1_100


@pytest.fixture(scope="module")
def ada(store, tmp_path_factory):
    with serving(store, tmp_path_factory.mktemp("versions")) as stranger:
        person = Person(stranger.url, stranger.program)
        person.open(store.role())
        yield person


@pytest.fixture
def kept(s3, bucket):
    """A new bucket that keeps versions."""
    s3.put_bucket_versioning(Bucket=bucket, VersioningConfiguration={"Status": "Enabled"})
    return bucket


def now():
    return datetime.now(UTC).isoformat()


def put(s3, bucket, **texts):
    for key, text in texts.items():
        s3.put_object(Bucket=bucket, Key=key, Body=text.encode())


def work(person, what, **asked):
    return person.lines(person.do("POST", what, json=asked))[-1]


def versions(person, bucket, key):
    lines = person.lines(person.do("GET", "versions", {"bucket": bucket, "key": key}))
    return lines[-1]["versioning"], [version for line in lines[:-1] for version in line["versions"]]


def folder(person, bucket, prefix, at):
    """Folders and files with their texts, as they were."""
    query = {"bucket": bucket, "prefix": prefix, "at": at}
    lines = person.lines(person.do("GET", "versions/folder", query))
    objects = [item for line in lines[:-1] for item in line["objects"]]
    texts = {item["key"]: person.do("GET", "object", {
        "bucket": bucket, "key": item["key"], "version_id": item["version_id"]}).text for item in objects}
    return [prefix for line in lines[:-1] for prefix in line["prefixes"]], texts


def test_versions_of_a_key_are_its_own(ada, s3, kept):
    for text in ("one", "two"):
        put(s3, kept, **{"a": text, "ab": "no"})
    s3.delete_object(Bucket=kept, Key="a")
    _, found = versions(ada, kept, "a")
    assert [(one["delete_marker"], one["latest"]) for one in found] == [(True, True), (False, False), (False, False)]
    one = {"bucket": kept, "key": "a", "version_id": found[2]["version_id"]}
    assert ada.do("GET", "object", one).text == "one"
    ada.do("DELETE", "versions", one)
    assert len(versions(ada, kept, "a")[1]) == 2


def test_version_is_had_back(ada, s3, kept):
    for text in ("one", "two"):
        put(s3, kept, a=text)
    versioning, found = versions(ada, kept, "a")
    assert versioning == "enabled"
    one = {"bucket": kept, "key": "a", "version_id": found[1]["version_id"]}
    assert ada.do("POST", "versions/restore", json=one).json() == {"key": "a", "size": 3}
    assert read(s3, kept, "a") == b"one"
    assert len(versions(ada, kept, "a")[1]) == 3


def test_undo_brings_back_what_one_delete_hid(ada, s3, kept):
    """More than a page and a batch."""
    assert versions(ada, kept, "f/")[0] == "enabled"
    put(s3, kept, **{f"f/{n:04}": "x" for n in range(MANY)}, **{"f/before": "x", "f2": "x"})
    s3.delete_object(Bucket=kept, Key="f/before")
    # Whatever is deleted within S3's second or two cannot be told apart.
    time.sleep(4)
    there = keys(s3, kept)
    since = now()
    assert ada.delete(kept, prefixes=["f/"])[-1]["deleted"] == MANY
    assert keys(s3, kept) == ["f2"]
    end = work(ada, "undelete", bucket=kept, prefixes=["f/"], since=since)
    assert end == {"type": "end", "restored": MANY, "failed": 0}
    assert keys(s3, kept) == there


def test_undo_of_single_keys(ada, s3, kept):
    names = ["a", "a b+c%&<>☕", "ab", "f/x"]
    put(s3, kept, **{name: name for name in names})
    since = now()
    ada.delete(kept, keys=names)
    assert keys(s3, kept) == []
    end = work(ada, "undelete", bucket=kept, keys=names[:3], since=since)
    assert end == {"type": "end", "restored": 3, "failed": 0}
    assert keys(s3, kept) == sorted(names[:3])


def change(s3, kept):
    """Gives a moment, and changes much since."""
    put(s3, kept, **{"f/changed": "old", "f/deleted": "was", "f/same": "same", "f/deep/x": "x", "f2": "x"})
    time.sleep(2)
    at = now()
    time.sleep(2)
    put(s3, kept, **{"f/changed": "newer", "f/new": "new", "f2": "y"})
    for key in ("f/deleted", "f/deep/x"):
        s3.delete_object(Bucket=kept, Key=key)
    return at


def test_folder_is_seen_as_it_was(ada, s3, kept):
    at = change(s3, kept)
    then = {"f/changed": "old", "f/deleted": "was", "f/same": "same"}
    assert folder(ada, kept, "f/", at) == (["f/deep/"], then)
    assert folder(ada, kept, "f/", now()) == ([], {"f/changed": "newer", "f/new": "new", "f/same": "same"})


def test_folder_is_had_back_as_it_was(ada, s3, kept):
    at = change(s3, kept)
    counted = work(ada, "restore/measure", bucket=kept, prefixes=["f/"], at=at)
    assert counted == {"type": "end", "restored": 3, "bytes": 7, "hidden": 1}
    assert work(ada, "restore", bucket=kept, prefixes=["f/"], at=at) == {"type": "end", "restored": 4, "failed": 0}
    assert keys(s3, kept) == ["f/changed", "f/deep/x", "f/deleted", "f/same", "f2"]
    assert read(s3, kept, "f/changed") == b"old"
    assert read(s3, kept, "f2") == b"y"
    # What the restore has hidden is there.
    assert [one["delete_marker"] for one in versions(ada, kept, "f/new")[1]] == [True, False]


def test_without_versions_nothing_is_tried(ada, s3, bucket):
    put(s3, bucket, a="x")
    for what, asked in (("undelete", {"since": now()}), ("restore", {"at": now()})):
        answer = ada.ask("POST", what, json={"bucket": bucket, "keys": ["a"], **asked})
        assert answer.status_code == 400
        assert answer.json()["error"]["message"] == "This bucket keeps no versions."
    assert versions(ada, bucket, "a")[0] == "off"
