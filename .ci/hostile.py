#!/usr/bin/env python3
"""hostile.py COMMAND FOLDER: runs `COMMAND tables --json` on each file of a folder and measures it.

Each must end by itself, with its result or with exit code 2, within the processor time and memory below; what misses
the goal for the time is named. `--list` prints what each took."""

import os
import resource
import signal
import subprocess
import sys
import tempfile

# The goal is 5 seconds; the slowest took 2.5 where this was measured, and a machine may be half as fast.
GOAL = 5.0
SECONDS = 10.0
MEBIBYTES = 512
# Processor time is what counts; the wall clock only ends what hangs, on a machine that may be busy.
HANGS_AFTER = 120


def limits():
    resource.setrlimit(resource.RLIMIT_CPU, (30, 30))
    resource.setrlimit(resource.RLIMIT_AS, (4 << 30, 4 << 30))


def run(command, path):
    """Exit code, processor seconds, peak memory in MiB, and the first line of what went wrong."""
    with tempfile.TemporaryFile() as errors, open(os.devnull, "wb") as nothing:
        child = subprocess.Popen([command, "tables", "--json", "--lang", "en", path], stdout=nothing, stderr=errors, preexec_fn=limits)
        signal.signal(signal.SIGALRM, lambda *_: child.kill())
        signal.alarm(HANGS_AFTER)
        _, status, usage = os.wait4(child.pid, 0)
        signal.alarm(0)
        child.returncode = os.waitstatus_to_exitcode(status)
        errors.seek(0)
        message = errors.read(300).decode("utf-8", "replace").strip()
    return child.returncode, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024, message


def main():
    command, folder = sys.argv[1:3]
    wrong = []
    slowest, largest = (0.0, ""), (0.0, "")
    names = sorted(os.listdir(folder))
    for name in names:
        code, seconds, memory, message = run(command, os.path.join(folder, name))
        slowest, largest = max(slowest, (seconds, name)), max(largest, (memory, name))
        if "--list" in sys.argv:
            print(f"{seconds:6.2f} s {memory:6.0f} MiB {code:4} {name}  {message.splitlines()[0][-110:] if message else ''}")
        if code not in (0, 2) or "panicked" in message:
            wrong.append(f"{name}: ended with {code}: {message}")
        if seconds > GOAL:
            print(f"{name}: {seconds:.1f} s, over the goal of {GOAL:.0f} s")
        if seconds > SECONDS:
            wrong.append(f"{name}: took {seconds:.1f} s")
        if memory > MEBIBYTES:
            wrong.append(f"{name}: took {memory:.0f} MiB")
    print(f"{len(names)} hostile files; slowest {slowest[0]:.1f} s ({slowest[1]}), largest {largest[0]:.0f} MiB ({largest[1]})")
    print("\n".join(wrong))
    sys.exit(1 if wrong or len(names) < 100 else 0)


if __name__ == "__main__":
    main()
