#!/usr/bin/env python3
"""A worker for a node's relay that can be killed: another one goes on where it was. In Python without any package.

    python3 docs/examples/resuming_worker.py FOLDER FILES

FOLDER is [tool.relay] dir of the node, whose kinds name "fingerprint_files": one SHA-256 over all files of params.paths, in
order, which are below the folder FILES. docs/relay.md explains the files. It ends when its input ends, or by Ctrl-C.
"""
import ctypes
import hashlib
import json
import os
import pathlib
import select
import sys

KIND = "fingerprint_files"
WORKER = f"python-{os.getpid()}"
REPORTS = 20  # of one job: so much of it is lost at most, and what was not reported yet
IN_MOVED_TO = 0x80


class Gone(Exception):
    """The job is this worker's no longer."""


def read(file):
    try:
        return json.loads(file.read_text(encoding="utf-8"))
    except (FileNotFoundError, json.JSONDecodeError):
        return {}  # called back meanwhile


def replace(target, value):
    part = target.with_name(f".{target.name}.{os.getpid()}")
    part.write_text(json.dumps(value), encoding="utf-8")
    part.replace(target)  # whole, or not at all


def start(checkpoint, files):
    """Where to go on. A checkpoint comes from another machine: what makes no sense is as good as none."""
    try:
        state = json.loads(checkpoint)
        at, digest = state["at"], bytes.fromhex(state["sha256"])
        if type(at) is int and 0 < at <= files and len(digest) == 32:
            return at, digest
    except (TypeError, ValueError, KeyError):
        pass
    return 0, b""


def content(files, path):
    file = (files / path).resolve()
    if not file.is_relative_to(files):
        raise ValueError(f"{path} is not below the folder of files")
    return file.read_bytes()


def work(job, files, report):
    paths = job["payload"]["params"]["paths"]
    begun, digest = start(job["checkpoint"], len(paths))
    report(begun / max(1, len(paths)), {"word": "begun"})  # from now on the node notices when it dies
    for at in range(begun, len(paths)):
        digest = hashlib.sha256(digest + hashlib.sha256(content(files, paths[at])).digest()).digest()
        if (at + 1) % max(1, len(paths) // REPORTS) == 0:
            state = {"at": at + 1, "sha256": digest.hex()}
            report((at + 1) / len(paths), {"word": f"{at + 1} of {len(paths)} files", "partial": {"files": at + 1},
                                           "checkpoint": json.dumps(state)})
            print("at", at + 1, flush=True)
    return {"ok": True, "files": len(paths), "sha256": digest.hex(), "resumed_from": begun, "by": WORKER}


def handle(job_file, results, files):
    job = read(job_file)
    if job.get("kind") != KIND or job.get("worker_id") not in (None, WORKER):
        return
    try:
        os.close(os.open(f"{job_file}.claimed", os.O_CREAT | os.O_EXCL | os.O_WRONLY))
    except FileExistsError:
        return  # another worker has it
    name, attempt = job["job_id"], job["attempt"]

    def report(done, more):
        if read(job_file).get("attempt") != attempt:
            raise Gone()
        replace(results / f"{name}.{attempt}.progress.json", {"done": done, **more})

    try:
        result = work(job, files, report)
    except Gone:
        return
    except Exception as failed:  # the node decides whether to try again
        result = {"ok": False, "error": str(failed)}
    replace(results / f"{name}.result.json", result)


def main(folder, files):
    jobs, results = folder / "webrelay_out", folder / "webrelay_in"
    libc = ctypes.CDLL(None, use_errno=True)
    watch = libc.inotify_init1(os.O_CLOEXEC)
    if watch < 0 or libc.inotify_add_watch(watch, os.fsencode(jobs), IN_MOVED_TO) < 0:
        raise OSError(ctypes.get_errno(), "cannot watch", str(jobs))
    print("ready", flush=True)
    while True:
        for job_file in sorted(jobs.glob("*.job.json")):
            handle(job_file, results, files)
        ready, _, _ = select.select([watch, sys.stdin], [], [])
        if sys.stdin in ready and not sys.stdin.buffer.read1(4096):
            return
        if watch in ready:
            os.read(watch, 65536)


if __name__ == "__main__":
    main(pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2]).resolve())
