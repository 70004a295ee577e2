"""Folders and selections as one ZIP archive, opened by other people's programs."""

import io
import os
import struct
import subprocess
import time
import zipfile
import zlib
from concurrent.futures import ThreadPoolExecutor

import pytest

from support.processes import CLEAN
from support.server import Refused, service, serving
from test_server import ada, put, server

# Small objects of one archive; ARCHIVE_OBJECTS=10000 takes minutes.
MANY = int(os.environ.get("ARCHIVE_OBJECTS", 2_000))
MIB = 1024 * 1024
GIB = 1024 * MIB


@pytest.fixture(scope="module")
def reader(sandbox, tmp_path_factory):
    """A person at a server on the sandbox, whose role may do everything with `studio-…` buckets."""
    with serving(sandbox, tmp_path_factory.mktemp("archives"), service(sandbox)) as person:
        person.open()
        yield person


@pytest.fixture
def trouble(sandbox):
    """Switches trouble on in the sandbox; it is off again after the test."""
    yield sandbox.faults
    sandbox.faults()


def opened(content):
    """The archive, once Python's reader and unzip have found all of it right."""
    archive = zipfile.ZipFile(io.BytesIO(content))
    assert archive.testzip() is None
    return archive


def unzip(path):
    """What `unzip -t` says last; it must be content."""
    done = subprocess.run(["unzip", "-tq", path], env=CLEAN, text=True, capture_output=True)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def fill(s3, bucket, count, prefix="many/"):
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda n: s3.put_object(Bucket=bucket, Key=f"{prefix}{n:05}", Body=f"{n}\n" * (n % 50)), range(count)))


