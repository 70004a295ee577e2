"""People sign in at identity providers that others wrote, and take on roles for it."""

import json
import re
import time
from contextlib import contextmanager

import pytest
import requests

from support import identity, stores
from support.processes import CLEAN, free_port, running
from support.server import Refused, configuration, serving
from support.stores import Keys
from support.tools import wardrobe

OPENID_ROLES = """
[connection.role]
kind = "identity-provider"
identity_provider = "others"
arns = {arns}
[[identity_provider]]
name = "others"
kind = "oidc"
issuer = "{issuer}"
client_id = "wardrobe"
scopes = ["openid", "profile", "email", "groups", "offline_access"]
"""

SAML_ROLES = """
[connection.role]
kind = "saml"
identity_provider = "others"
[[identity_provider]]
name = "others"
kind = "saml"
metadata_url = "{metadata}"
# nanoidp takes the audience from who asks.
entity_id = "urn:amazon:webservices"
"""

OBJECTS = ["s3:ListAllMyBuckets", "s3:ListBucket", "s3:GetObject"]


@pytest.fixture(scope="module")
def issuer(tmp_path_factory):
    with identity.oidc_provider(tmp_path_factory.mktemp("openid"), seconds=4) as issuer:
        yield issuer


@pytest.fixture(scope="module")
def arns(sandbox, issuer):
    """Two roles of the sandbox that trust the provider: one reads, one writes too."""
    sandbox.client("iam").create_open_id_connect_provider(Url=issuer, ClientIDList=["wardrobe"])
    host = issuer.removeprefix("http://")
    trusted = identity.trust(f"arn:aws:iam::{identity.ACCOUNT}:oidc-provider/{host}", "sts:AssumeRoleWithWebIdentity",
                             {"StringEquals": {f"{host}:aud": "wardrobe"}})
    return [identity.role(sandbox, "people-read", trusted, OBJECTS, "*"),
            identity.role(sandbox, "people-write", trusted, [*OBJECTS, "s3:PutObject"], "*")]


def sign_in(person, name="ada"):
    """Through the forms of the provider, back to the page."""
    return identity.follow(person, identity.begin(person), [{"login": name, "password": "any"}, {}])


@pytest.fixture
def person(sandbox, issuer, arns, tmp_path):
    role = OPENID_ROLES.format(arns=str(arns).replace("'", '"'), issuer=issuer)
    with serving(sandbox, tmp_path, role) as person:
        yield person


def test_a_person_signs_in_and_chooses_a_role(person, box):
    assert sign_in(person).url == f"{person.url}/c/files"
    offered = person.do("GET", "roles").json()
    assert offered["person"] == "ada"
    assert [role["name"] for role in offered["roles"]] == ["people-read", "people-write"]
    read, write = (person.open(role_arn=role["arn"]) for role in offered["roles"])
    assert (read["session_name"], write["session_name"]) == ("ada", "ada")
    assert read["arn"].endswith(":assumed-role/people-read/ada")
    # Both are open, and each is what it is.
    person.connection = f"files~{write['id']}"
    person.put(box, "a.txt", b"text")
    person.connection = f"files~{read['id']}"
    assert person.get(box, "a.txt").content == b"text"
    with pytest.raises(Refused) as refused:
        person.put(box, "b.txt", b"text")
    assert refused.value.code == "denied"


def test_the_refresh_token_keeps_a_person_working(sandbox, person, box, arns):
    life = f"{sandbox.metadata}/sandbox/session-life"
    requests.put(life, json={"seconds": 4}, timeout=10).raise_for_status()
    try:
        sign_in(person)
        person.open(role_arn=arns[1])
        end = time.monotonic() + 24
        count = 0
        while time.monotonic() < end:
            person.put(box, f"{count}.txt", b"text")
            count += 1
            time.sleep(0.25)
        assert len(person.keys(box)) == count > 10
    finally:
        requests.delete(life, timeout=10).raise_for_status()


def test_a_client_that_is_not_registered_is_refused_in_words(sandbox, issuer, arns, tmp_path):
    role = OPENID_ROLES.format(arns=str(arns).replace("'", '"'), issuer=issuer).replace('"wardrobe"', '"stranger"')
    with serving(sandbox, tmp_path, role) as person:
        page = identity.begin(person)
        assert page.status_code == 400 and "invalid_client" in page.text, page.text[:500]
        with pytest.raises(Refused) as refused:
            person.do("GET", "roles")
        assert refused.value.code == "not-signed-in"


def test_seaweedfs_takes_the_same_tokens(issuer, tmp_path):
    with stores.seaweedfs(tmp_path, issuer=issuer) as store:
        bucket = "studio-people"
        store.client().create_bucket(Bucket=bucket)
        role = OPENID_ROLES.format(arns='["arn:aws:iam::111111111111:role/people"]', issuer=issuer)
        with serving(store, tmp_path, role) as person:
            sign_in(person)
            assert person.do("GET", "/api/session").json()["open"][0]["connection"] == "files"
            person.put(bucket, "a.txt", b"text")
            assert person.keys(bucket) == ["a.txt"]


