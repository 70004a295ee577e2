"""Other people's command lines, each with the same few verbs."""

import subprocess
from dataclasses import dataclass

from .stores import Keys, Store
from .tools import tool


@dataclass
class Answer:
    code: int
    out: str
    err: str

    @property
    def text(self):
        return self.out + self.err


@dataclass
class Client:
    """A command line pointed at a store with some keys."""

    store: Store
    keys: Keys | None = None
    region: str = "us-east-1"

    def run(self, *words, seconds=120):
        environment = self.store.environment(self.keys, self.region) | self.settings()
        done = subprocess.run([tool(self.program), *map(str, words)], env=environment, stdin=subprocess.DEVNULL,
                              capture_output=True, text=True, timeout=seconds)
        return Answer(done.returncode, done.stdout, done.stderr)

    def do(self, *words, **more):
        """Runs and insists on success."""
        answer = self.run(*words, **more)
        assert answer.code == 0, f"{self.program} {' '.join(map(str, words))}\n{answer.text}"
        return answer.out

    def settings(self):
        return {}


class AwsCli(Client):
    program = "aws"

    def make_bucket(self, bucket):
        self.do("s3", "mb", f"s3://{bucket}")

    def buckets(self):
        return [line.split()[2] for line in self.do("s3", "ls").splitlines()]

    def upload(self, file, bucket, key):
        self.do("s3", "cp", file, f"s3://{bucket}/{key}")

    def download(self, bucket, key, file):
        self.do("s3", "cp", f"s3://{bucket}/{key}", file)

    def upload_folder(self, folder, bucket, prefix):
        self.do("s3", "cp", "--recursive", folder, f"s3://{bucket}/{prefix}")

    def keys_below(self, bucket, prefix=""):
        out = self.do("s3api", "list-objects-v2", "--bucket", bucket, "--prefix", prefix, "--page-size", "2",
                      "--query", "Contents[].[Key]", "--output", "text")
        return sorted(line for line in out.splitlines() if line != "None")

    def copy(self, bucket, key, new):
        self.do("s3", "cp", f"s3://{bucket}/{key}", f"s3://{bucket}/{new}")

    def move(self, bucket, key, new):
        self.do("s3", "mv", f"s3://{bucket}/{key}", f"s3://{bucket}/{new}")

    def delete(self, bucket, key):
        self.do("s3", "rm", f"s3://{bucket}/{key}")

    def delete_folder(self, bucket, prefix):
        self.do("s3", "rm", "--recursive", f"s3://{bucket}/{prefix}")

    def try_list(self, bucket):
        return self.run("s3api", "list-objects-v2", "--bucket", bucket)


class Rclone(Client):
    program = "rclone"

    def settings(self):
        return {
            "RCLONE_CONFIG": "/nonexistent",
            "RCLONE_CONFIG_STORE_TYPE": "s3",
            "RCLONE_CONFIG_STORE_PROVIDER": "Other",
            "RCLONE_CONFIG_STORE_ENV_AUTH": "true",
            "RCLONE_CONFIG_STORE_ENDPOINT": self.store.endpoint,
            "RCLONE_CONFIG_STORE_REGION": self.region,
            "RCLONE_CONFIG_STORE_CHUNK_SIZE": "5Mi",
            "RCLONE_CONFIG_STORE_UPLOAD_CUTOFF": "5Mi",
            "RCLONE_RETRIES": "1",
            "RCLONE_LOW_LEVEL_RETRIES": "1",
        }

    def make_bucket(self, bucket):
        self.do("mkdir", f"store:{bucket}")

    def buckets(self):
        return [line.split()[-1] for line in self.do("lsd", "store:").splitlines()]

    def upload(self, file, bucket, key):
        self.do("copyto", file, f"store:{bucket}/{key}")

    def download(self, bucket, key, file):
        self.do("copyto", f"store:{bucket}/{key}", file)

    def upload_folder(self, folder, bucket, prefix):
        self.do("copy", folder, f"store:{bucket}/{prefix}")

    def keys_below(self, bucket, prefix=""):
        out = self.do("lsf", "-R", "--files-only", f"store:{bucket}")
        return sorted(line for line in out.splitlines() if line.startswith(prefix))

    def copy(self, bucket, key, new):
        self.do("copyto", f"store:{bucket}/{key}", f"store:{bucket}/{new}")

    def move(self, bucket, key, new):
        self.do("moveto", f"store:{bucket}/{key}", f"store:{bucket}/{new}")

    def delete(self, bucket, key):
        self.do("deletefile", f"store:{bucket}/{key}")

    def delete_folder(self, bucket, prefix):
        self.do("purge", f"store:{bucket}/{prefix.rstrip('/')}")

    def try_list(self, bucket):
        return self.run("lsf", f"store:{bucket}")


class S5cmd(Client):
    program = "s5cmd"

    def run(self, *words, **more):
        return super().run("--endpoint-url", self.store.endpoint, "--retry-count", "0", *words, **more)

    def make_bucket(self, bucket):
        self.do("mb", f"s3://{bucket}")

    def buckets(self):
        return [line.split("s3://")[1] for line in self.do("ls").splitlines()]

    def upload(self, file, bucket, key):
        self.do("cp", "--part-size", "5", file, f"s3://{bucket}/{key}")

    def download(self, bucket, key, file):
        self.do("cp", f"s3://{bucket}/{key}", file)

    def upload_folder(self, folder, bucket, prefix):
        self.do("cp", f"{folder}/", f"s3://{bucket}/{prefix}")

    def keys_below(self, bucket, prefix=""):
        out = self.do("ls", "--show-fullpath", f"s3://{bucket}/{prefix}*")
        return sorted(line.removeprefix(f"s3://{bucket}/") for line in out.splitlines())

    def copy(self, bucket, key, new):
        self.do("cp", f"s3://{bucket}/{key}", f"s3://{bucket}/{new}")

    def move(self, bucket, key, new):
        self.do("mv", f"s3://{bucket}/{key}", f"s3://{bucket}/{new}")

    def delete(self, bucket, key):
        self.do("rm", f"s3://{bucket}/{key}")

    def delete_folder(self, bucket, prefix):
        self.do("rm", f"s3://{bucket}/{prefix}*")

    def try_list(self, bucket):
        return self.run("ls", f"s3://{bucket}/")


ALL = [AwsCli, Rclone, S5cmd]
