"""One large file through a server: Wardrobe, nginx with signed addresses of the same store, rclone."""

import subprocess
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from shutil import which
from urllib.parse import urlsplit

import requests
from measure import MIB, Contender, budget, race
from support.processes import CLEAN, free_port, running, wait_for_port
from support.tools import tool

BUCKET, AT_ONCE = "studio-assets", 4
GROWTH = 64
"""MiB that one file may take."""


def download(bench):
    """one file through a server: processor seconds of the server for a GiB, pace, memory."""
    s3 = bench.store.client()
    s3.upload_file(str(bench.source), BUCKET, "bench.bin")
    link = s3.generate_presigned_url("get_object", Params={"Bucket": BUCKET, "Key": "bench.bin"})
    place = f"{bench.person.url}/api/connections/files/object?bucket={BUCKET}&key=bench.bin"
    cookie = "; ".join(f"{name}={value}" for name, value in bench.person.http.cookies.items())
    with nginx(bench) as (proxy, there), rclone(bench, "http", "--read-only") as (serving, url):
        ours = Contender("wardrobe", bench.server, lambda: read(place, "-H", f"Cookie: {cookie}"))
        theirs = Contender("nginx", proxy, lambda: read(there(link)))
        other = Contender("rclone serve http", serving, lambda: read(f"{url}/bench.bin"))
        race([ours, theirs, other], bench.mib)
    budget("processor, to nginx", ours.per_gib / theirs.per_gib, 1.5)
    budget("processor, to rclone serve", ours.per_gib / other.per_gib, 0.7)
    budget("memory above idle", (ours.peak - ours.idle) / MIB, GROWTH, " MiB")


def upload(bench):
    """one file in parts through a server, four at a time: processor seconds of the server for a GiB, pace, memory."""
    with nginx(bench) as (proxy, there), rclone(bench, "webdav") as (serving, url):
        ours = Contender("wardrobe", bench.server, lambda: send_ours(bench))
        theirs = Contender("nginx", proxy, lambda: send_signed(bench, there))
        other = Contender("rclone serve webdav", serving, lambda: run("curl", "-sf", "-T", bench.source, f"{url}/rclone.bin"))
        race([ours, theirs, other], bench.mib)
    budget("processor, to nginx", ours.per_gib / theirs.per_gib, 1.5)
    budget("processor, to rclone serve", ours.per_gib / other.per_gib, 0.7)
    budget("memory above idle", (ours.peak - ours.idle) / MIB, GROWTH, " MiB")


def send_ours(bench):
    """As the page does it."""
    person, size = bench.person, bench.source.stat().st_size
    begun = person.do("POST", "transfers", json={
        "bucket": BUCKET, "key": "wardrobe.bin", "size": size, "overwrite": True}).json()

    def part(number, body):
        sent = person.do("PUT", f"transfers/{begun['id']}/parts/{number}", data=body).json()
        return {"number": number, "etag": sent["etag"]}

    parts = in_parts(bench.source, begun["part_size"], part)
    person.do("POST", f"transfers/{begun['id']}/finish", json={"parts": parts})


def send_signed(bench, there):
    """The same parts to signed addresses."""
    s3, place = bench.store.client(), {"Bucket": BUCKET, "Key": "nginx.bin"}
    place["UploadId"] = s3.create_multipart_upload(**place)["UploadId"]

    def part(number, body):
        link = s3.generate_presigned_url("upload_part", Params={**place, "PartNumber": number})
        sent = requests.put(there(link), data=body, timeout=60)
        sent.raise_for_status()
        return {"PartNumber": number, "ETag": sent.headers["ETag"]}

    parts = in_parts(bench.source, 8 * MIB, part)
    s3.complete_multipart_upload(**place, MultipartUpload={"Parts": parts})


def in_parts(path, size, send):
    def part(number):
        with path.open("rb") as file:
            file.seek((number - 1) * size)
            return send(number, file.read(size))

    with ThreadPoolExecutor(AT_ONCE) as pool:
        return list(pool.map(part, range(1, -(-path.stat().st_size // size) + 1)))


@contextmanager
def nginx(bench):
    """A plain reverse proxy of the store that keeps nothing back; and what it makes of a signed address."""
    port, store, folder = free_port(), urlsplit(bench.store.endpoint).netloc, bench.folder / "nginx"
    folder.mkdir(exist_ok=True)
    kept = "".join(f"{what}_temp_path {folder}/{what};" for what in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi"))
    (folder / "nginx.conf").write_text(f"""
daemon off;
worker_processes 1;
error_log stderr;
pid {folder}/nginx.pid;
events {{ worker_connections 64; }}
http {{
    access_log off;
    client_max_body_size 0;
    {kept}
    upstream store {{ server {store}; keepalive 8; }}
    server {{
        listen 127.0.0.1:{port};
        location / {{
            proxy_pass http://store;
            proxy_http_version 1.1;
            # The signature is for this name.
            proxy_set_header Host {store};
            proxy_set_header Connection "";
            proxy_buffering off;
            proxy_request_buffering off;
            # By default 4 KiB at a time, which costs several times as much.
            proxy_buffer_size 128k;
            proxy_buffers 4 128k;
            proxy_busy_buffers_size 256k;
            client_body_buffer_size 128k;
        }}
    }}
}}
""")
    binary = which("nginx") or Path("/usr/sbin/nginx")
    with running([binary, "-p", folder, "-c", folder / "nginx.conf"], cwd=folder) as program:
        wait_for_port(program, port)
        yield program, lambda link: link.replace(f"//{store}/", f"//127.0.0.1:{port}/", 1)


@contextmanager
def rclone(bench, protocol, *more):
    port = free_port()
    command = [tool("rclone"), "serve", protocol, f"store:{BUCKET}", "--addr", f"127.0.0.1:{port}", *more]
    with running(command, env=bench.store.environment() | bench.rclone.settings()) as program:
        wait_for_port(program, port)
        yield program, f"http://127.0.0.1:{port}"


def read(url, *more):
    run("curl", "-sf", "-o", "/dev/null", *more, url)


def run(*command):
    subprocess.run([str(word) for word in command], env=CLEAN, check=True,
                   stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL)
