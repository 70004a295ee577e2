"""What our server refuses, with a sandbox behind it that refuses what AWS refuses."""

import itertools
import json
import socket
from urllib.parse import urlsplit

import pytest
import requests

from support.server import Person, Refused, service, serving
from support.stores import Keys
from support.tools import ROOT

@pytest.fixture
def visitors(own_sandbox, tmp_path):
    """A server for people with credentials of their own."""
    with serving(own_sandbox, tmp_path) as stranger:
        yield stranger


def test_ended_credentials_are_expired_and_not_denied(visitors, own_sandbox):
    visitors.open(own_sandbox.finance())
    visitors.folder("finance-reports", "2026/")
    own_sandbox.expire_sessions()
    for _ in range(2):
        with pytest.raises(Refused) as refusal:
            visitors.folder("finance-reports", "2026/")
        assert (refusal.value.status, refusal.value.code) == (401, "expired")
    assert visitors.do("GET", "identity").json()["state"] == "needs-sign-in"
    with pytest.raises(Refused) as refusal:
        visitors.put("finance-reports", "2026/late.csv", b"x")
    assert refusal.value.code == "expired"
    # New ones are taken where the old ones were.
    visitors.open(own_sandbox.finance())
    visitors.folder("finance-reports", "2026/")


def test_credentials_that_have_ended_do_not_open(visitors, own_sandbox):
    keys = own_sandbox.finance()
    own_sandbox.expire_sessions()
    with pytest.raises(Refused) as refusal:
        visitors.open(keys)
    assert refusal.value.code == "expired"


def test_out_of_policy_names_action_resource_caller_and_policy(visitors, own_sandbox):
    keys = own_sandbox.finance()
    visitors.open(keys)
    with pytest.raises(Refused) as refusal:
        visitors.get("finance-reports", "2025/closed.csv")
    denial = refusal.value.error["denial"]
    assert (refusal.value.status, refusal.value.code) == (403, "denied")
    assert denial["action"] == "s3:GetObject"
    assert denial["resource"] == "arn:aws:s3:::finance-reports/2025/closed.csv"
    assert denial["caller"] == own_sandbox.arn(keys)
    assert (denial["aws_code"], denial["policy_type"]) == ("AccessDenied", "identity-based")


def test_long_lived_key_is_refused(visitors, own_sandbox):
    for token in (None, "", "made-up"):
        with pytest.raises(Refused) as refusal:
            visitors.open(Keys(own_sandbox.keys.access_key_id, own_sandbox.keys.secret_access_key, token))
        assert refusal.value.code in ("invalid", "denied")
        assert own_sandbox.keys.secret_access_key not in json.dumps(refusal.value.error)


def test_secrets_are_in_no_log_and_no_database(visitors, own_sandbox, tmp_path):
    keys = own_sandbox.finance()
    visitors.open(keys)
    visitors.folder("finance-reports", "2026/")
    held = b"".join(file.read_bytes() for file in tmp_path.glob("wardrobe.db*"))
    for secret in (keys.secret_access_key, keys.session_token):
        assert secret.encode() not in held
        assert secret not in "\n".join(visitors.program.lines)


def test_stranger_gets_nothing_from_the_role_of_the_server(sandbox, tmp_path):
    """The role is in use by somebody else; a stranger asks for everything the API has, and for more."""
    api = json.loads((ROOT / "web/openapi.json").read_text())
    sandbox.client().put_object(Bucket="studio-assets", Key="stranger-was-here", Body=b"secret-content")
    place = {"bucket": "studio-assets", "key": "stranger-was-here", "prefix": ""}
    body = json.dumps({
        "bucket": "studio-assets", "key": "stranger-was-here", "keys": ["stranger-was-here"], "prefixes": [],
        "prefix": "new/", "size": 9, "source_bucket": "studio-assets", "target_bucket": "studio-assets", "move": True,
        "overwrite": True, "items": [{"kind": "object", "from": "stranger-was-here", "to": "gone"}], "parts": [],
    }).encode()
    public = {("GET", "/api/connections"), ("GET", "/api/session"), ("DELETE", "/api/session"),
              ("POST", "/api/connections/{connection}/open")}
    # They need no session, and have nothing for who brings nothing.
    sessionless = {("GET", "/api/connections/{connection}/saml-setup"), ("POST", "/api/connections/{connection}/sign-in"),
                   ("GET", "/api/sign-in-errors/{id}"), ("GET", "/api/waiting-sign-ins/{id}"), ("POST", "/api/waiting-sign-ins/{id}"),
                   ("POST", "/api/setup/sign-in")}
    with serving(sandbox, tmp_path, service(sandbox)) as stranger:
        insider = Person(stranger.url, stranger.program)
        insider.open()
        assert insider.get("studio-assets", "stranger-was-here").content == b"secret-content"
        asked = 0
        for path, method in itertools.product(api["paths"], ("GET", "HEAD", "PUT", "POST", "DELETE", "PATCH", "OPTIONS")):
            if (method, path) in public or (method == "HEAD" and ("GET", path) in public):
                continue
            where = path.format(connection="files", id="00000000-0000-0000-0000-000000000000", number="1")
            for cookie in (None, "wardrobe=made-up", "wardrobe="):
                headers = {"X-Wardrobe": "1", "Content-Type": "application/json"} | ({"Cookie": cookie} if cookie else {})
                try:
                    answer = requests.request(method, stranger.url + where, params=place, data=body, headers=headers, timeout=10)
                except requests.RequestException as error:
                    pytest.fail(f"{method} {where} with {cookie}, number {asked}: {error}\n{stranger.program.output()}")
                asked += 1
                free = ("GET" if method == "HEAD" else method, path) in sessionless
                known = method.lower() in api["paths"][path] and not free
                assert answer.status_code == 401 if known else answer.status_code in (400, 404) if free else answer.status_code in (401, 404, 405), (method, where)
                assert "secret-content" not in answer.text and "studio-assets" not in answer.text
        assert asked > 200
        # From another site with the insider's own cookie: nothing changes.
        evil = {"Origin": "https://evil.example", "Sec-Fetch-Site": "cross-site", "Content-Type": "application/json"}
        answer = insider.ask("POST", "delete", data=body, headers=evil)
        assert (answer.status_code, answer.json()["error"]["code"]) == (403, "cross-site")
        assert insider.get("studio-assets", "stranger-was-here").content == b"secret-content"


