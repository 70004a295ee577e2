"""boto3 on the demo's own S3 and IAM, as the administrator of an account: one JSON line in, one out."""

import base64
import hashlib
import io
import json
import sys
from concurrent.futures import ThreadPoolExecutor

import boto3
from botocore.config import Config

s3 = boto3.client("s3", config=Config(s3={"addressing_style": "path"}))
iam = boto3.client("iam")


def keys(bucket, prefix=""):
    pages = s3.get_paginator("list_objects_v2").paginate(Bucket=bucket, Prefix=prefix)
    return [item["Key"] for page in pages for item in page.get("Contents", [])]


def put(bucket, key, body, type="application/octet-stream", metadata={}):
    s3.put_object(Bucket=bucket, Key=key, Body=base64.b64decode(body), ContentType=type, Metadata=metadata)


def head(bucket, key):
    """What S3 says of an object, and its tags."""
    found = s3.head_object(Bucket=bucket, Key=key)
    tags = s3.get_object_tagging(Bucket=bucket, Key=key)["TagSet"]
    names = {"ContentType": "type", "CacheControl": "caching", "StorageClass": "storage_class", "Restore": "restore",
             "ServerSideEncryption": "encryption"}
    known = {short: found[name] for name, short in names.items() if name in found}
    return {**known, "metadata": found["Metadata"], "tags": {tag["Key"]: tag["Value"] for tag in tags},
            "modified": found["LastModified"].isoformat()}


def keep(bucket, key, storage_class="STANDARD", metadata=None, tags="", encryption="AES256", size=None):
    """An object of a storage class, with metadata, and tags as a header has them; of `size` zeros or of its key."""
    more = {"ContentType": "text/plain", "StorageClass": storage_class, "Metadata": metadata or {}, "Tagging": tags,
            "ServerSideEncryption": encryption}
    body = io.BytesIO(key.encode()) if size is None else Zeros(size)
    s3.upload_fileobj(body, bucket, key, ExtraArgs=more)


class Zeros:
    """A file of so many bytes of nothing."""

    def __init__(self, size):
        self.left = size

    def read(self, most=-1):
        count = self.left if most < 0 else min(most, self.left)
        self.left -= count
        return bytes(count)


def fill(bucket, prefix, count):
    """So many small objects."""
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda at: s3.put_object(Bucket=bucket, Key=f"{prefix}{at:05}", Body=b"x"), range(count)))


def read(bucket, key):
    return base64.b64encode(s3.get_object(Bucket=bucket, Key=key)["Body"].read()).decode()


def digest(bucket, key):
    """The SHA-256 of an object, which may be large."""
    found = hashlib.sha256()
    for some in s3.get_object(Bucket=bucket, Key=key)["Body"].iter_chunks(1 << 20):
        found.update(some)
    return found.hexdigest()


def remove(bucket, prefix):
    found = keys(bucket, prefix)
    for start in range(0, len(found), 1000):
        doomed = [{"Key": key} for key in found[start:start + 1000]]
        s3.delete_objects(Bucket=bucket, Delete={"Objects": doomed, "Quiet": True})


def versions(bucket, prefix):
    """All versions and delete markers below a prefix: key, id, whether the latest, whether a marker, when."""
    pages = s3.get_paginator("list_object_versions").paginate(Bucket=bucket, Prefix=prefix)
    found = [(item, marker) for page in pages
             for item, marker in [(v, False) for v in page.get("Versions", [])] + [(m, True) for m in page.get("DeleteMarkers", [])]]
    return [{"key": item["Key"], "id": item["VersionId"], "latest": item["IsLatest"], "marker": marker,
             "at": item["LastModified"].isoformat()} for item, marker in found]


def remove_versions(bucket, prefix):
    """For good."""
    found = [{"Key": version["key"], "VersionId": version["id"]} for version in versions(bucket, prefix)]
    for start in range(0, len(found), 1000):
        s3.delete_objects(Bucket=bucket, Delete={"Objects": found[start:start + 1000], "Quiet": True})


