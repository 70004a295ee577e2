"""`wardrobe cp` on every store: what others have begun it goes on with, and what it calls verified is."""

import json
import os
import subprocess

import pytest

from support.tools import wardrobe

MIB = 1024 * 1024
PART = 8 * MIB


@pytest.fixture
def cp(store, tmp_path):
    """Runs it in a folder of its own; the exit code, what it told programs, and what it told people."""
    def run(*words):
        done = subprocess.run([wardrobe(), "cp", "--json", *map(str, words)], env=store.environment(store.role()), cwd=tmp_path,
                              stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=120)
        return done.returncode, json.loads(done.stdout or "null"), done.stderr
    return run


def begin(s3, bucket, body):
    """An upload by boto3 that ends after the first part."""
    upload = s3.create_multipart_upload(Bucket=bucket, Key="film.mov")["UploadId"]
    s3.upload_part(Bucket=bucket, Key="film.mov", UploadId=upload, PartNumber=1, Body=body[:PART])


def test_what_goes_up_comes_down_and_is_verified(cp, bucket, tmp_path):
    for name, size in {"small.txt": 1000, "film.mov": 20 * MIB + 5, "empty": 0}.items():
        body = os.urandom(size)
        (tmp_path / name).write_bytes(body)
        code, told, said = cp(name, f"s3://{bucket}/")
        assert (code, said) == (0, "") and told["verified"] == 1, (name, told, said)
        code, told, said = cp(f"s3://{bucket}/{name}", "down")
        assert (code, said) == (0, "")
        assert (tmp_path / "down").read_bytes() == body
        (tmp_path / "down").unlink()


def test_upload_that_another_client_left_unfinished_is_gone_on_with(cp, s3, bucket, tmp_path):
    body = os.urandom(20 * MIB)
    (tmp_path / "film.mov").write_bytes(body)
    begin(s3, bucket, body)
    code, told, said = cp("--resume", "film.mov", f"s3://{bucket}/")
    assert code == 0, said
    assert (told["kept_bytes"], told["verified"]) == (PART, 1)
    assert s3.get_object(Bucket=bucket, Key="film.mov")["Body"].read() == body
    assert not s3.list_multipart_uploads(Bucket=bucket).get("Uploads")


def test_upload_of_another_file_is_left_alone(cp, s3, bucket, tmp_path):
    begin(s3, bucket, os.urandom(20 * MIB))
    (tmp_path / "film.mov").write_bytes(os.urandom(20 * MIB))
    code, _, said = cp("--resume", "film.mov", f"s3://{bucket}/")
    assert code == 1 and "its part 1 has other bytes" in said
    assert [upload["Key"] for upload in s3.list_multipart_uploads(Bucket=bucket)["Uploads"]] == ["film.mov"]
    assert not s3.list_objects_v2(Bucket=bucket).get("Contents")
