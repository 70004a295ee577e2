"""On an "instance" that has the metadata endpoint and no key at all."""

import json
import subprocess

import pytest
import requests

from support.processes import CLEAN
from support.server import configuration, service
from support.tools import tool, wardrobe

BUCKETS = {"studio-assets", "studio-archive", "studio-odd-keys"}
SOMEBODY_ELSES = {"AWS_ACCESS_KEY_ID": "AKIASOMEBODYELSES000", "AWS_SECRET_ACCESS_KEY": "secret"}


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
    """A connection through the role of that instance."""
    file = tmp_path / "wardrobe.toml"
    file.write_text(configuration(sandbox, tmp_path) + service(sandbox))
    return file


def run(command, environment, code=0, cwd=None):
    done = subprocess.run([str(word) for word in command], env=environment, stdin=subprocess.DEVNULL, cwd=cwd,
                          capture_output=True, text=True, timeout=60)
    assert done.returncode == code, done.stdout + done.stderr
    return done


def test_nothing_secret_is_in_the_environment(instance):
    assert not [name for name in instance if "KEY" in name or "TOKEN" in name]


def test_the_aws_cli_lists_the_buckets(instance):
    out = run([tool("aws"), "s3", "ls"], instance).stdout
    assert BUCKETS <= {line.split()[2] for line in out.splitlines()}
    caller = json.loads(run([tool("aws"), "sts", "get-caller-identity"], instance).stdout)
    assert caller["Arn"].startswith("arn:aws:sts::111111111111:assumed-role/wardrobe-studio/i-")


def test_the_aws_cli_in_the_container_sees_one_year_of_reports(instance, sandbox):
    address, token = sandbox.container
    inside = instance | {"AWS_CONTAINER_CREDENTIALS_FULL_URI": address, "AWS_CONTAINER_AUTHORIZATION_TOKEN": token}
    assert "01-report.csv" in run([tool("aws"), "s3", "ls", "s3://finance-reports/2026/"], inside).stdout
    assert "AccessDenied" in run([tool("aws"), "s3", "ls"], inside, code=255).stderr
    assert "AccessDenied" in run([tool("aws"), "s3", "ls", "s3://finance-reports/2025/"], inside, code=255).stderr


def test_wardrobe_lists_the_buckets_without_a_configuration(instance, tmp_path):
    out = run([wardrobe(), "ls"], instance, cwd=tmp_path).stdout
    assert BUCKETS <= {line.split()[-1] for line in out.splitlines()}


def test_wardrobe_lists_the_buckets_of_a_connection(instance, config):
    out = run([wardrobe(), "ls", "--json", "--config", config, "files"], instance).stdout
    assert BUCKETS <= {json.loads(line)["bucket"] for line in out.splitlines()}


def test_wardrobe_copies_lists_and_removes(instance, config, tmp_path, sandbox):
    def there():
        found = sandbox.client().list_objects_v2(Bucket="studio-assets", Prefix="commands/")
        return [item["Key"].removeprefix("commands/") for item in found.get("Contents", [])]

    local = tmp_path / "up"
    (local / "deep").mkdir(parents=True)
    (local / "a b.txt").write_text("first")
    (local / "deep/odd %+#?.txt").write_text("second")
    target = "s3://studio-assets/commands/"
    run([wardrobe(), "cp", "--config", config, "-r", "files", local, target], instance)
    assert there() == ["a b.txt", "deep/odd %+#?.txt"]
    again = run([wardrobe(), "cp", "--config", config, "files", local / "a b.txt", target], instance, code=1)
    assert "first" not in again.stdout and there() == ["a b.txt", "deep/odd %+#?.txt"]
    run([wardrobe(), "cp", "--config", config, "-r", "files", target, tmp_path / "down"], instance)
    assert (tmp_path / "down/deep/odd %+#?.txt").read_text() == "second"
    run([wardrobe(), "rm", "--config", config, "-r", "files", target + "deep"], instance, code=2)
    run([wardrobe(), "rm", "--config", config, "-r", "files", target + "deep/"], instance)
    assert there() == ["a b.txt"]
    run([wardrobe(), "rm", "--config", config, "files", target + "a b.txt"], instance)
    assert there() == []


