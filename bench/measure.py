"""What programs cost that all do the same: processor seconds and memory, from /proc."""

import os
import threading
import time
from contextlib import suppress
from pathlib import Path

TICKS = os.sysconf("SC_CLK_TCK")
MIB = 1024 * 1024


def processes(process):
    """A process and its children."""
    pid = process.pid
    return [pid, *map(int, Path(f"/proc/{pid}/task/{pid}/children").read_text().split())]


def cpu(program):
    """Processor seconds so far."""
    def of(pid):
        fields = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
        return int(fields[11]) + int(fields[12])
    return sum(map(of, processes(program.process))) / TICKS


def memory(program):
    """Resident bytes, now."""
    return sum(resident(pid, "VmRSS") for pid in processes(program.process))


def most_memory(process):
    """The most bytes that a process had resident, once it is over. What `wait4` says is at least what this
    very program takes, for a process begins as a copy of it."""
    most = 0
    while process.poll() is None:
        # A process may end while it is looked at.
        with suppress(OSError):
            most = max(most, sum(resident(pid, "VmHWM") for pid in processes(process)))
        time.sleep(0.005)
    return most


def resident(pid, name):
    """Bytes; none of what has ended."""
    status = Path(f"/proc/{pid}/status").read_text().splitlines()
    lines = [line for line in status if line.startswith(f"{name}:")]
    return sum(int(line.split()[1]) for line in lines) * 1024


class Contender:
    """A program that relays, and what it took to do it so far."""

    def __init__(self, name, program, go):
        self.name, self.program, self.go = name, program, go
        self.seconds, self.cpu, self.goes = [], 0.0, 0
        self.idle = self.peak = memory(program)

    def once(self):
        over, before, begun = threading.Event(), cpu(self.program), time.perf_counter()

        def watch():
            while not over.wait(0.01):
                self.peak = max(self.peak, memory(self.program))

        thread = threading.Thread(target=watch)
        thread.start()
        try:
            self.go()
            self.seconds.append(time.perf_counter() - begun)
        finally:
            over.set()
            thread.join()
        self.cpu += cpu(self.program) - before
        self.goes += 1


def race(contenders, mib, times=3):
    """Each in turn, so often, so that what else the machine does meets all of them; and what each took."""
    for contender in contenders:
        contender.once()
    for contender in contenders:
        contender.seconds, contender.cpu, contender.goes = [], 0.0, 0
    for _ in range(times):
        for contender in contenders:
            contender.once()
    for one in contenders:
        one.per_gib = one.cpu / one.goes / (mib / 1024)
        print(f"  {one.name:<28}{one.per_gib:>8.3f} processor s/GiB {mib / min(one.seconds):>7.0f} MiB/s "
              f"{(one.peak - one.idle) / MIB:>6.0f} MiB above idle")


def budget(what, value, limit, unit=""):
    """Says whether a budget of docs is kept."""
    print(f"  {what:<40}{value:>8.2f}{unit} of {limit:.2f}{unit}   {'meets' if value <= limit else 'misses'}")