def test_end_of_the_session_forgets_everything(sandbox, tmp_path):
    with serving(sandbox, tmp_path, service(sandbox)) as person:
        person.open()
        cookie = person.http.cookies.copy()
        person.do("DELETE", "/api/session")
        person.http.cookies.update(cookie)
        assert person.ask("GET", "objects", {"bucket": "studio-assets"}).status_code == 401


def test_role_of_the_server_is_renewed_unseen(own_sandbox, tmp_path):
    """The sessions end in the middle of the work; nobody notices."""
    with serving(own_sandbox, tmp_path, service(own_sandbox)) as person:
        person.open()
        before = person.do("GET", "identity").json()
        person.folder("studio-assets")
        own_sandbox.expire_sessions()
        assert "studio-assets" in [place["bucket"] for place in person.do("GET", "locations").json()["locations"]]
        own_sandbox.expire_sessions()
        person.folder("studio-assets")
        person.put("studio-assets", "after-renewal.txt", b"x")
        after = person.do("GET", "identity").json()
        assert (after["state"], after["arn"]) == ("fresh", before["arn"])


def test_wrong_clock_is_called_so(own_sandbox, tmp_path):
    with serving(own_sandbox, tmp_path, service(own_sandbox)) as person:
        person.open()
        own_sandbox.faults(clock_skew=3600)
        # The SDK corrects its clock by itself when it may try again; a presented page stays honest either way.
        answer = person.ask("GET", "objects", {"bucket": "studio-assets"})
        own_sandbox.faults()
        assert answer.status_code == 200 or answer.json()["error"]["code"] == "wrong-clock"


def test_cut_upload_leaves_no_object_and_no_part(own_sandbox, tmp_path):
    s3 = own_sandbox.client()
    with serving(own_sandbox, tmp_path, service(own_sandbox)) as person:
        person.open()
        begun = person.do("POST", "transfers", json={"bucket": "studio-assets", "key": "cut", "size": 20_000_000}).json()
        cut_off(person, "object?bucket=studio-assets&key=cut", 10_000_000)
        cut_off(person, f"transfers/{begun['id']}/parts/1", begun["part_size"])
        [upload] = s3.list_multipart_uploads(Bucket="studio-assets")["Uploads"]
        parts = s3.list_parts(Bucket="studio-assets", Key="cut", UploadId=upload["UploadId"])
        assert parts.get("Parts", []) == []
        person.do("DELETE", f"transfers/{begun['id']}")
    # The server has ended, and whatever it may still have been doing.
    assert s3.list_objects_v2(Bucket="studio-assets").get("Contents", []) == []
    assert s3.list_multipart_uploads(Bucket="studio-assets").get("Uploads", []) == []


def cut_off(person, path, promised):
    """Promises so many bytes, sends half of them, and is gone."""
    address = urlsplit(person.url)
    cookie = "; ".join(f"{name}={value}" for name, value in person.http.cookies.items())
    head = (f"PUT /api/connections/files/{path} HTTP/1.1\r\nHost: {address.netloc}\r\nX-Wardrobe: 1\r\n"
            f"Cookie: {cookie}\r\nContent-Length: {promised}\r\n\r\n")
    with socket.create_connection((address.hostname, address.port), timeout=10) as wire:
        wire.sendall(head.encode() + b"x" * (promised // 2))
