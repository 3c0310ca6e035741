#!/usr/bin/env python3
"""A worker for a node's relay, in Python without any package: counts the words of params.text.

    python3 docs/examples/relay_worker.py FOLDER

FOLDER is [tool.relay] dir of the node, whose kinds name "count_words". It needs relay.py beside it, and ends by Ctrl-C or SIGTERM.
"""
import pathlib
import sys

import relay

WORKER = "python-example"


def count_words(job, _report):
    return {"ok": True, "words": len(str(job["payload"]["params"].get("text", "")).split()), "by": WORKER}


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    relay.serve(pathlib.Path(sys.argv[1]), "count_words", WORKER, count_words)
