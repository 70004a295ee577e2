"""The story of a bucket as boto3 tells it, the same on every store."""

import base64
import hashlib
import os
import urllib.error
import urllib.request

import pytest
from boto3.s3.transfer import TransferConfig

from support.refusals import refused

MIB = 1024 * 1024


def keys(s3, bucket, **more):
    pages = s3.get_paginator("list_objects_v2").paginate(Bucket=bucket, **more)
    return [item["Key"] for page in pages for item in page.get("Contents", [])]


def put(s3, bucket, *names, body=b"x"):
    for name in names:
        s3.put_object(Bucket=bucket, Key=name, Body=body)


def read(s3, bucket, key, **more):
    return s3.get_object(Bucket=bucket, Key=key, **more)["Body"].read()


def test_bucket_is_made_seen_and_removed(s3, bucket):
    assert bucket in [entry["Name"] for entry in s3.list_buckets()["Buckets"]]
    s3.head_bucket(Bucket=bucket)
    put(s3, bucket, "in-the-way")
    with refused("BucketNotEmpty", status=409):
        s3.delete_bucket(Bucket=bucket)
    s3.delete_object(Bucket=bucket, Key="in-the-way")
    s3.delete_bucket(Bucket=bucket)
    with refused("404", "NoSuchBucket", status=404):
        s3.head_bucket(Bucket=bucket)


def test_small_object_comes_back_with_everything_it_was_given(s3, bucket):
    body = "Grüße\n".encode()
    s3.put_object(Bucket=bucket, Key="note.txt", Body=body, ContentType="text/plain; charset=utf-8",
                  CacheControl="no-store", Metadata={"author": "ada"})
    got = s3.get_object(Bucket=bucket, Key="note.txt")
    assert got["Body"].read() == body
    assert got["ContentType"] == "text/plain; charset=utf-8"
    assert got["CacheControl"] == "no-store"
    assert got["Metadata"] == {"author": "ada"}
    assert got["ETag"] == f'"{hashlib.md5(body).hexdigest()}"'


def test_empty_object_is_an_object(s3, bucket):
    put(s3, bucket, "empty", body=b"")
    assert s3.head_object(Bucket=bucket, Key="empty")["ContentLength"] == 0
    assert read(s3, bucket, "empty") == b""


def test_missing_object_is_missing(s3, bucket):
    with refused("NoSuchKey", status=404):
        s3.get_object(Bucket=bucket, Key="nowhere")
    with refused("404", status=404):
        s3.head_object(Bucket=bucket, Key="nowhere")


def test_large_file_goes_up_in_parts_and_comes_down_the_same(s3, bucket, tmp_path):
    source, target = tmp_path / "up.bin", tmp_path / "down.bin"
    source.write_bytes(os.urandom(13 * MIB + 17))
    parts = TransferConfig(multipart_threshold=5 * MIB, multipart_chunksize=5 * MIB, max_concurrency=4)
    s3.upload_file(str(source), bucket, "big.bin", Config=parts)
    assert s3.head_object(Bucket=bucket, Key="big.bin")["ETag"].endswith('-3"')
    s3.download_file(bucket, "big.bin", str(target), Config=parts)
    assert target.read_bytes() == source.read_bytes()


def test_aborted_upload_leaves_nothing(s3, bucket):
    upload = s3.create_multipart_upload(Bucket=bucket, Key="half")["UploadId"]
    s3.upload_part(Bucket=bucket, Key="half", UploadId=upload, PartNumber=1, Body=b"a" * 5 * MIB)
    assert [part["PartNumber"] for part in s3.list_parts(Bucket=bucket, Key="half", UploadId=upload)["Parts"]] == [1]
    assert keys(s3, bucket) == []
    s3.abort_multipart_upload(Bucket=bucket, Key="half", UploadId=upload)
    assert s3.list_multipart_uploads(Bucket=bucket).get("Uploads", []) == []
    with refused("NoSuchUpload", status=404):
        s3.upload_part(Bucket=bucket, Key="half", UploadId=upload, PartNumber=2, Body=b"b")


def test_parts_that_are_too_small_are_refused(s3, bucket):
    upload = s3.create_multipart_upload(Bucket=bucket, Key="small")["UploadId"]
    parts = []
    for number in (1, 2):
        answer = s3.upload_part(Bucket=bucket, Key="small", UploadId=upload, PartNumber=number, Body=b"tiny")
        parts.append({"PartNumber": number, "ETag": answer["ETag"]})
    with refused("EntityTooSmall", status=400):
        s3.complete_multipart_upload(Bucket=bucket, Key="small", UploadId=upload, MultipartUpload={"Parts": parts})