def test_folder_comes_as_an_archive_that_others_open(ada, s3, bucket, tmp_path):
    put(s3, bucket, "top.txt", "box/a.txt", "box/ä b+c.txt", "box/emoji-🦄.txt", "box/deep/er/x", "box/%20", "box2/stays")
    s3.put_object(Bucket=bucket, Key="box/none", Body=b"")
    s3.put_object(Bucket=bucket, Key="box/large", Body=b"0123456789" * MIB)
    content = ada.archive(bucket, keys=["top.txt"], prefixes=["box/"])
    archive = opened(content)
    names = ["a.txt", "ä b+c.txt", "emoji-🦄.txt", "deep/er/x", "%20"]
    assert set(archive.namelist()) == {"top.txt", "box/none", "box/large", *(f"box/{name}" for name in names)}
    for name in names:
        assert archive.read(f"box/{name}").decode() == f"box/{name}"
    assert (archive.read("box/none"), archive.read("box/large")) == (b"", b"0123456789" * MIB)
    head = s3.head_object(Bucket=bucket, Key="box/a.txt")["LastModified"]
    assert archive.getinfo("box/a.txt").date_time == head.timetuple()[:5] + (head.second // 2 * 2,)
    file = tmp_path / "box.zip"
    file.write_bytes(content)
    unzip(file)


def test_archive_of_what_is_not_there_is_not_begun(ada, bucket):
    for nothing in ({"keys": ["gone"]}, {"prefixes": ["gone/"]}):
        with pytest.raises(Refused) as refusal:
            ada.archive(bucket, **nothing)
        assert (refusal.value.status, refusal.value.code) == (404, "missing")


def test_thousands_of_small_objects_come_with_every_crc_right(reader, sandbox, box, tmp_path):
    fill(sandbox.client(max_pool_connections=8), box, MANY)
    begun = time.monotonic()
    content = reader.archive(box, prefixes=["many/"])
    print(f"{MANY:,} objects in {time.monotonic() - begun:.1f} s")
    archive = opened(content)
    assert len(archive.namelist()) == MANY
    assert archive.read(f"many/{MANY - 1:05}") == f"{MANY - 1}\n".encode() * 49
    file = tmp_path / "many.zip"
    file.write_bytes(content)
    assert "No errors detected" in unzip(file)


def test_archive_is_three_times_as_fast_as_one_object_after_the_other(reader, sandbox, box, trouble):
    fill(sandbox.client(max_pool_connections=8), box, 300)
    trouble(operation="GetObject", delay_ms=20)
    begun = time.monotonic()
    one_by_one = [reader.get(box, f"many/{n:05}").content for n in range(300)]
    between = time.monotonic()
    archive = opened(reader.archive(box, prefixes=["many/"]))
    done = time.monotonic()
    assert [archive.read(f"many/{n:05}") for n in range(300)] == one_by_one
    alone, together = between - begun, done - between
    print(f"300 objects at 20 ms: one by one {alone:.1f} s, as an archive {together:.1f} s")
    assert together * 3 <= alone


def test_curl_fails_when_a_member_fails_half_way(reader, sandbox, box, trouble, tmp_path):
    s3 = sandbox.client()
    for name in ("a", "b", "c"):
        s3.put_object(Bucket=box, Key=f"box/{name}", Body=b"x" * 2 * MIB)

    def curl():
        path = reader.make_archive(box, prefixes=["box/"])
        cookies = "; ".join(f"{cookie.name}={cookie.value}" for cookie in reader.http.cookies)
        return subprocess.run(["curl", "-sS", "--fail", "-o", tmp_path / "box.zip", "-H", f"Cookie: {cookies}", f"{reader.url}{path}"],
                              env=CLEAN, text=True, capture_output=True)

    assert curl().returncode == 0
    unzip(tmp_path / "box.zip")
    # The first is small enough to arrive.
    s3.put_object(Bucket=box, Key="box/a", Body=b"x" * 900_000)
    trouble(operation="GetObject", cut_download_after=MIB)
    done = curl()
    assert done.returncode == 18, done
    with pytest.raises(zipfile.BadZipFile):
        zipfile.ZipFile(tmp_path / "box.zip")


def test_archive_over_four_gibibytes_needs_no_room_and_is_right(reader, sandbox, box):
    """One member is over 4 GiB, and another begins behind that."""
    s3, part = sandbox.client(read_timeout=300), bytes(range(256)) * (256 * 1024)
    copies = 4 * GIB // len(part) + 1
    s3.put_object(Bucket=box, Key="part", Body=part)
    upload = s3.create_multipart_upload(Bucket=box, Key="box/huge.bin")["UploadId"]
    parts = [{"PartNumber": n, "ETag": s3.upload_part_copy(
        Bucket=box, Key="box/huge.bin", UploadId=upload, PartNumber=n, CopySource=f"{box}/part")["CopyPartResult"]["ETag"]}
        for n in range(1, copies + 1)]
    s3.complete_multipart_upload(Bucket=box, Key="box/huge.bin", UploadId=upload, MultipartUpload={"Parts": parts})
    s3.put_object(Bucket=box, Key="box/small.txt", Body=b"behind it")
    size = copies * len(part)
    before = reader.program.memory()
    begun = time.monotonic()
    passing = Passing(size)
    for chunk in reader.stream_archive(box, prefixes=["box/"]):
        passing.take(chunk)
    took, grown = time.monotonic() - begun, reader.program.memory() - before
    print(f"{size / GIB:.2f} GiB in {took:.0f} s, {size / MIB / took:.0f} MiB/s, {grown / MIB:.0f} MiB more memory")
    expected = 0
    for _ in range(copies):
        expected = zlib.crc32(part, expected)
    assert passing.crc == expected
    with zipfile.ZipFile(passing) as archive:
        huge, small = archive.infolist()
        assert (huge.filename, huge.file_size, huge.CRC) == ("box/huge.bin", size, expected)
        assert small.header_offset > 4 * GIB
        assert archive.read(small) == b"behind it"
    assert grown < 64 * MIB
    s3.delete_object(Bucket=box, Key="box/huge.bin")


def test_reader_who_waits_costs_no_more_than_what_is_read_ahead(reader, sandbox, box):
    """200 MiB in objects that are each read ahead whole."""
    s3, body = sandbox.client(), bytes(4 * MIB)
    for n in range(50):
        s3.put_object(Bucket=box, Key=f"box/{n:02}", Body=body)
    chunks = reader.stream_archive(box, prefixes=["box/"])
    before, most = reader.program.memory(), 0
    arrived = len(next(chunks))
    for _ in range(30):
        time.sleep(0.1)
        most = max(most, reader.program.memory())
    print(f"{(most - before) / MIB:.0f} MiB more while nobody reads")
    assert most - before < 64 * MIB
    assert arrived + sum(map(len, chunks)) > 50 * len(body)


class Passing:
    """An archive that passes by, as a file of which only the end is there: Python's reader needs no more.

    Of the first member, which has `size` bytes, it takes the CRC as it passes."""

    KEPT = 64 * 1024

    def __init__(self, size):
        self.end, self.at, self.tail = 0, 0, b""
        self.head, self.left, self.crc = b"", size, 0

    def take(self, chunk):
        self.end += len(chunk)
        self.tail = (self.tail + chunk[-self.KEPT:])[-self.KEPT:]
        if len(self.head) < 30 + self.extra():
            self.head += chunk
            begin = 30 + self.extra()
            chunk, self.head = self.head[begin:], self.head[:begin]
        chunk = memoryview(chunk)[:self.left]
        self.left -= len(chunk)
        self.crc = zlib.crc32(chunk, self.crc)

    def extra(self):
        return sum(struct.unpack_from("<HH", self.head, 26)) if len(self.head) >= 30 else 65_536

    def seekable(self):
        return True

    def tell(self):
        return self.at

    def seek(self, to, whence=0):
        self.at = to + {0: 0, 1: self.at, 2: self.end}[whence]
        return self.at

    def read(self, count=-1):
        begin = self.at - (self.end - len(self.tail))
        assert begin >= 0, "this has passed by"
        found = self.tail[begin:] if count < 0 else self.tail[begin:begin + count]
        self.at += len(found)
        return found
