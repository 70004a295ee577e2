"""What the guide says about refusals is what is printed."""

import re
import subprocess

import pytest

from support.processes import CLEAN, free_port
from support.tools import ROOT, wardrobe

TABLE = (ROOT / "docs/guide/service-role.md").read_text().split("## What a refusal means")[1]
ROWS = [line.split("|")[1].strip() for line in TABLE.splitlines() if line.startswith("| `")]
LONG_LIVED = {"AWS_ACCESS_KEY_ID": "AKIAIOSFODNN7EXAMPLE", "AWS_SECRET_ACCESS_KEY": "wJalrXUtnFEMI"}
FULL = "AWS_CONTAINER_CREDENTIALS_FULL_URI"


@pytest.mark.parametrize("beginning, set_up", [
    ("`This server has no AWS role to use.`", {"AWS_EC2_METADATA_DISABLED": "true"}),
    ("`environment:", {"AWS_ACCESS_KEY_ID": LONG_LIVED["AWS_ACCESS_KEY_ID"]}),
    ("`… holds a long-lived access key (AKIA…)", LONG_LIVED),
    ("`profile:", {"AWS_PROFILE": "nobody"}),
    ("`web-identity: AWS_WEB", {"AWS_WEB_IDENTITY_TOKEN_FILE": "/nonexistent"}),
    ("`web-identity: … the token file", {"AWS_WEB_IDENTITY_TOKEN_FILE": "/nonexistent", "AWS_ROLE_ARN": "arn:aws:iam::111111111111:role/x"}),
    ("`container: … is not a container endpoint`", {FULL: "http://example.com/credentials"}),
    ("`container: … error sending request`", {FULL: "http://127.0.0.1:{port}/"}),
    ("`instance: … could not communicate", {"AWS_EC2_METADATA_SERVICE_ENDPOINT": "http://127.0.0.1:{port}"}),
], ids=lambda value: value.strip("`… ")[:40] if isinstance(value, str) else "")
def test_refusal_is_the_one_in_the_guide(beginning, set_up, tmp_path):
    row = next(row for row in ROWS if row.startswith(beginning))
    # The first thing in backquotes, with … for what differs from place to place.
    words = re.match("`([^`]*)`", row).group(1).strip("… ")
    pattern = ".*?".join(re.escape(part) for part in words.split("…"))
    set_up = {name: value.format(port=free_port()) for name, value in set_up.items()}
    files = {"HOME": str(tmp_path), "AWS_CONFIG_FILE": "/nonexistent", "AWS_SHARED_CREDENTIALS_FILE": "/nonexistent"}
    done = subprocess.run([wardrobe(), "ls"], env=CLEAN | files | set_up, cwd=tmp_path,
                          capture_output=True, text=True, timeout=60)
    assert done.returncode == 1
    assert re.search(pattern, done.stderr), f"{pattern}\n{done.stderr}"
    assert LONG_LIVED["AWS_SECRET_ACCESS_KEY"] not in done.stderr + done.stdout


def test_configuration_guide_names_every_setting():
    """Those of the example, which a test of the server reads."""
    guide = (ROOT / "docs/guide/configuration.md").read_text()
    example = (ROOT / "wardrobe.example.toml").read_text()
    settings = set(re.findall(r"^(\w+) =", example, re.MULTILINE))
    assert len(settings) > 15
    assert [name for name in settings if f"`{name}" not in guide] == []
