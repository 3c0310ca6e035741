#!/usr/bin/env python3
"""A whole worker for a node's relay, in Python without any package: counts the words of params.text.

    python3 docs/examples/relay_worker.py FOLDER

FOLDER is [tool.relay] dir of the node, whose kinds name "count_words". docs/relay.md explains the files. Linux tells when a job
appears (inotify), so nothing is looked at again and again. It ends when its input ends, or by Ctrl-C.
"""
import ctypes
import json
import os
import pathlib
import select
import sys

KIND = "count_words"
WORKER = "python-example"
IN_MOVED_TO = 0x80


def work(params):
    return {"ok": True, "words": len(str(params.get("text", "")).split()), "by": WORKER}


def handle(job_file, results):
    try:
        job = json.loads(job_file.read_text(encoding="utf-8"))
    except (FileNotFoundError, json.JSONDecodeError):
        return  # called back meanwhile
    if job.get("kind") != KIND or job.get("worker_id") not in (None, WORKER):
        return
    try:
        os.close(os.open(f"{job_file}.claimed", os.O_CREAT | os.O_EXCL | os.O_WRONLY))
    except FileExistsError:
        return  # another worker has it
    try:
        result = work(job["payload"]["params"])
    except Exception as failed:  # the node decides whether to try again
        result = {"ok": False, "error": str(failed)}
    target = results / f"{job['job_id']}.result.json"
    part = target.with_name(f".{target.name}.{os.getpid()}")
    part.write_text(json.dumps(result), encoding="utf-8")
    part.replace(target)  # whole, or not at all


def main(folder):
    jobs, results = folder / "webrelay_out", folder / "webrelay_in"
    libc = ctypes.CDLL(None, use_errno=True)
    watch = libc.inotify_init1(os.O_CLOEXEC)
    if watch < 0 or libc.inotify_add_watch(watch, os.fsencode(jobs), IN_MOVED_TO) < 0:
        raise OSError(ctypes.get_errno(), "cannot watch", str(jobs))
    print("ready", flush=True)
    while True:
        for job_file in sorted(jobs.glob("*.job.json")):
            handle(job_file, results)
        ready, _, _ = select.select([watch, sys.stdin], [], [])
        if sys.stdin in ready and not sys.stdin.buffer.read1(4096):
            return
        if watch in ready:
            os.read(watch, 65536)


if __name__ == "__main__":
    main(pathlib.Path(sys.argv[1]))