def test_listing_folds_folders_and_goes_on_where_a_page_ended(s3, bucket):
    put(s3, bucket, "a.txt", "folder/one", "folder/two", "folder2/three", "z.txt")
    answer = s3.list_objects_v2(Bucket=bucket, Delimiter="/")
    assert [item["Key"] for item in answer["Contents"]] == ["a.txt", "z.txt"]
    assert [item["Prefix"] for item in answer["CommonPrefixes"]] == ["folder/", "folder2/"]
    assert keys(s3, bucket, Prefix="folder/") == ["folder/one", "folder/two"]
    assert keys(s3, bucket, PaginationConfig={"PageSize": 2}) == ["a.txt", "folder/one", "folder/two", "folder2/three", "z.txt"]
    assert keys(s3, bucket, StartAfter="folder/two") == ["folder2/three", "z.txt"]


def test_keys_are_listed_in_byte_order(s3, bucket):
    names = ["B", "a", "a!", "a-b", "b", "ä", "😀"]
    put(s3, bucket, *names)
    assert keys(s3, bucket) == sorted(names, key=str.encode)


ODD_KEYS = ["plus+sign", "per%cent", "per%20cent", "hash#tag", "what?", "amp&er", "trailing ", " leading", ".hidden",
            "quote\"'", "smile 😀", "ümlaut", "back\\slash", "new\nline", "<tag>"]
PATH_LIKE_KEYS = ["double//slash", "/leading", "../up", "a/../b", "./here", "a/./b", "folder/", "folder",
                  pytest.param("k" * 1024, id="1024 bytes")]


@pytest.mark.parametrize("key", ODD_KEYS)
def test_odd_key_is_itself_and_no_other(s3, bucket, key):
    tell_of_one_key(s3, bucket, key)


@pytest.mark.parametrize("key", PATH_LIKE_KEYS)
def test_path_like_key_is_itself_and_no_other(s3, bucket, key):
    tell_of_one_key(s3, bucket, key)


def tell_of_one_key(s3, bucket, key):
    body = key.encode()
    s3.put_object(Bucket=bucket, Key=key, Body=body)
    assert keys(s3, bucket) == [key]
    assert read(s3, bucket, key) == body
    s3.copy_object(Bucket=bucket, Key="copy", CopySource={"Bucket": bucket, "Key": key})
    assert read(s3, bucket, "copy") == body
    answer = s3.delete_objects(Bucket=bucket, Delete={"Objects": [{"Key": key}]})
    assert [item["Key"] for item in answer["Deleted"]] == [key]
    assert keys(s3, bucket) == ["copy"]


def test_range_reads_only_what_was_asked(s3, bucket):
    put(s3, bucket, "digits", body=b"0123456789")
    answer = s3.get_object(Bucket=bucket, Key="digits", Range="bytes=2-4")
    assert answer["Body"].read() == b"234"
    assert answer["ContentRange"] == "bytes 2-4/10"
    assert read(s3, bucket, "digits", Range="bytes=-3") == b"789"
    assert read(s3, bucket, "digits", Range="bytes=7-99") == b"789"
    with refused("InvalidRange", "416", status=416):
        s3.get_object(Bucket=bucket, Key="digits", Range="bytes=10-")


def test_unchanged_object_is_not_sent_again(s3, bucket):
    put(s3, bucket, "same")
    etag = s3.head_object(Bucket=bucket, Key="same")["ETag"]
    with refused("304", "NotModified", status=304):
        s3.get_object(Bucket=bucket, Key="same", IfNoneMatch=etag)
    with refused("PreconditionFailed", "412", status=412):
        s3.get_object(Bucket=bucket, Key="same", IfMatch='"0123456789abcdef0123456789abcdef"')


def test_conditional_put_never_overwrites(s3, bucket):
    s3.put_object(Bucket=bucket, Key="once", Body=b"first", IfNoneMatch="*")
    with refused("PreconditionFailed", status=412):
        s3.put_object(Bucket=bucket, Key="once", Body=b"second", IfNoneMatch="*")
    assert read(s3, bucket, "once") == b"first"


def test_copy_keeps_and_replaces_metadata(s3, bucket):
    s3.put_object(Bucket=bucket, Key="from", Body=b"x", ContentType="text/css", Metadata={"a": "1"})
    source = {"Bucket": bucket, "Key": "from"}
    s3.copy_object(Bucket=bucket, Key="kept", CopySource=source)
    kept = s3.head_object(Bucket=bucket, Key="kept")
    assert (kept["ContentType"], kept["Metadata"]) == ("text/css", {"a": "1"})
    s3.copy_object(Bucket=bucket, Key="new", CopySource=source, MetadataDirective="REPLACE",
                   ContentType="text/html", Metadata={"b": "2"})
    new = s3.head_object(Bucket=bucket, Key="new")
    assert (new["ContentType"], new["Metadata"]) == ("text/html", {"b": "2"})


