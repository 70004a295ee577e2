"""Programs started for a test, and stopped with it."""

import os
import queue
import socket
import subprocess
import threading
import time
from contextlib import contextmanager

CLEAN = {name: os.environ[name] for name in ("PATH", "HOME", "LANG", "TMPDIR") if name in os.environ}
"""The environment without a single AWS variable."""


def free_port() -> int:
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return s.getsockname()[1]


class Program:
    """A running program and the lines it has printed so far."""

    def __init__(self, command, env, cwd):
        self.lines = []
        self._new = queue.Queue()
        self.process = subprocess.Popen(
            [str(word) for word in command],
            env=env,
            cwd=cwd,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()

    def _read(self):
        for line in self.process.stdout:
            self.lines.append(line.rstrip("\n"))
            self._new.put(line.rstrip("\n"))
        self._new.put(None)

    def wait_for(self, text, seconds=60):
        """The first line that contains `text`."""
        end = time.monotonic() + seconds
        while (left := end - time.monotonic()) > 0:
            try:
                line = self._new.get(timeout=left)
            except queue.Empty:
                break
            if line is None:
                raise AssertionError(f"ended before it printed {text!r}:\n{self.output()}")
            if text in line:
                return line
        raise AssertionError(f"did not print {text!r} within {seconds} s:\n{self.output()}")

    def code(self, seconds=20):
        """What it ends with; `output` is whole then."""
        code = self.process.wait(timeout=seconds)
        self._reader.join(timeout=seconds)
        return code

    def output(self):
        return "\n".join(self.lines[-60:])

    def memory(self):
        """Resident memory in bytes, now."""
        with open(f"/proc/{self.process.pid}/status") as status:
            line = next(line for line in status if line.startswith("VmRSS:"))
        return int(line.split()[1]) * 1024


@contextmanager
def running(command, env=None, cwd=None):
    program = Program(command, CLEAN if env is None else env, cwd)
    try:
        yield program
    finally:
        program.process.terminate()
        try:
            program.process.wait(timeout=10)
        except subprocess.TimeoutExpired:
            program.process.kill()
            program.process.wait()


def wait_for_port(program, port, seconds=60):
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if program.process.poll() is not None:
            raise AssertionError(f"ended before port {port} was open:\n{program.output()}")
        with socket.socket() as s:
            s.settimeout(0.5)
            if s.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    raise AssertionError(f"port {port} was not open within {seconds} s:\n{program.output()}")
