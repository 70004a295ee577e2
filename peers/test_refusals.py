"""What AWS refuses is refused, in AWS's words, to boto3 and to the AWS CLI."""

import json
import time
from dataclasses import replace
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

import pytest
import requests

from support import clients
from support.refusals import refused
from support.stores import Keys

# On every store: a wrong signature and a stranger.


def test_tampered_secret_is_a_wrong_signature(store, bucket):
    with refused("SignatureDoesNotMatch", status=403):
        store.client(keys=replace(store.keys, secret_access_key="x" * 40)).list_objects_v2(Bucket=bucket)


def test_unknown_key_is_unknown(store, bucket):
    with refused("InvalidAccessKeyId", status=403):
        store.client(keys=Keys("AKIANOBODYKNOWSTHIS0", "secret")).list_objects_v2(Bucket=bucket)


@pytest.mark.parametrize("client", clients.ALL, ids=lambda client: client.program)
def test_command_lines_are_told_of_a_wrong_signature(store, bucket, client):
    answer = client(store, keys=replace(store.keys, secret_access_key="x" * 40)).try_list(bucket)
    assert answer.code != 0
    assert "SignatureDoesNotMatch" in answer.text or "signature" in answer.text


def test_tampered_token_is_refused(store, bucket):
    keys = store.role()
    tampered = replace(keys, session_token=keys.session_token[:-8] + "AAAAAAAA")
    with refused("InvalidToken", "InvalidAccessKeyId"):
        store.client(keys=tampered).list_objects_v2(Bucket=bucket)


def test_temporary_keys_without_their_token_are_refused(store, bucket):
    with refused("InvalidAccessKeyId", "InvalidToken", "AccessDenied", status=403):
        store.client(keys=replace(store.role(), session_token=None)).list_objects_v2(Bucket=bucket)


def test_session_policy_narrows_the_role(store, s3, bucket):
    # The sandbox's role that may be assumed reads in one bucket alone.
    bucket = "studio-assets" if store.name == "sandbox" else bucket
    s3.put_object(Bucket=bucket, Key="open/file", Body=b"x")
    s3.put_object(Bucket=bucket, Key="closed/file", Body=b"x")
    policy = {"Version": "2012-10-17", "Statement": [
        {"Effect": "Allow", "Action": "s3:GetObject", "Resource": f"arn:aws:s3:::{bucket}/open/*"}]}
    narrow = store.client(keys=store.assume(Policy=json.dumps(policy)))
    assert narrow.get_object(Bucket=bucket, Key="open/file")["Body"].read() == b"x"
    with refused("AccessDenied", status=403):
        narrow.get_object(Bucket=bucket, Key="closed/file")
    with refused("AccessDenied", status=403):
        narrow.put_object(Bucket=bucket, Key="open/file", Body=b"y")


# In the sandbox: AWS's codes to the letter.


def test_tampered_token_is_invalid(sandbox, box):
    keys = sandbox.finance()
    tampered = replace(keys, session_token=keys.session_token[:-8] + "AAAAAAAA")
    with refused("InvalidToken", status=400):
        sandbox.client(keys=tampered).list_objects_v2(Bucket=box)


def test_token_of_another_session_is_invalid(sandbox, box):
    mine, other = sandbox.assume(), sandbox.assume(session_name="eve")
    with refused("InvalidToken", status=400):
        sandbox.client(keys=replace(mine, session_token=other.session_token)).list_objects_v2(Bucket=box)


def test_ended_credentials_are_expired_on_every_path(own_sandbox):
    keys = own_sandbox.finance()
    s3 = own_sandbox.client(keys=keys)
    put = {"Bucket": "finance-reports", "Key": "2026/new.csv"}
    s3.put_object(**put, Body=b"x")
    link = s3.generate_presigned_url("get_object", Params=put, ExpiresIn=3600)
    assert requests.get(link, timeout=10).content == b"x"
    own_sandbox.expire_sessions()
    with refused("ExpiredToken", status=400) as refusal:
        s3.get_object(**put)
    assert refusal.message == "The provided token has expired."
    with refused("ExpiredToken", status=400):
        s3.put_object(**put, Body=b"y")
    with refused("ExpiredToken", status=403):
        own_sandbox.client("sts", keys=keys).get_caller_identity()
    late = requests.get(link, timeout=10)
    assert (late.status_code, "ExpiredToken" in late.text) == (400, True)
    answer = clients.AwsCli(own_sandbox, keys=keys).run("s3", "ls", "s3://finance-reports/2026/")
    assert answer.code != 0 and "ExpiredToken" in answer.text


def test_clock_that_is_wrong_is_called_so(own_sandbox):
    own_sandbox.faults(clock_skew=3600)
    # boto3 corrects its clock by itself when it may try again; ask once.
    answer = clients.S5cmd(own_sandbox).run("ls")
    own_sandbox.faults()
    assert answer.code != 0 and "RequestTimeTooSkewed" in answer.text


def test_out_of_policy_says_who_what_and_why(sandbox):
    keys = sandbox.finance()
    s3 = sandbox.client(keys=keys)
    s3.list_objects_v2(Bucket="finance-reports", Prefix="2026/")
    with refused("AccessDenied", status=403) as refusal:
        s3.list_objects_v2(Bucket="finance-reports", Prefix="")
    assert refusal.message == (
        f"User: {sandbox.arn(keys)} is not authorized to perform: s3:ListBucket "
        'on resource: "arn:aws:s3:::finance-reports" because no identity-based policy allows the s3:ListBucket action')
    with refused("AccessDenied", status=403):
        s3.list_buckets()
    with refused("AccessDenied", status=403):
        s3.get_object(Bucket="finance-reports", Key="2025/closed.csv")
    with refused("403", status=403):
        s3.head_object(Bucket="studio-assets", Key="anything")
    answer = clients.AwsCli(sandbox, keys=keys).run("s3", "ls", "s3://studio-assets/")
    assert answer.code != 0 and "AccessDenied" in answer.text and "s3:ListBucket" in answer.text