def test_a_saml_identity_provider_of_others(sandbox, box, tmp_path):
    (tmp_path / "idp").mkdir()
    arn = f"arn:aws:iam::{identity.ACCOUNT}:role/assertions"
    provider = f"arn:aws:iam::{identity.ACCOUNT}:saml-provider/others"
    with identity.nanoidp(tmp_path / "idp", [(arn, provider)]) as metadata:
        document = requests.get(metadata, timeout=10).text
        made = sandbox.client("iam").create_saml_provider(Name="others", SAMLMetadataDocument=document)
        assert made["SAMLProviderArn"] == provider
        with serving(sandbox, tmp_path, SAML_ROLES.format(metadata=metadata)) as person:
            trusted = identity.trust(provider, "sts:AssumeRoleWithSAML",
                                     {"StringEquals": {"SAML:aud": f"{person.url}/saml/acs"}})
            assert identity.role(sandbox, "assertions", trusted, [*OBJECTS, "s3:PutObject"], "*") == arn
            page = identity.follow(person, identity.begin(person), [{"username": "ada", "password": "wonderful"}, {}])
            assert page.url == f"{person.url}/c/files"
            [opened] = person.do("GET", "/api/session").json()["open"]
            assert opened["arn"].endswith(":assumed-role/assertions/ada@example.com")
            person.put(box, "a.txt", b"text")
            assert person.keys(box) == ["a.txt"]


@contextmanager
def terminal(store, folder, role, *words):
    """A command that waits for a sign-in, and the browser that is to do it."""
    (folder / "wardrobe.toml").write_text(configuration(store, folder) + role)
    port = () if "--callback-port" in words else ("--callback-port", "0")
    command = [wardrobe(), words[0], "--no-browser", *port, *words[1:]]
    with running(command, env={**CLEAN, "HOME": str(folder)}, cwd=folder) as program, requests.Session() as browser:
        browser.trust_env = False
        yield program, browser, program.wait_for("in your browser: ").split(": ", 1)[1]


def walk(browser, place, steps):
    """Through the forms of a provider, back to the terminal. Gives the page that says so."""
    page = browser.get(place, timeout=60)
    for typed in steps:
        address, fields = identity.fill(page, **typed)
        page = browser.post(address, data=fields, timeout=60)
    return page


def caller(store, program):
    """Who AWS says that the printed credentials are of."""
    given = json.loads(program.wait_for('"AccessKeyId"'))
    assert given["Version"] == 1 and given["Expiration"]
    keys = Keys(given["AccessKeyId"], given["SecretAccessKey"], given["SessionToken"])
    return store.client("sts", keys=keys).get_caller_identity()["Arn"]


OPENID_STEPS = [{"login": "ada", "password": "any"}, {}]
SAML_STEPS = [{"username": "ada", "password": "wonderful"}, {}]


def test_a_person_signs_in_from_a_terminal(sandbox, issuer, arns, tmp_path):
    role = OPENID_ROLES.format(arns=json.dumps(arns), issuer=issuer)
    with terminal(sandbox, tmp_path, role, "credentials", "--role", arns[0]) as (program, browser, place):
        # What another page sends to the terminal changes nothing.
        back = re.search(r"redirect_uri=([^&]*)", place)[1].replace("%3A", ":").replace("%2F", "/")
        for forged in ("?state=guessed&code=evil", "?code=evil", ""):
            assert browser.get(back + forged, timeout=10).status_code == 400
        assert browser.get(back.replace("callback", "other"), timeout=10).status_code == 404
        assert "close this page" in walk(browser, place, OPENID_STEPS).text
        assert caller(sandbox, program).endswith(":assumed-role/people-read/ada")


def test_a_person_lists_from_a_terminal_and_says_which_role(sandbox, issuer, arns, box, tmp_path):
    role = OPENID_ROLES.format(arns=json.dumps(arns), issuer=issuer)
    with terminal(sandbox, tmp_path, role, "ls") as (program, browser, place):
        walk(browser, place, OPENID_STEPS)
        assert program.code() == 2
        assert all(arn in program.output() for arn in arns)
    with terminal(sandbox, tmp_path, role, "ls", "--role", arns[1]) as (program, browser, place):
        walk(browser, place, OPENID_STEPS)
        program.wait_for(box)
        assert program.code() == 0


def test_a_terminal_says_why_nobody_signed_in(sandbox, issuer, arns, tmp_path):
    role = OPENID_ROLES.format(arns=json.dumps(arns), issuer=issuer)
    with terminal(sandbox, tmp_path, role, "ls", "--role", arns[1]) as (program, browser, place):
        state = re.search(r"[?&]state=([^&]*)", place)[1]
        back = re.search(r"redirect_uri=([^&]*)", place)[1].replace("%3A", ":").replace("%2F", "/")
        browser.get(f"{back}?state={state}&error=access_denied&iss={issuer}", timeout=10)
        assert program.code() == 1
        assert "did not let you in" in program.output()
        assert state not in program.output().replace(place, "")


def test_a_person_signs_in_from_a_terminal_by_saml(sandbox, tmp_path):
    (tmp_path / "idp").mkdir()
    arn = f"arn:aws:iam::{identity.ACCOUNT}:role/from-a-terminal"
    provider = f"arn:aws:iam::{identity.ACCOUNT}:saml-provider/terminal"
    port = free_port()
    with identity.nanoidp(tmp_path / "idp", [(arn, provider)]) as metadata:
        document = requests.get(metadata, timeout=10).text
        sandbox.client("iam").create_saml_provider(Name="terminal", SAMLMetadataDocument=document)
        trusted = identity.trust(provider, "sts:AssumeRoleWithSAML",
                                 {"StringEquals": {"SAML:aud": f"http://127.0.0.1:{port}/saml/acs"}})
        assert identity.role(sandbox, "from-a-terminal", trusted, OBJECTS, "*") == arn
        role = SAML_ROLES.format(metadata=metadata)
        words = ("credentials", "--callback-port", str(port))
        with terminal(sandbox, tmp_path, role, *words) as (program, browser, place):
            forged = {"SAMLResponse": "PHg+", "RelayState": "guessed"}
            assert browser.post(f"http://127.0.0.1:{port}/saml/acs", data=forged, timeout=10).status_code == 400
            assert "close this page" in walk(browser, place, SAML_STEPS).text
            assert caller(sandbox, program).endswith(":assumed-role/from-a-terminal/ada@example.com")