def test_version_one_of_the_metadata_service_is_refused(sandbox):
    path = f"{sandbox.metadata}/latest/meta-data/iam/security-credentials/"
    assert requests.get(path, timeout=5).status_code == 401
    assert requests.get(path, headers={"x-aws-ec2-metadata-token": "made-up"}, timeout=5).status_code == 401
    token = requests.put(f"{sandbox.metadata}/latest/api/token", timeout=5,
                         headers={"x-aws-ec2-metadata-token-ttl-seconds": "60"}).text
    assert requests.get(path, headers={"x-aws-ec2-metadata-token": token}, timeout=5).text == "wardrobe-studio"


def test_key_that_lies_about_is_not_taken_when_the_instance_was_asked_for(instance, config):
    out = run([wardrobe(), "ls", "--config", config, "files"], instance | SOMEBODY_ELSES).stdout
    assert "studio-assets" in out


def test_without_a_metadata_service_nothing_else_is_tried(instance, config, sandbox):
    config.write_text(config.read_text().replace(sandbox.metadata, "http://127.0.0.1:9"))
    done = run([wardrobe(), "ls", "--config", config, "files"], instance | SOMEBODY_ELSES, code=1)
    assert "instance" in done.stderr
    assert SOMEBODY_ELSES["AWS_ACCESS_KEY_ID"] not in done.stderr + done.stdout


def test_long_lived_key_in_the_environment_ends_the_search(instance, tmp_path):
    done = run([wardrobe(), "ls"], instance | SOMEBODY_ELSES, code=1, cwd=tmp_path)
    assert "long-lived" in done.stderr and "secret" not in done.stderr.replace("AWS_SECRET", "")


PARTNER = """
[connection.role]
kind = "account"
arn = "arn:aws:iam::222222222222:role/partner-files"
external_id = "wardrobe-demo-7f0c"
source_identity = "{person}"
sources = ["instance"]
instance_endpoint = "METADATA"
[connection.people]
anyone = true
"""


@pytest.mark.parametrize(("role", "who"), [
    (service, ":assumed-role/wardrobe-studio/i-"),
    (lambda sandbox: PARTNER.replace("METADATA", sandbox.metadata), "222222222222:assumed-role/partner-files/ada"),
])
def test_the_aws_cli_takes_the_credentials_of_a_connection(role, who, instance, sandbox, tmp_path):
    file = tmp_path / "wardrobe.toml"
    file.write_text(configuration(sandbox, tmp_path) + role(sandbox))
    profiles = tmp_path / "config"
    profiles.write_text(f"[profile files]\ncredential_process = {wardrobe()} credentials --config {file} files\n")
    # Nothing but the process: the command line itself has no instance to ask.
    alone = instance | {"AWS_CONFIG_FILE": str(profiles), "AWS_PROFILE": "files", "USER": "ada",
                        "AWS_EC2_METADATA_SERVICE_ENDPOINT": "http://127.0.0.1:9"}
    caller = json.loads(run([tool("aws"), "sts", "get-caller-identity"], alone).stdout)
    assert who in caller["Arn"]
    given = json.loads(run([wardrobe(), "credentials", "--config", file, "files"], instance | {"USER": "ada"}).stdout)
    assert given["Version"] == 1 and given["SessionToken"] and given["Expiration"].endswith("Z")


def test_the_longest_session_tokens_do_for_a_terminal_too(instance, sandbox, tmp_path):
    file = tmp_path / "wardrobe.toml"
    file.write_text(configuration(sandbox, tmp_path) + PARTNER.replace("METADATA", sandbox.metadata))
    switch = f"{sandbox.metadata}/sandbox/session-token"
    requests.put(switch, json={"characters": 4096}, timeout=10).raise_for_status()
    try:
        given = json.loads(run([wardrobe(), "credentials", "--config", file, "files"], instance).stdout)
        assert len(given["SessionToken"]) == 4096
        out = run([wardrobe(), "ls", "--json", "--config", file, "files"], instance).stdout
        assert "partner-drop" in {json.loads(line)["bucket"] for line in out.splitlines()}
    finally:
        requests.delete(switch, timeout=10).raise_for_status()


def test_an_external_id_is_made_anew_each_time():
    made = {run([wardrobe(), "external-id"], CLEAN).stdout.strip() for _ in range(2)}
    assert len(made) == 2 and all(len(one) == 36 for one in made)
