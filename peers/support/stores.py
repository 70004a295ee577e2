"""The stores that tell the same story: our sandbox, moto and SeaweedFS."""

import json
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass

import boto3
import requests
from botocore.config import Config

from .processes import CLEAN, free_port, running, wait_for_port
from .tools import tool, wardrobe

REGION = "us-east-1"


@dataclass(frozen=True)
class Keys:
    access_key_id: str
    secret_access_key: str
    session_token: str | None = None

    @staticmethod
    def of(credentials):
        """From the Credentials of an STS answer."""
        return Keys(credentials["AccessKeyId"], credentials["SecretAccessKey"], credentials["SessionToken"])

    @staticmethod
    def told(answer):
        """From the answer of a metadata endpoint."""
        return Keys(answer["AccessKeyId"], answer["SecretAccessKey"], answer["Token"])

    def environment(self):
        """As the AWS CLI and every SDK read them."""
        names = {
            "AWS_ACCESS_KEY_ID": self.access_key_id,
            "AWS_SECRET_ACCESS_KEY": self.secret_access_key,
            "AWS_SESSION_TOKEN": self.session_token,
        }
        return {name: value for name, value in names.items() if value}


@dataclass(frozen=True)
class Store:
    """A running store and somebody in it who may do everything."""

    name: str
    endpoint: str
    keys: Keys
    role_arn: str
    """A role that these keys may assume."""
    metadata: str | None = None
    container: tuple[str, str] | None = None
    """Where a container gets its credentials, and with which token."""
    saml_metadata: str | None = None
    """Where the SAML identity provider describes itself."""

    def client(self, service="s3", keys=None, region=REGION, **config):
        keys = keys or self.keys
        return boto3.client(
            service,
            endpoint_url=self.endpoint,
            region_name=region,
            aws_access_key_id=keys.access_key_id,
            aws_secret_access_key=keys.secret_access_key,
            aws_session_token=keys.session_token,
            config=Config(retries={"max_attempts": 1}, s3={"addressing_style": "path"}, signature_version="v4", **config),
        )

    def assume(self, session_name="ada", keys=None, **more):
        """Temporary credentials of the role that may be assumed."""
        sts = self.client("sts", keys=keys)
        return Keys.of(sts.assume_role(RoleArn=self.role_arn, RoleSessionName=session_name, **more)["Credentials"])

    def role(self):
        """Temporary credentials that may do everything with `studio-…` buckets."""
        return self.instance() if self.metadata else self.assume()

    def instance(self):
        """The credentials of the sandbox's instance, as a program there gets them."""
        tokens = requests.put(f"{self.metadata}/latest/api/token", timeout=10,
                              headers={"x-aws-ec2-metadata-token-ttl-seconds": "60"})
        below = f"{self.metadata}/latest/meta-data/iam/security-credentials/"
        token = {"x-aws-ec2-metadata-token": tokens.text}
        name = requests.get(below, headers=token, timeout=10).text
        return Keys.told(requests.get(below + name, headers=token, timeout=10).json())

    def finance(self):
        """The credentials of the sandbox's container: one year of reports."""
        address, token = self.container
        return Keys.told(requests.get(address, headers={"Authorization": token}, timeout=10).json())

    def arn(self, keys):
        """Who these keys are."""
        return self.client("sts", keys=keys).get_caller_identity()["Arn"]

    def expire_sessions(self):
        """Ends every session, in the sandbox only."""
        requests.post(f"{self.metadata}/sandbox/expire-sessions", timeout=10).raise_for_status()

    def faults(self, **settings):
        """Switches trouble on, and without settings off, in the sandbox only."""
        requests.put(f"{self.metadata}/sandbox/faults", json=settings, timeout=10).raise_for_status()

    def environment(self, keys=None, region=REGION):
        """A clean environment that points a command at this store, with these keys."""
        return {
            **CLEAN,
            **(keys or self.keys).environment(),
            "AWS_ENDPOINT_URL": self.endpoint,
            "AWS_DEFAULT_REGION": region,
            "AWS_REGION": region,
            "AWS_EC2_METADATA_DISABLED": "true",
            "AWS_CONFIG_FILE": "/nonexistent",
            "AWS_SHARED_CREDENTIALS_FILE": "/nonexistent",
            "AWS_MAX_ATTEMPTS": "1",
        }