def test_copy_in_parts_joins_ranges_of_the_source(s3, bucket):
    body = os.urandom(6 * MIB)
    s3.put_object(Bucket=bucket, Key="whole", Body=body)
    upload = s3.create_multipart_upload(Bucket=bucket, Key="joined")["UploadId"]
    parts = []
    for number, (first, last) in enumerate([(0, 5 * MIB - 1), (5 * MIB, 6 * MIB - 1)], start=1):
        answer = s3.upload_part_copy(Bucket=bucket, Key="joined", UploadId=upload, PartNumber=number,
                                     CopySource={"Bucket": bucket, "Key": "whole"}, CopySourceRange=f"bytes={first}-{last}")
        parts.append({"PartNumber": number, "ETag": answer["CopyPartResult"]["ETag"]})
    s3.complete_multipart_upload(Bucket=bucket, Key="joined", UploadId=upload, MultipartUpload={"Parts": parts})
    assert read(s3, bucket, "joined") == body


def test_thousand_objects_are_deleted_at_once_and_neighbours_stay(s3, bucket):
    put(s3, bucket, "folder2/stays", *[f"folder/{n:04}" for n in range(120)])
    doomed = [{"Key": key} for key in keys(s3, bucket, Prefix="folder/")]
    answer = s3.delete_objects(Bucket=bucket, Delete={"Objects": doomed, "Quiet": True})
    assert answer.get("Errors", []) == [] and answer.get("Deleted", []) == []
    assert keys(s3, bucket) == ["folder2/stays"]


def test_versions_are_kept_and_deletes_are_markers(s3, bucket):
    s3.put_bucket_versioning(Bucket=bucket, VersioningConfiguration={"Status": "Enabled"})
    first = s3.put_object(Bucket=bucket, Key="v", Body=b"1")["VersionId"]
    second = s3.put_object(Bucket=bucket, Key="v", Body=b"2")["VersionId"]
    assert read(s3, bucket, "v") == b"2"
    assert read(s3, bucket, "v", VersionId=first) == b"1"
    marker = s3.delete_object(Bucket=bucket, Key="v")
    assert marker["DeleteMarker"] is True
    with refused("NoSuchKey", status=404):
        s3.get_object(Bucket=bucket, Key="v")
    listed = s3.list_object_versions(Bucket=bucket)
    assert [item["VersionId"] for item in listed["Versions"]] == [second, first]
    assert [item["IsLatest"] for item in listed["DeleteMarkers"]] == [True]
    s3.delete_object(Bucket=bucket, Key="v", VersionId=marker["VersionId"])
    assert read(s3, bucket, "v") == b"2"
    s3.delete_object(Bucket=bucket, Key="v", VersionId=second)
    assert read(s3, bucket, "v") == b"1"


def test_tags_are_put_read_and_removed(s3, bucket):
    s3.put_object(Bucket=bucket, Key="t", Body=b"x", Tagging="team=blue&stage=draft")
    tags = s3.get_object_tagging(Bucket=bucket, Key="t")["TagSet"]
    assert sorted((tag["Key"], tag["Value"]) for tag in tags) == [("stage", "draft"), ("team", "blue")]
    s3.put_object_tagging(Bucket=bucket, Key="t", Tagging={"TagSet": [{"Key": "team", "Value": "red"}]})
    assert s3.get_object_tagging(Bucket=bucket, Key="t")["TagSet"] == [{"Key": "team", "Value": "red"}]
    s3.delete_object_tagging(Bucket=bucket, Key="t")
    assert s3.get_object_tagging(Bucket=bucket, Key="t")["TagSet"] == []


def test_checksum_is_kept_and_told(s3, bucket):
    value = base64.b64encode(hashlib.sha256(b"body").digest()).decode()
    s3.put_object(Bucket=bucket, Key="c", Body=b"body", ChecksumAlgorithm="SHA256")
    assert s3.head_object(Bucket=bucket, Key="c", ChecksumMode="ENABLED")["ChecksumSHA256"] == value


def test_body_that_does_not_match_its_checksum_is_refused(s3, bucket):
    wrong = base64.b64encode(hashlib.sha256(b"other").digest()).decode()
    with refused("BadDigest", "InvalidRequest", "XAmzContentChecksumMismatch", status=400):
        s3.put_object(Bucket=bucket, Key="c", Body=b"body", ChecksumSHA256=wrong)
    assert keys(s3, bucket) == []


def test_presigned_urls_work_without_keys(s3, bucket):
    put_url = s3.generate_presigned_url("put_object", Params={"Bucket": bucket, "Key": "a b+c"}, ExpiresIn=60)
    urllib.request.urlopen(urllib.request.Request(put_url, data=b"sent", method="PUT", headers={"Content-Type": ""})).close()
    get_url = s3.generate_presigned_url("get_object", Params={"Bucket": bucket, "Key": "a b+c"}, ExpiresIn=60)
    with urllib.request.urlopen(get_url) as answer:
        assert answer.read() == b"sent"


def test_unsigned_request_gets_nothing(store, s3, bucket):
    put(s3, bucket, "private")
    with pytest.raises(urllib.error.HTTPError) as caught:
        urllib.request.urlopen(f"{store.endpoint}/{bucket}/private")
    assert caught.value.code == 403
