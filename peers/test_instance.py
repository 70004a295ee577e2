"""On an "instance" that has the metadata endpoint and no key at all."""

import json
import subprocess

import pytest
import requests

from support.processes import CLEAN
from support.tools import tool, wardrobe

BUCKETS = {"studio-assets", "studio-archive", "studio-odd-keys"}


@pytest.fixture
def instance(sandbox):
    """The environment of a program there: where things are, and nothing secret."""
    return {
        **CLEAN,
        "AWS_EC2_METADATA_SERVICE_ENDPOINT": sandbox.metadata,
        "AWS_ENDPOINT_URL": sandbox.endpoint,
        "AWS_DEFAULT_REGION": "us-east-1",
        "AWS_CONFIG_FILE": "/nonexistent",
        "AWS_SHARED_CREDENTIALS_FILE": "/nonexistent",
    }


@pytest.fixture
def config(sandbox, tmp_path):
    """A service connection for the same instance."""
    file = tmp_path / "wardrobe.toml"
    file.write_text(f"""
[server]
listen = "127.0.0.1:0"
database = "sqlite:{tmp_path}/wardrobe.db"
secret_key_file = "{tmp_path}/wardrobe.key"

[[connection]]
name = "files"
endpoint = "{sandbox.endpoint}"
region = "us-east-1"
[connection.role]
kind = "service"
sources = ["instance"]
instance_endpoint = "{sandbox.metadata}"
[connection.people]
anyone = true
""")
    return file


def run(command, environment, code=0):
    done = subprocess.run([str(word) for word in command], env=environment, stdin=subprocess.DEVNULL,
                          capture_output=True, text=True, timeout=60)
    assert done.returncode == code, done.stdout + done.stderr
    return done


def test_the_aws_cli_lists_the_buckets(instance):
    assert not [name for name in instance if "KEY" in name or "TOKEN" in name]
    out = run([tool("aws"), "s3", "ls"], instance).stdout
    assert BUCKETS <= {line.split()[2] for line in out.splitlines()}
    caller = json.loads(run([tool("aws"), "sts", "get-caller-identity"], instance).stdout)
    assert caller["Arn"].startswith("arn:aws:sts::111111111111:assumed-role/wardrobe-studio/i-")


def test_wardrobe_lists_the_buckets(instance, config):
    out = run([wardrobe(), "ls", "--config", config, "files"], instance).stdout
    assert BUCKETS <= {word.removeprefix("s3://").rstrip("/") for line in out.splitlines() for word in line.split()}


def test_wardrobe_copies_lists_and_removes(instance, config, tmp_path, sandbox):
    sandbox.client().create_bucket(Bucket="studio-commands")
    local = tmp_path / "up"
    (local / "deep").mkdir(parents=True)
    (local / "a b.txt").write_text("first")
    (local / "deep/odd %+#?.txt").write_text("second")
    target = "s3://studio-commands/tree/"
    run([wardrobe(), "cp", "--config", config, "-r", "files", local, target], instance)
    listed = [item["Key"] for item in sandbox.client().list_objects_v2(Bucket="studio-commands")["Contents"]]
    assert listed == ["tree/a b.txt", "tree/deep/odd %+#?.txt"]
    run([wardrobe(), "cp", "--config", config, "-r", "files", target, tmp_path / "down"], instance)
    assert (tmp_path / "down/deep/odd %+#?.txt").read_text() == "second"
    run([wardrobe(), "rm", "--config", config, "-r", "files", "s3://studio-commands/tree/deep/"], instance)
    listed = [item["Key"] for item in sandbox.client().list_objects_v2(Bucket="studio-commands")["Contents"]]
    assert listed == ["tree/a b.txt"]


def test_version_one_of_the_metadata_service_is_refused(sandbox):
    path = f"{sandbox.metadata}/latest/meta-data/iam/security-credentials/"
    assert requests.get(path, timeout=5).status_code == 401
    assert requests.get(path, headers={"x-aws-ec2-metadata-token": "made-up"}, timeout=5).status_code == 401
    token = requests.put(f"{sandbox.metadata}/latest/api/token", timeout=5,
                         headers={"x-aws-ec2-metadata-token-ttl-seconds": "60"}).text
    assert requests.get(path, headers={"x-aws-ec2-metadata-token": token}, timeout=5).text == "wardrobe-studio"


def test_without_a_metadata_service_nothing_else_is_tried(instance, config, tmp_path):
    """A key lies about in the environment; the connection asks the instance and must not take it."""
    text = config.read_text().splitlines()
    config.write_text("\n".join('instance_endpoint = "http://127.0.0.1:9"' if line.startswith("instance_endpoint") else line
                                for line in text))
    tempting = {**instance, "AWS_ACCESS_KEY_ID": "AKIASOMEBODYELSES000", "AWS_SECRET_ACCESS_KEY": "secret"}
    done = run([wardrobe(), "ls", "--config", config, "files"], tempting, code=1)
    assert "instance" in done.stderr
    assert "AKIASOMEBODYELSES000" not in done.stderr + done.stdout
