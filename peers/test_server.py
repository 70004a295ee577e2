"""Our server's story over its API, the same on every store, through temporary credentials."""

import os

import pytest

from support.server import Person, Refused, serving
from test_boto3 import ODD_KEYS, PATH_LIKE_KEYS, keys, read

MIB = 1024 * 1024


@pytest.fixture(scope="session")
def server(store, tmp_path_factory):
    with serving(store, tmp_path_factory.mktemp("server")) as stranger:
        yield stranger


@pytest.fixture(scope="session")
def ada(server, store):
    """A person who has opened the connection with a role's credentials."""
    person = Person(server.url, server.program)
    person.typed = store.role()
    person.identity = person.open(person.typed)
    return person


def put(s3, bucket, *names):
    for name in names:
        s3.put_object(Bucket=bucket, Key=name, Body=name.encode())


def test_credentials_open_the_connection_and_say_who_works(ada, store):
    assert ada.identity["arn"] == store.arn(ada.typed)
    assert ada.identity["source"] == "typed"
    assert ada.identity["renewal"] == "none"


def test_wrong_secret_opens_nothing(server, store):
    keys = store.assume()
    person = Person(server.url, server.program)
    with pytest.raises(Refused) as refusal:
        person.open(type(keys)(keys.access_key_id, "x" * 40, keys.session_token))
    assert refusal.value.status == 403 and refusal.value.code == "denied"
    assert person.ask("GET", "objects", {"bucket": "any"}).status_code == 401


def test_buckets_are_the_places_to_begin(ada, bucket):
    places = ada.do("GET", "locations").json()
    assert bucket in [place["bucket"] for place in places["locations"]]
    assert places["buckets_denied"] is None


def test_folder_shows_folders_and_files(ada, s3, bucket):
    put(s3, bucket, "a.txt", "folder/one", "folder/two", "folder2/three", "z.txt")
    assert ada.folder(bucket) == (["folder/", "folder2/"], ["a.txt", "z.txt"])
    assert ada.folder(bucket, "folder/") == ([], ["folder/one", "folder/two"])


def test_missing_bucket_is_missing(ada):
    with pytest.raises(Refused) as refusal:
        ada.folder("there-is-no-such-bucket-here")
    assert (refusal.value.status, refusal.value.code) == (404, "missing")


def test_small_file_goes_up_and_comes_down(ada, s3, bucket):
    stored = ada.put(bucket, "notes/ä.txt", b"hello", **{"Content-Type": "text/plain"})
    assert (stored["key"], stored["size"]) == ("notes/ä.txt", 5)
    assert read(s3, bucket, "notes/ä.txt") == b"hello"
    answer = ada.get(bucket, "notes/ä.txt")
    assert answer.content == b"hello"
    assert answer.headers["Content-Disposition"].startswith("attachment;")
    properties = ada.do("GET", "object/properties", {"bucket": bucket, "key": "notes/ä.txt"}).json()
    assert (properties["size"], properties["content_type"]) == (5, "text/plain")


def test_empty_file_is_a_file(ada, s3, bucket):
    ada.put(bucket, "empty", b"", **{"Content-Length": "0"})
    assert keys(s3, bucket) == ["empty"]
    assert ada.get(bucket, "empty").content == b""


def test_file_that_is_there_is_not_written_over(ada, s3, bucket):
    ada.put(bucket, "once", b"first", overwrite=False)
    with pytest.raises(Refused) as refusal:
        ada.put(bucket, "once", b"second", overwrite=False)
    assert (refusal.value.status, refusal.value.code) == (409, "conflict")
    assert read(s3, bucket, "once") == b"first"


def test_large_file_goes_up_in_parts_and_comes_down_the_same(ada, s3, bucket):
    body = os.urandom(20 * MIB + 17)
    stored = ada.upload(bucket, "big.bin", body)
    assert stored["size"] == len(body)
    head = s3.head_object(Bucket=bucket, Key="big.bin")
    assert (head["ContentLength"], head["ContentType"]) == (len(body), "application/x-test")
    assert ada.get(bucket, "big.bin").content == body
    assert ada.do("GET", "transfers").json()["transfers"] == []
    with pytest.raises(Refused) as refusal:
        ada.upload(bucket, "big.bin", body)
    assert refusal.value.code == "conflict"


def test_upload_that_was_broken_off_is_taken_up_again(ada, s3, bucket):
    body = os.urandom(17 * MIB)
    begun = ada.do("POST", "transfers", json={"bucket": bucket, "key": "resumed", "size": len(body)}).json()
    path, size = f"transfers/{begun['id']}", begun["part_size"]
    ada.do("PUT", f"{path}/parts/2", data=body[size:2 * size])
    with pytest.raises(Refused) as refusal:
        ada.do("POST", f"{path}/finish", json={"parts": []})
    assert refusal.value.code == "precondition-failed"
    have = {part["number"]: part["etag"] for part in ada.do("GET", path).json()["parts"]}
    assert list(have) == [2]
    for number in {1, 3} - set(have):
        part = ada.do("PUT", f"{path}/parts/{number}", data=body[(number - 1) * size:number * size]).json()
        have[number] = part["etag"]
    ada.do("POST", f"{path}/finish", json={"parts": [{"number": n, "etag": e} for n, e in sorted(have.items())]})
    assert read(s3, bucket, "resumed") == body


