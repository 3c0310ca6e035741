#!/usr/bin/env python3
"""A worker for a node's relay that can be killed: another one goes on where it was. In Python without any package.

    python3 docs/examples/resuming_worker.py FOLDER FILES

FOLDER is [tool.relay] dir of the node, whose kinds name "fingerprint_files": one SHA-256 over all files of params.paths, in
order, which are below the folder FILES. It needs relay.py beside it, and ends by Ctrl-C or SIGTERM.
"""
import hashlib
import json
import os
import pathlib
import sys

import relay

WORKER = f"python-{os.getpid()}"
REPORTS = 20  # of one job: so much of it is lost at most, and what was not reported yet


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


def fingerprint(job, report, files):
    paths = job["payload"]["params"]["paths"]
    begun, digest = start(job["checkpoint"], len(paths))
    report(begun / max(1, len(paths)), word="begun")  # from now on the node notices when it dies
    for at in range(begun, len(paths)):
        digest = hashlib.sha256(digest + hashlib.sha256(content(files, paths[at])).digest()).digest()
        if (at + 1) % max(1, len(paths) // REPORTS) == 0:
            report((at + 1) / len(paths), word=f"{at + 1} of {len(paths)} files", partial={"files": at + 1},
                   checkpoint=json.dumps({"at": at + 1, "sha256": digest.hex()}))
            print("at", at + 1, flush=True)
    return {"ok": True, "files": len(paths), "sha256": digest.hex(), "resumed_from": begun, "by": WORKER}


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    below = pathlib.Path(sys.argv[2]).resolve()
    relay.serve(pathlib.Path(sys.argv[1]), "fingerprint_files", WORKER, lambda job, report: fingerprint(job, report, below))
