"""What every worker for a node's relay does: it waits for jobs of its kind, claims them, and puts results where the node looks.

docs/relay.md explains the files. Linux tells when a job appears (inotify), so nothing is looked at again and again.
"""
import ctypes
import json
import os

IN_MOVED_TO = 0x80


class Gone(Exception):
    """The job is this worker's no longer."""


def serve(folder, kind, worker, work):
    """Until SIGTERM or Ctrl-C. work(job, report) gives the result; report(done, **more) says how far it is, or raises Gone."""
    jobs, results = folder / "webrelay_out", folder / "webrelay_in"
    libc = ctypes.CDLL(None, use_errno=True)
    watch = libc.inotify_init1(os.O_CLOEXEC)
    if watch < 0 or libc.inotify_add_watch(watch, os.fsencode(jobs), IN_MOVED_TO) < 0:
        raise OSError(ctypes.get_errno(), "cannot watch", str(jobs))
    print("ready", flush=True)
    try:
        while True:
            for job_file in sorted(jobs.glob("*.job.json")):
                _handle(job_file, results, kind, worker, work)
            os.read(watch, 65536)  # returns when another job has appeared
    except KeyboardInterrupt:
        pass


def _handle(job_file, results, kind, worker, work):
    job = _read(job_file)
    if job.get("kind") != kind or job.get("worker_id") not in (None, worker):
        return
    try:
        os.close(os.open(f"{job_file}.claimed", os.O_CREAT | os.O_EXCL | os.O_WRONLY))
    except FileExistsError:
        return  # another worker has it
    name, attempt = job["job_id"], job["attempt"]

    def report(done, **more):
        if _read(job_file).get("attempt") != attempt:
            raise Gone()
        _replace(results / f"{name}.{attempt}.progress.json", {"done": done, **more})

    try:
        result = work(job, report)
    except Gone:
        return
    except Exception as failed:  # the node decides whether to try again
        result = {"ok": False, "error": str(failed)}
    _replace(results / f"{name}.result.json", result)


def _read(file):
    try:
        return json.loads(file.read_text(encoding="utf-8"))
    except (FileNotFoundError, json.JSONDecodeError):
        return {}  # called back meanwhile


def _replace(target, value):
    part = target.with_name(f".{target.name}.{os.getpid()}")
    part.write_text(json.dumps(value), encoding="utf-8")
    part.replace(target)  # whole, or not at all
