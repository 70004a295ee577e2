"""A large file in parts, straight to the store and through our server, proven by its checksum where the store keeps it."""

import base64
import os
from contextlib import ExitStack

import pytest
import requests
from awscrt import checksums

from support import stores
from support.server import TEMPORARY, Person, Refused, serving
from test_boto3 import keys, read

MIB = 1024 * 1024


@pytest.fixture(scope="session", params=["direct", "relay"])
def ada(request, store, tmp_path_factory):
    """A person whose connection sends parts in but one way."""
    way, folder = request.param, tmp_path_factory.mktemp(request.param)
    with ExitStack() as stack:
        if (store.name, way) == ("moto", "direct"):
            # It takes no presigned URL while it checks signatures.
            store = stack.enter_context(stores.moto(folder, checked=False))
        stranger = stack.enter_context(serving(store, folder, f'transfers = "{way}"\n{TEMPORARY}'))
        person = Person(stranger.url, stranger.program)
        person.open(store.role())
        person.way, person.s3 = way, store.client()
        yield person


@pytest.fixture
def s3(ada):
    return ada.s3


def crc64nvme(body):
    return base64.b64encode(checksums.crc64nvme(body).to_bytes(8, "big")).decode()


class Upload:
    """As the page does it."""

    def __init__(self, ada, bucket, key, body):
        self.ada, self.body = ada, body
        begun = ada.do("POST", "transfers", json={"bucket": bucket, "key": key, "size": len(body), "overwrite": True}).json()
        assert (begun["direct"], begun["relay"]) == (ada.way == "direct", ada.way == "relay")
        self.path, self.size, self.count = f"transfers/{begun['id']}", begun["part_size"], begun["parts"]
        self.etags = {}

    def send(self, number):
        part = self.body[(number - 1) * self.size:number * self.size]
        checksum = crc64nvme(part)
        path = f"{self.path}/parts/{number}"
        if self.ada.way == "relay":
            sent = self.ada.do("PUT", path, data=part, headers={"x-amz-checksum-crc64nvme": checksum})
            self.etags[number] = sent.json()["etag"]
            return
        address = self.ada.do("GET", f"{path}/address", {"crc64nvme": checksum}).json()
        headers = {header["name"]: header["value"] for header in address["headers"]}
        # No cookie and no header of ours: the store knows nothing of us.
        sent = requests.put(address["url"], data=part, headers=headers, timeout=60)
        assert sent.status_code == 200, sent.text
        self.etags[number] = sent.headers["ETag"]

    def finish(self, checksum=None):
        parts = [{"number": number, "etag": etag} for number, etag in sorted(self.etags.items())]
        told = {"parts": parts, "crc64nvme": checksum or crc64nvme(self.body)}
        return self.ada.do("POST", f"{self.path}/finish", json=told).json()


def test_large_file_is_what_was_sent(ada, s3, bucket):
    upload = Upload(ada, bucket, "big.bin", os.urandom(20 * MIB + 17))
    for number in range(1, upload.count + 1):
        upload.send(number)
    assert keys(s3, bucket) == []
    stored = upload.finish()
    assert read(s3, bucket, "big.bin") == upload.body
    # No store tells another one; who keeps none tells none.
    assert stored["checksum"] in (crc64nvme(upload.body), None)


def test_store_proves_the_whole(ada, s3, bucket):
    upload = Upload(ada, bucket, "proven.bin", os.urandom(9 * MIB))
    for number in (1, 2):
        upload.send(number)
    with pytest.raises(Refused):
        upload.finish(crc64nvme(b"another file"))
    assert keys(s3, bucket) == []
    assert upload.finish()["checksum"] == crc64nvme(upload.body)


def test_upload_goes_on_with_what_is_missing(ada, s3, bucket):
    upload = Upload(ada, bucket, "resumed.bin", os.urandom(17 * MIB))
    upload.send(2)
    have = {part["number"]: part for part in ada.do("GET", upload.path).json()["parts"]}
    assert list(have) == [2]
    assert have[2]["etag"] == upload.etags[2]
    assert have[2]["crc64nvme"] in (crc64nvme(upload.body[upload.size:2 * upload.size]), None)
    for number in (1, 3):
        upload.send(number)
    upload.finish()
    assert read(s3, bucket, "resumed.bin") == upload.body
