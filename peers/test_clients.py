"""One story, told by each command line to each store, and to ours through a role, too."""

import os
import uuid

import pytest

from support import clients

MIB = 1024 * 1024


@pytest.fixture(params=clients.ALL, ids=lambda client: client.program)
def client(request, store):
    return request.param(store)


@pytest.fixture(params=clients.ALL, ids=lambda client: client.program)
def client_in_role(request, sandbox):
    return request.param(sandbox, keys=sandbox.role())


def test_story(client, tmp_path):
    tell(client, tmp_path)


def test_story_through_a_role(client_in_role, tmp_path):
    tell(client_in_role, tmp_path)


def tell(client, tmp_path):
    bucket = f"studio-story-{uuid.uuid4().hex[:12]}"
    client.make_bucket(bucket)
    assert bucket in client.buckets()

    small, large = tmp_path / "small.txt", tmp_path / "large.bin"
    small.write_text("hello\n")
    large.write_bytes(os.urandom(12 * MIB + 5))
    client.upload(small, bucket, "letters/a b.txt")
    client.upload(large, bucket, "large.bin")
    back = tmp_path / "back.bin"
    client.download(bucket, "large.bin", back)
    assert back.read_bytes() == large.read_bytes()

    tree = tmp_path / "tree"
    for name in ("one.txt", "deep/two.txt", "deep/er/three.txt"):
        (tree / name).parent.mkdir(parents=True, exist_ok=True)
        (tree / name).write_text(name)
    client.upload_folder(tree, bucket, "tree/")
    assert client.keys_below(bucket, "tree/") == ["tree/deep/er/three.txt", "tree/deep/two.txt", "tree/one.txt"]

    client.copy(bucket, "letters/a b.txt", "copied.txt")
    client.move(bucket, "large.bin", "moved/large.bin")
    client.upload(small, bucket, "tree2/stays.txt")
    client.delete_folder(bucket, "tree/")
    assert client.keys_below(bucket) == ["copied.txt", "letters/a b.txt", "moved/large.bin", "tree2/stays.txt"]
    client.download(bucket, "copied.txt", back)
    assert back.read_text() == "hello\n"
    client.delete(bucket, "copied.txt")
    assert client.keys_below(bucket) == ["letters/a b.txt", "moved/large.bin", "tree2/stays.txt"]