def uploads(bucket):
    return [item["Key"] for item in s3.list_multipart_uploads(Bucket=bucket).get("Uploads", [])]


def begin_upload(bucket, key):
    """An upload in parts that somebody begins and leaves."""
    begun = s3.create_multipart_upload(Bucket=bucket, Key=key)
    s3.upload_part(Bucket=bucket, Key=key, UploadId=begun["UploadId"], PartNumber=1, Body=b"left")


def parts(bucket, key):
    """When each part of the one unfinished upload of a key was stored, by its number; nothing without one."""
    found = [item for item in s3.list_multipart_uploads(Bucket=bucket, Prefix=key).get("Uploads", []) if item["Key"] == key]
    if not found:
        return {}
    [one] = found
    pages = s3.get_paginator("list_parts").paginate(Bucket=bucket, Key=key, UploadId=one["UploadId"])
    return {part["PartNumber"]: part["LastModified"].isoformat() for page in pages for part in page.get("Parts", [])}


def policy(bucket, text):
    """The bucket's own policy; None takes it away."""
    if text is None:
        s3.delete_bucket_policy(Bucket=bucket)
    else:
        s3.put_bucket_policy(Bucket=bucket, Policy=text)


def create_bucket(bucket, region):
    """In a region that is not the home of S3."""
    there = boto3.client("s3", region_name=region, config=Config(s3={"addressing_style": "path"}))
    there.create_bucket(Bucket=bucket, CreateBucketConfiguration={"LocationConstraint": region})


def delete_bucket(bucket, region):
    boto3.client("s3", region_name=region, config=Config(s3={"addressing_style": "path"})).delete_bucket(Bucket=bucket)


def cors(bucket, rules):
    """Replaces the rules for pages of other sites; without any, takes them away."""
    if rules:
        s3.put_bucket_cors(Bucket=bucket, CORSConfiguration={"CORSRules": rules})
    else:
        s3.delete_bucket_cors(Bucket=bucket)


def assume(role, seconds=900):
    """Temporary credentials of a role of the demo's account."""
    sts = boto3.client("sts")
    account = sts.get_caller_identity()["Account"]
    answer = sts.assume_role(RoleArn=f"arn:aws:iam::{account}:role/{role}", RoleSessionName="grace", DurationSeconds=seconds)
    return of_keys(answer["Credentials"])


def session():
    """Temporary credentials of the user itself."""
    return of_keys(boto3.client("sts").get_session_token()["Credentials"])


def of_keys(found):
    return {"id": found["AccessKeyId"], "secret": found["SecretAccessKey"], "token": found["SessionToken"],
            "end": found["Expiration"].isoformat()}


def create_role(role, trust):
    """A role of this account that may do nothing yet. Gives its ARN."""
    return iam.create_role(RoleName=role, AssumeRolePolicyDocument=trust)["Role"]["Arn"]


def allow(role, policy):
    """What a role may do."""
    iam.put_role_policy(RoleName=role, PolicyName="added", PolicyDocument=policy)


def trust(role, policy):
    """Whom a role trusts."""
    iam.update_assume_role_policy(RoleName=role, PolicyDocument=policy)


def openid_provider(url, client):
    iam.create_open_id_connect_provider(Url=url, ClientIDList=[client])


def saml_provider(name, metadata):
    return iam.create_saml_provider(Name=name, SAMLMetadataDocument=metadata)["SAMLProviderArn"]


verbs = {verb.__name__: verb for verb in (
    allow, assume, begin_upload, cors, create_bucket, create_role, delete_bucket, digest, fill, head, keep, keys, openid_provider, parts, policy, put, read,
    remove, remove_versions, saml_provider, session, trust, uploads, versions)}
for line in sys.stdin:
    asked = json.loads(line)
    try:
        answer = {"value": verbs[asked.pop("verb")](**asked)}
    except Exception as error:
        answer = {"error": f"{type(error).__name__}: {error}"}
    print(json.dumps(answer), flush=True)
