"""`wardrobe check`, as a script runs it: it names the one cause, and passes once what it prints is done."""

import json
import subprocess

import pytest

from support.processes import CLEAN
from support.server import configuration
from support.tools import wardrobe

CONNECTION = """
[connection.role]
kind = "account"
sources = ["instance"]
instance_endpoint = "METADATA"
arn = "arn:aws:iam::111111111111:role/checked"
[connection.people]
anyone = true
"""


@pytest.fixture
def check(sandbox, tmp_path):
    """Runs it for a connection whose role may do nothing yet. Gives its exit code, and what it printed."""
    file = tmp_path / "wardrobe.toml"
    file.write_text(configuration(sandbox, tmp_path) + CONNECTION.replace("METADATA", sandbox.metadata))

    def run(*words):
        done = subprocess.run([wardrobe(), "check", "--config", file, "files", *words], env=CLEAN | {"USER": "ada"},
                              stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=60)
        told = done.stdout + done.stderr
        assert "ASIA" not in told and "SecretAccessKey" not in told, told
        return done.returncode, done.stdout

    return run


def failing(printed):
    """The steps that failed, of the lines that `--json` prints."""
    return [step for step in map(json.loads, printed.splitlines()) if step["state"] == "failed"]


def test_each_cause_is_named_alone_and_gone_once_its_policy_is_pasted(check, sandbox, box):
    s3, iam = sandbox.client(), sandbox.client("iam")
    for key in ("a/one.txt", "b/two.txt"):
        s3.put_object(Bucket=box, Key=key, Body=b"text")
    statements = {"trust": [{"Effect": "Allow", "Principal": {"AWS": "333333333333"}, "Action": "sts:AssumeRole"}], "role": []}

    def document(of):
        return json.dumps({"Version": "2012-10-17", "Statement": statements[of]})

    iam.create_role(RoleName="checked", AssumeRolePolicyDocument=document("trust"))

    def mended(*words):
        """What was wrong, one after the other, until nothing is."""
        causes = []
        while True:
            code, printed = check("--json", f"s3://{box}/a/", *words)
            failed = failing(printed)
            assert code == (1 if failed else 0), printed
            if not failed:
                return causes
            causes.append([step["name"] for step in failed])
            assert len(causes) < 9, printed
            # Where AWS gives no reason, the caller's own policy is shown too: it does not take that one here.
            policies = failed[0]["error"]["remedy"]["policies"]
            [policy] = [policy for policy in policies if " of checked (" in policy["place"]]
            assert f"To add to {policy['place']}:" in check(f"s3://{box}/a/", *words)[1]
            of = "trust" if policy["place"].startswith("the trust policy of checked") else "role"
            statements[of] += json.loads(policy["document"])["Statement"]
            if of == "trust":
                iam.update_assume_role_policy(RoleName="checked", PolicyDocument=document("trust"))
            else:
                iam.put_role_policy(RoleName="checked", PolicyName="added", PolicyDocument=document("role"))

    assert mended() == [["role"], ["list"], ["read"]]
    # It knows again what it could not delete by what is in it.
    reading = {"Effect": "Allow", "Action": "s3:GetObject", "Resource": f"arn:aws:s3:::{box}/a/*"}
    statements["role"].append(reading)
    assert mended("--write") == [["write"], ["multipart", "delete"], ["delete"]]
    assert [item["Key"] for item in s3.list_objects_v2(Bucket=box)["Contents"]] == ["a/one.txt", "b/two.txt"]
    # Next door nothing has become possible.
    code, printed = check("--json", "--write", f"s3://{box}/b/")
    assert code == 1 and [step["name"] for step in failing(printed)] == ["list", "write"]