def test_bucket_policy_denies_even_its_owner(sandbox, box):
    admin = sandbox.client()
    admin.put_object(Bucket=box, Key="secret/x", Body=b"x")
    admin.put_bucket_policy(Bucket=box, Policy=json.dumps({"Version": "2012-10-17", "Statement": [
        {"Effect": "Deny", "Principal": "*", "Action": "s3:GetObject", "Resource": f"arn:aws:s3:::{box}/secret/*"}]}))
    with refused("AccessDenied", status=403) as refusal:
        admin.get_object(Bucket=box, Key="secret/x")
    assert "with an explicit deny in a resource-based policy" in refusal.message


def test_role_does_not_trust_a_stranger(sandbox):
    ada = sandbox.finance()
    with refused("AccessDenied", status=403) as refusal:
        sandbox.client("sts", keys=ada).assume_role(
            RoleArn="arn:aws:iam::111111111111:role/wardrobe-studio", RoleSessionName="ada")
    assert "is not authorized to perform: sts:AssumeRole on resource: arn:aws:iam::111111111111:role/wardrobe-studio" in refusal.message


def test_session_cannot_be_too_short_or_too_long(sandbox):
    # boto3 itself would not let so short a session out.
    sts = sandbox.client("sts", parameter_validation=False)
    for seconds in (899, 43201):
        with refused("ValidationError", status=400):
            sts.assume_role(RoleArn=sandbox.role_arn, RoleSessionName="ada", DurationSeconds=seconds)
    sandbox.assume(DurationSeconds=43200)
    chained = Keys.of(sandbox.client("sts").get_session_token()["Credentials"])
    sandbox.assume(keys=chained, DurationSeconds=3600)
    with refused("ValidationError", status=400) as refusal:
        sandbox.assume(keys=chained, DurationSeconds=3601)
    assert "1 hour session limit for roles assumed by role chaining" in refusal.message


def test_wrong_region_is_told_with_the_right_one(sandbox, box):
    # boto3 would follow the region it is told; a presigned URL cannot.
    link = sandbox.client(region="eu-west-1").generate_presigned_url("list_objects_v2", Params={"Bucket": box})
    answer = requests.get(link, timeout=10)
    assert (answer.status_code, answer.headers["x-amz-bucket-region"]) == (400, "us-east-1")
    assert "the region 'eu-west-1' is wrong; expecting 'us-east-1'" in answer.text


def test_presigned_url_ends_when_it_says(sandbox, box):
    s3 = sandbox.client()
    s3.put_object(Bucket=box, Key="k", Body=b"x")
    link = s3.generate_presigned_url("get_object", Params={"Bucket": box, "Key": "k"}, ExpiresIn=1)
    time.sleep(2.1)
    answer = requests.get(link, timeout=10)
    assert answer.status_code == 403
    assert "<Code>AccessDenied</Code>" in answer.text and "Request has expired" in answer.text


@pytest.mark.parametrize("change", ["path", "X-Amz-Expires", "X-Amz-Signature", "X-Amz-Date", "method"])
def test_tampered_presigned_url_is_refused(sandbox, box, change):
    s3 = sandbox.client()
    s3.put_object(Bucket=box, Key="k", Body=b"x")
    s3.put_object(Bucket=box, Key="other", Body=b"x")
    link = s3.generate_presigned_url("get_object", Params={"Bucket": box, "Key": "k"}, ExpiresIn=60)
    parts = urlsplit(link)
    query = dict(parse_qsl(parts.query))
    method, path = "GET", parts.path
    if change == "path":
        path = path.replace("/k", "/other")
    elif change == "method":
        method = "DELETE"
    elif change == "X-Amz-Expires":
        query[change] = "6000"
    elif change == "X-Amz-Date":
        query[change] = time.strftime("%Y%m%dT%H%M%SZ", time.gmtime(time.time() - 30))
    else:
        query[change] = ("0" if query[change][0] != "0" else "1") + query[change][1:]
    link = urlunsplit(parts._replace(path=path, query=urlencode(query)))
    answer = requests.request(method, link, timeout=10)
    assert (answer.status_code, "SignatureDoesNotMatch" in answer.text) == (403, True), answer.text


def test_old_signatures_and_strangers_get_nothing(sandbox, box):
    url = f"{sandbox.endpoint}/{box}?AWSAccessKeyId=x&Signature=y&Expires=9999999999"
    assert requests.get(url, timeout=10).status_code == 400
    for method in ("GET", "HEAD", "PUT", "POST", "DELETE"):
        for path in ("", box, f"{box}/k", f"{box}?policy", f"{box}?delete"):
            answer = requests.request(method, f"{sandbox.endpoint}/{path}", timeout=10)
            assert answer.status_code in (400, 403, 405, 501), (method, path, answer.status_code)


def test_name_that_is_too_long_or_too_odd_is_refused(sandbox, box):
    s3 = sandbox.client()
    with refused("KeyTooLongError", status=400):
        s3.put_object(Bucket=box, Key="k" * 1025, Body=b"")
    with refused("InvalidBucketName", status=400):
        s3.create_bucket(Bucket="has..dots")
