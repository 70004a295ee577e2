"""Identity providers that others wrote, and a person who signs in at them as in a browser."""

import json
import re
from contextlib import contextmanager
from html import unescape
from pathlib import Path
from urllib.parse import urljoin

from .processes import CLEAN, free_port, running, wait_for_port
from .tools import tool

OPENID = Path(__file__).resolve().parent.parent / "openid"
ACCOUNT = "111111111111"


@contextmanager
def oidc_provider(folder, seconds=300):
    """panva's oidc-provider, whose ID tokens live so many seconds. Gives its issuer."""
    port = free_port()
    with running(["node", OPENID / "provider.mjs", str(port), str(seconds)], cwd=folder) as program:
        program.wait_for("listening on")
        yield f"http://127.0.0.1:{port}"


@contextmanager
def nanoidp(folder, roles):
    """nanoidp as a SAML identity provider that gives ada these (role, provider) pairs. Gives its metadata's address."""
    port = free_port()
    home = f"http://127.0.0.1:{port}"
    (folder / "settings.yaml").write_text(json.dumps({
        "config_version": 1, "saml": {"entity_id": f"{home}/saml", "sso_url": f"{home}/saml/sso"}}))
    attribute = "https://aws.amazon.com/SAML/Attributes"
    (folder / "users.yaml").write_text(json.dumps({"config_version": 1, "users": {"ada": {
        "password": "wonderful", "email": "ada@example.com", "attributes": {
            f"{attribute}/Role": [",".join(pair) for pair in roles],
            f"{attribute}/RoleSessionName": "ada@example.com"}}}}))
    command = [tool("nanoidp"), "--config", folder, "--host", "127.0.0.1", "--port", str(port)]
    with running(command, env={**CLEAN, "HOME": str(folder)}, cwd=folder) as program:
        wait_for_port(program, port)
        yield f"{home}/saml/metadata"


def trust(provider, action, condition):
    return json.dumps({"Version": "2012-10-17", "Statement": [{
        "Effect": "Allow", "Principal": {"Federated": provider}, "Action": [action, "sts:TagSession", "sts:SetSourceIdentity"],
        "Condition": condition}]})


def role(store, name, trust_policy, actions, resources):
    """Makes a role by the AWS SDK, and gives its ARN."""
    iam = store.client("iam")
    arn = iam.create_role(RoleName=name, AssumeRolePolicyDocument=trust_policy)["Role"]["Arn"]
    iam.put_role_policy(RoleName=name, PolicyName="files", PolicyDocument=json.dumps({
        "Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": actions, "Resource": resources}]}))
    return arn


FORM = re.compile(r"<form\b[^>]*>.*?</form>", re.S)
INPUT = re.compile(r"<(?:input|button)\b[^>]*>")


def attribute(tag, name):
    found = re.search(rf'\b{name}="([^"]*)"', tag)
    return unescape(found.group(1)) if found else None


def fill(page, **typed):
    """The address and the fields of the first form of a page, with what is typed into it."""
    form = FORM.search(page.text)
    assert form, page.text[:2000]
    fields = {attribute(tag, "name"): attribute(tag, "value") or "" for tag in INPUT.findall(form.group(0))}
    fields.pop(None, None)
    assert set(typed) <= set(fields), (typed, fields)
    return urljoin(page.url, attribute(form.group(0), "action") or page.url), {**fields, **typed}


def follow(person, page, steps):
    """Fills the forms that come, one after the other, until the page is ours again."""
    for typed in steps:
        address, fields = fill(page, **typed)
        # Another site's page sends no header of ours.
        page = person.http.post(address, data=fields, headers={"X-Wardrobe": None}, timeout=60)
        assert page.status_code < 400, (page.status_code, page.text[:2000])
    return page


def begin(person, **query):
    return person.ask("GET", f"/sign-in/{person.connection}", query)