def test_upload_that_is_given_up_leaves_nothing(ada, s3, bucket):
    begun = ada.do("POST", "transfers", json={"bucket": bucket, "key": "half", "size": 17 * MIB}).json()
    ada.do("PUT", f"transfers/{begun['id']}/parts/1", data=b"a" * begun["part_size"])
    ada.do("DELETE", f"transfers/{begun['id']}")
    assert keys(s3, bucket) == []
    assert s3.list_multipart_uploads(Bucket=bucket).get("Uploads", []) == []


def test_range_is_all_that_is_read(ada, s3, bucket):
    s3.put_object(Bucket=bucket, Key="digits", Body=b"0123456789")
    answer = ada.get(bucket, "digits", Range="bytes=2-4")
    assert (answer.status_code, answer.content) == (206, b"234")
    assert answer.headers["Content-Range"] == "bytes 2-4/10"
    with pytest.raises(Refused) as refusal:
        ada.get(bucket, "digits", Range="bytes=10-")
    assert (refusal.value.status, refusal.value.code) == (416, "range")
    whole = ada.get(bucket, "digits")
    same = ada.ask("GET", "object", {"bucket": bucket, "key": "digits"}, headers={"If-None-Match": whole.headers["ETag"]})
    assert same.status_code == 304


def test_folder_is_made_once(ada, s3, bucket):
    assert ada.do("POST", "folders", json={"bucket": bucket, "prefix": "new/"}).status_code == 201
    assert ada.folder(bucket)[0] == ["new/"]
    with pytest.raises(Refused) as refusal:
        ada.do("POST", "folders", json={"bucket": bucket, "prefix": "new/"})
    assert refusal.value.code == "conflict"


def test_copy_keeps_what_the_object_was_given(ada, s3, bucket):
    s3.put_object(Bucket=bucket, Key="from", Body=b"x", ContentType="text/css", Metadata={"a": "1"})
    assert ada.copy(bucket, "object", "from", "to")[-1] == {"type": "end", "copied": 1, "failed": 0}
    head = s3.head_object(Bucket=bucket, Key="to")
    assert (head["ContentType"], head["Metadata"]) == ("text/css", {"a": "1"})
    assert keys(s3, bucket) == ["from", "to"]


def test_move_never_writes_over_and_never_loses(ada, s3, bucket):
    put(s3, bucket, "here", "there")
    lines = ada.move(bucket, "object", "here", "there")
    assert lines[-1] == {"type": "end", "copied": 0, "failed": 1}
    assert [line["error"]["code"] for line in lines if line["type"] == "failed"] == ["conflict"]
    assert read(s3, bucket, "here") == b"here" and read(s3, bucket, "there") == b"there"
    ada.move(bucket, "object", "here", "there", overwrite=True)
    assert keys(s3, bucket) == ["there"] and read(s3, bucket, "there") == b"here"


def test_folder_is_renamed_with_all_below_and_nothing_beside(ada, s3, bucket):
    put(s3, bucket, "tree/a", "tree/deep/b", "tree2/stays", "tree.txt")
    assert ada.measure(bucket, prefixes=["tree/"])["objects"] == 2
    ada.move(bucket, "prefix", "tree/", "wood/")
    assert keys(s3, bucket) == ["tree.txt", "tree2/stays", "wood/a", "wood/deep/b"]
    assert read(s3, bucket, "wood/deep/b") == b"tree/deep/b"
    with pytest.raises(Refused) as refusal:
        ada.move(bucket, "prefix", "wood/", "wood/inside/")
    assert refusal.value.code == "invalid"


def test_delete_takes_the_folder_and_not_its_neighbour(ada, s3, bucket):
    put(s3, bucket, "folder/a", "folder/b/c", "folder2/stays", "folder.txt", "single")
    end = ada.delete(bucket, keys=["single"], prefixes=["folder/"])[-1]
    assert end == {"type": "end", "deleted": 3, "failed": 0}
    assert keys(s3, bucket) == ["folder.txt", "folder2/stays"]
    with pytest.raises(Refused) as refusal:
        ada.delete(bucket, prefixes=["folder"])
    assert refusal.value.code == "invalid"


@pytest.mark.parametrize("key", ODD_KEYS)
def test_odd_key_is_itself_and_no_other(ada, s3, bucket, key):
    tell_of_one_key(ada, s3, bucket, key)


@pytest.mark.parametrize("key", PATH_LIKE_KEYS)
def test_path_like_key_is_itself_and_no_other(ada, s3, bucket, key):
    tell_of_one_key(ada, s3, bucket, key)


def tell_of_one_key(ada, s3, bucket, key):
    """boto3 makes it; it is listed, read, renamed and back, and deleted over the API."""
    body = key.encode()
    s3.put_object(Bucket=bucket, Key=key, Body=body)
    assert ada.keys(bucket) == [key]
    assert ada.get(bucket, key).content == body
    ada.move(bucket, "object", key, "plain")
    assert keys(s3, bucket) == ["plain"]
    ada.move(bucket, "object", "plain", key)
    assert keys(s3, bucket) == [key] and read(s3, bucket, key) == body
    s3.put_object(Bucket=bucket, Key="beside", Body=b"")
    assert ada.delete(bucket, keys=[key])[-1]["deleted"] == 1
    assert keys(s3, bucket) == ["beside"]