EVERYTHING = {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "*", "Resource": "*"}]}
ANYBODY = {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Principal": {"AWS": "*"}, "Action": "sts:AssumeRole"}]}


@contextmanager
def seaweedfs(folder, issuer=None):
    """SeaweedFS with signatures, STS and policies. It shifts a taken port silently, so each is pinned.

    With an issuer of ID tokens, there is a role for the people of its client `wardrobe`."""
    admin = Keys("AKIAPEERADMIN0000001", "peer-admin-secret")
    role = "arn:aws:iam::111111111111:role/files"
    (folder / "s3.json").write_text(json.dumps({"identities": [{
        "name": "admin",
        "credentials": [{"accessKey": admin.access_key_id, "secretKey": admin.secret_access_key}],
        "actions": ["Admin", "Read", "List", "Tagging", "Write"],
    }]}))
    people = {} if issuer is None else {
        "providers": [{"name": "others", "type": "oidc", "enabled": True, "config": {
            "issuer": issuer, "clientId": "wardrobe", "jwksUri": f"{issuer}/jwks"}}],
    }
    signed_in = [] if issuer is None else [{
        "roleName": "people", "roleArn": "arn:aws:iam::111111111111:role/people", "maxSessionDuration": 3600,
        "trustPolicy": {"Version": "2012-10-17", "Statement": [{
            "Effect": "Allow", "Principal": {"Federated": "others"}, "Action": "sts:AssumeRoleWithWebIdentity"}]},
        "attachedPolicies": ["Everything"]}]
    (folder / "iam.json").write_text(json.dumps({
        **people,
        "sts": {"tokenDuration": "1h", "maxSessionLength": "12h", "issuer": "peers", "accountId": "111111111111",
                "signingKey": "cGVlcnMtcGVlcnMtcGVlcnMtcGVlcnMtcGVlcnMtcGU="},
        "policy": {"defaultEffect": "Deny"},
        "policies": [{"name": "Everything", "document": EVERYTHING}],
        "roles": [{"roleName": "files", "roleArn": role, "maxSessionDuration": 3600,
                   "trustPolicy": ANYBODY, "attachedPolicies": ["Everything"]}, *signed_in],
    }))
    with ExitStack() as stack:
        # A port that was free may be another's a moment later.
        for attempt in range(3):
            program, port = stack.enter_context(weed(folder, folder / f"data-{attempt}"))
            try:
                program.wait_for("All enabled components are running")
                break
            except AssertionError:
                if attempt == 2 or "address already in use" not in program.output():
                    raise
        yield Store("seaweedfs", f"http://127.0.0.1:{port}", admin, role)


@contextmanager
def weed(folder, data):
    """All of SeaweedFS in one program, and the port of its S3."""
    data.mkdir()
    ports = {name: free_port() for name in (
        "s3.port", "s3.port.grpc", "master.port", "master.port.grpc", "volume.port", "volume.port.grpc",
        "filer.port", "filer.port.grpc", "admin.port", "admin.port.grpc")}
    command = [tool("weed"), "mini", f"-dir={data}", "-ip=127.0.0.1", "-ip.bind=127.0.0.1",
               "-admin.ui=false", "-webdav=false", "-master.telemetry=false", "-s3.port.iceberg=0", "-s3.port.lance=0",
               f"-s3.config={folder / 's3.json'}", f"-s3.iam.config={folder / 'iam.json'}", "-s3.iam.readOnly=false",
               "-s3.allowDeleteBucketNotEmpty=false",
               # Every bucket takes volumes of its own, and there are many buckets.
               "-volume.max=5000"]
    # The master takes its gRPC port from its own.
    del ports["master.port.grpc"]
    command += [f"-{name}={port}" for name, port in ports.items()]
    with running(command, cwd=folder) as program:
        yield program, ports["s3.port"]


@contextmanager
def moto(folder, checked=True):
    """moto with signatures and identity policies, once its administrator exists; or one that checks nothing."""
    port = free_port()
    endpoint = f"http://127.0.0.1:{port}"
    with running([tool("moto_server"), "-H", "127.0.0.1", "-p", str(port)], cwd=folder) as program:
        wait_for_port(program, port)
        nobody = Store("moto", endpoint, Keys("AKIAIOSFODNN7EXAMPLE", "example"), "")
        iam = nobody.client("iam")
        iam.create_user(UserName="admin")
        iam.put_user_policy(UserName="admin", PolicyName="Everything", PolicyDocument=json.dumps(EVERYTHING))
        key = iam.create_access_key(UserName="admin")["AccessKey"]
        role = iam.create_role(RoleName="files", AssumeRolePolicyDocument=json.dumps(ANYBODY))["Role"]["Arn"]
        iam.put_role_policy(RoleName="files", PolicyName="Everything", PolicyDocument=json.dumps(EVERYTHING))
        # From now on every request is checked.
        if checked:
            requests.post(f"{endpoint}/moto-api/reset-auth", data=b"0", timeout=10).raise_for_status()
        yield Store("moto", endpoint, Keys(key["AccessKeyId"], key["SecretAccessKey"]), role)


@contextmanager
def sandbox(folder, seed="demo", bulk=()):
    """Our own small AWS; what it prints says how to reach it. `bulk` is like `big=numbers:1000000`."""
    command = [wardrobe(), "sandbox", "--listen", "127.0.0.1:0", "--metadata", "127.0.0.1:0",
               "--identity", "127.0.0.1:0", "--data", folder / "data", "--seed", seed, *(f"--bulk={more}" for more in bulk)]
    with running(command, cwd=folder) as program:
        yield read_sandbox(program)


def read_sandbox(program):
    program.wait_for("listening on", seconds=600)
    printed = printed_environment(program.lines)
    return Store(
        "sandbox",
        printed["AWS_ENDPOINT_URL"],
        Keys(printed["AWS_ACCESS_KEY_ID"], printed["AWS_SECRET_ACCESS_KEY"]),
        "arn:aws:iam::111111111111:role/wardrobe-visitor",
        metadata=printed["AWS_EC2_METADATA_SERVICE_ENDPOINT"],
        container=(printed["AWS_CONTAINER_CREDENTIALS_FULL_URI"], printed["AWS_CONTAINER_AUTHORIZATION_TOKEN"]),
        saml_metadata=next((line.split()[-1] for line in program.lines if line.endswith("/saml/metadata")), None),
    )


def printed_environment(lines):
    """`NAME=value` and `export NAME=value` lines, also those in comments. The first of a name counts."""
    found = {}
    for line in lines:
        name, sign, value = line.strip("# \n").removeprefix("export ").partition("=")
        if sign and name.isupper() and " " not in name:
            found.setdefault(name, value.strip("'\""))
    return found
