"""Our server, run against a store, and what its page says to it."""

import json
import math
from contextlib import contextmanager
from urllib.parse import quote, urlencode

import requests

from .processes import CLEAN, running
from .tools import wardrobe

CONNECTION = "files"


class Refused(AssertionError):
    """An answer in the one shape of errors."""

    def __init__(self, status, error):
        super().__init__(f"{status} {json.dumps(error)}")
        self.status, self.error, self.code = status, error, error.get("code")


class Person:
    """A browser that talks to the server: a cookie and the page's header."""

    def __init__(self, url, program, connection=CONNECTION):
        self.url, self.program, self.connection = url, program, connection
        self.http = requests.Session()
        self.http.trust_env = False
        self.http.headers["X-Wardrobe"] = "1"

    def ask(self, method, path, query=None, **more):
        """The raw answer. `path` is below the connection unless it begins with a slash."""
        path = path if path.startswith("/") else f"/api/connections/{self.connection}/{path}"
        # As encodeURIComponent does it: a space is %20 and never a plus.
        words = urlencode({k: v for k, v in (query or {}).items() if v is not None}, quote_via=quote, safe="")
        return self.http.request(method, f"{self.url}{path}" + (f"?{words}" if words else ""), timeout=60, **more)

    def do(self, method, path, query=None, **more):
        """The answer, which must be a good one."""
        answer = self.ask(method, path, query, **more)
        if answer.status_code >= 400:
            raise Refused(answer.status_code, answer.json()["error"] if answer.content else {})
        return answer

    def lines(self, answer):
        lines = [json.loads(line) for line in answer.text.splitlines()]
        assert lines and lines[-1]["type"] == "end", lines[-1:]
        return lines

    def open(self, keys=None, **more):
        typed = {} if keys is None else {
            "access_key_id": keys.access_key_id,
            "secret_access_key": keys.secret_access_key,
            "session_token": keys.session_token,
        }
        return self.do("POST", "open", json=typed | more).json()

    def folder(self, bucket, prefix="", delimiter="/"):
        """Names of the folders and files in a folder."""
        lines = self.lines(self.do("GET", "objects", {"bucket": bucket, "prefix": prefix, "delimiter": delimiter}))
        return ([prefix for line in lines[:-1] for prefix in line["prefixes"]],
                [item["key"] for line in lines[:-1] for item in line["objects"]])

    def keys(self, bucket, prefix=""):
        return self.folder(bucket, prefix, delimiter=None)[1]

    def put(self, bucket, key, body, overwrite=True, **headers):
        headers |= {} if overwrite else {"If-None-Match": "*"}
        return self.do("PUT", "object", {"bucket": bucket, "key": key}, data=body, headers=headers).json()

    def get(self, bucket, key, **headers):
        return self.do("GET", "object", {"bucket": bucket, "key": key}, headers=headers)

    def upload(self, bucket, key, body, overwrite=False):
        """In parts, as the page does it."""
        begun = self.do("POST", "transfers", json={
            "bucket": bucket, "key": key, "size": len(body), "content_type": "application/x-test",
            "overwrite": overwrite}).json()
        size = begun["part_size"]
        assert begun["parts"] == math.ceil(len(body) / size)
        parts = []
        for number in range(1, begun["parts"] + 1):
            part = body[(number - 1) * size:number * size]
            parts.append(self.do("PUT", f"transfers/{begun['id']}/parts/{number}", data=part).json())
        told = [{"number": part["number"], "etag": part["etag"]} for part in parts]
        return self.do("POST", f"transfers/{begun['id']}/finish", json={"parts": told}).json()

    def copy(self, bucket, kind, source, target, move=False, overwrite=False, target_bucket=None):
        return self.lines(self.do("POST", "copy", json={
            "source_bucket": bucket, "target_bucket": target_bucket or bucket, "move": move, "overwrite": overwrite,
            "items": [{"kind": kind, "from": source, "to": target}]}))

    def move(self, bucket, kind, source, target, **more):
        return self.copy(bucket, kind, source, target, move=True, **more)

    def delete(self, bucket, keys=(), prefixes=()):
        return self.lines(self.do("POST", "delete", json={
            "bucket": bucket, "keys": list(keys), "prefixes": list(prefixes)}))

    def measure(self, bucket, keys=(), prefixes=()):
        return self.lines(self.do("POST", "measure", json={
            "bucket": bucket, "keys": list(keys), "prefixes": list(prefixes)}))[-1]

    def make_archive(self, bucket, keys=(), prefixes=(), prefix=""):
        """The path from which a browser downloads it."""
        made = self.do("POST", "archives", json={
            "bucket": bucket, "prefix": prefix, "keys": list(keys), "prefixes": list(prefixes)}).json()
        return f"/api/connections/{self.connection}/archives/{made['id']}"

    def archive(self, bucket, **what):
        return self.do("GET", self.make_archive(bucket, **what)).content

    def stream_archive(self, bucket, **what):
        answer = self.do("GET", self.make_archive(bucket, **what), stream=True)
        return answer.iter_content(1024 * 1024)


def configuration(store, folder):
    """The settings of a server with one connection to a store, but for its role."""
    return f"""
[server]
listen = "127.0.0.1:0"
database = "sqlite:{folder}/wardrobe.db"
secret_key_file = "{folder}/wardrobe.key"

[[connection]]
name = "{CONNECTION}"
label = "Files"
endpoint = "{store.endpoint}"
sts_endpoint = "{store.endpoint}"
region = "us-east-1"
"""


TEMPORARY = """
[connection.role]
kind = "temporary"
"""


def service(store):
    """The role of an instance whose metadata service is the sandbox's."""
    return f"""
[connection.role]
kind = "service"
sources = ["instance"]
instance_endpoint = "{store.metadata}"
[connection.people]
anyone = true
"""


@contextmanager
def serving(store, folder, role=TEMPORARY):
    """A server for one connection, and a person who has not opened it."""
    file = folder / "wardrobe.toml"
    file.write_text(configuration(store, folder) + role)
    with running([wardrobe(), "serve", "--config", file], env={**CLEAN, "HOME": str(folder)}, cwd=folder) as program:
        url = program.wait_for("listening on").split()[-1]
        yield Person(url, program)
