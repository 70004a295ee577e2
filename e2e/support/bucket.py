"""boto3 on the demo's own S3, as its administrator: one JSON line in, one out."""

import base64
import json
import sys
from concurrent.futures import ThreadPoolExecutor

import boto3
from botocore.config import Config

s3 = boto3.client("s3", config=Config(s3={"addressing_style": "path"}))


def keys(bucket, prefix=""):
    pages = s3.get_paginator("list_objects_v2").paginate(Bucket=bucket, Prefix=prefix)
    return [item["Key"] for page in pages for item in page.get("Contents", [])]


def put(bucket, key, body, type="application/octet-stream"):
    s3.put_object(Bucket=bucket, Key=key, Body=base64.b64decode(body), ContentType=type)


def fill(bucket, prefix, count):
    """So many small objects."""
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda at: s3.put_object(Bucket=bucket, Key=f"{prefix}{at:05}", Body=b"x"), range(count)))


def read(bucket, key):
    return base64.b64encode(s3.get_object(Bucket=bucket, Key=key)["Body"].read()).decode()


def remove(bucket, prefix):
    found = keys(bucket, prefix)
    for start in range(0, len(found), 1000):
        doomed = [{"Key": key} for key in found[start:start + 1000]]
        s3.delete_objects(Bucket=bucket, Delete={"Objects": doomed, "Quiet": True})


def uploads(bucket):
    return [item["Key"] for item in s3.list_multipart_uploads(Bucket=bucket).get("Uploads", [])]


def assume(role, seconds=900):
    """Temporary credentials of a role of the demo's account."""
    sts = boto3.client("sts")
    account = sts.get_caller_identity()["Account"]
    answer = sts.assume_role(RoleArn=f"arn:aws:iam::{account}:role/{role}", RoleSessionName="grace", DurationSeconds=seconds)
    found = answer["Credentials"]
    return {"id": found["AccessKeyId"], "secret": found["SecretAccessKey"], "token": found["SessionToken"],
            "end": found["Expiration"].isoformat()}


verbs = {"assume": assume, "fill": fill, "keys": keys, "put": put, "read": read, "remove": remove, "uploads": uploads}
for line in sys.stdin:
    asked = json.loads(line)
    try:
        answer = {"value": verbs[asked.pop("verb")](**asked)}
    except Exception as error:
        answer = {"error": f"{type(error).__name__}: {error}"}
    print(json.dumps(answer), flush=True)
