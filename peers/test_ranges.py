"""Ranges and conditions: our server answers what the store itself answers to the very same headers."""

import pytest
import requests
from botocore.auth import S3SigV4Auth
from botocore.awsrequest import AWSRequest
from botocore.credentials import Credentials

from support.stores import REGION
from test_server import ada, server

LONG_AGO, FAR_AHEAD = "Sat, 01 Jan 2000 00:00:00 GMT", "Sat, 01 Jan 2050 00:00:00 GMT"
BODIES = {"ten": b"0123456789", "empty": b""}
RANGES = ["bytes=0-2", "bytes=3-5", "bytes=7-", "bytes=0-", "bytes=5-1000", "bytes=-3", "bytes=-1000",
          "bytes=10-", "bytes=99-200", "bytes=0-1,4-5", "bytes=5-2", "bytes=x-y", "lines=1-2"]
CONDITIONS = [{}, {"If-Match": "{etag}"}, {"If-Match": '"other"'}, {"If-None-Match": "{etag}"}, {"If-None-Match": '"other"'},
              {"If-Modified-Since": "{date}"}, {"If-Modified-Since": LONG_AGO}, {"If-Unmodified-Since": "{date}"},
              {"If-Unmodified-Since": LONG_AGO}, {"If-None-Match": "{etag}", "If-Modified-Since": LONG_AGO},
              {"Range": "bytes=3-5", "If-Match": "{etag}"}, {"Range": "bytes=3-5", "If-Match": '"other"'},
              {"Range": "bytes=3-5", "If-None-Match": "{etag}"}]
CASES = [{"Range": value} for value in RANGES] + CONDITIONS


def straight(store, method, bucket, key, headers):
    """The store's own answer to a signed request."""
    request = AWSRequest(method, f"{store.endpoint}/{bucket}/{key}", headers={**headers, "Accept-Encoding": "identity"})
    S3SigV4Auth(Credentials(store.keys.access_key_id, store.keys.secret_access_key), "s3", REGION).add_auth(request)
    return requests.request(method, request.url, headers=dict(request.headers), timeout=60)


def said(answer):
    """What counts of an answer; the words of a failure are each one's own."""
    good = answer.status_code < 300
    names = ["Content-Length", "Content-Range", "ETag"] if good else []
    return answer.status_code, {name: answer.headers.get(name) for name in names}, answer.content if good else b""


@pytest.fixture
def objects(s3, bucket):
    for key, body in BODIES.items():
        s3.put_object(Bucket=bucket, Key=key, Body=body)
    return bucket


@pytest.mark.parametrize("headers", CASES, ids=lambda headers: " ".join(f"{n}:{v}" for n, v in headers.items()) or "none")
@pytest.mark.parametrize("key", BODIES)
def test_same_headers_get_the_same_answer(ada, store, objects, key, headers):
    head = straight(store, "HEAD", objects, key, {}).headers
    headers = {name: value.format(etag=head["ETag"], date=head["Last-Modified"]) for name, value in headers.items()}
    for method in ("GET", "HEAD"):
        theirs = straight(store, method, objects, key, headers)
        ours = ada.ask(method, "object", {"bucket": objects, "key": key}, headers={**headers, "Accept-Encoding": "identity"})
        assert said(ours) == said(theirs), method
        assert ours.headers["Accept-Ranges"] == "bytes"
        if ours.status_code == 304:
            assert (ours.headers["ETag"], ours.headers["Last-Modified"]) == (head["ETag"], head["Last-Modified"])
        if ours.status_code == 416:
            assert ours.headers["Content-Range"] == f"bytes */{len(BODIES[key])}"


def test_download_is_resumed_only_of_the_very_same_object(ada, s3, objects):
    head = s3.head_object(Bucket=objects, Key="ten")
    date = head["ResponseMetadata"]["HTTPHeaders"]["last-modified"]
    rest, whole = (206, b"789"), (200, BODIES["ten"])
    for validator, expected in [(head["ETag"], rest), (date, rest), ('"other"', whole), (f"W/{head['ETag']}", whole),
                                (LONG_AGO, whole), (FAR_AHEAD, whole)]:
        answer = ada.get(objects, "ten", **{"Range": "bytes=7-", "If-Range": validator})
        assert (answer.status_code, answer.content) == expected, validator
