#!/usr/bin/env bash
# packaging/image/foreign.sh: lets programs of arm64 run here, emulated. Needs root; does nothing where they do.
set -euo pipefail
# shellcheck source-path=SCRIPTDIR source=../runtime/common.sh
. "$(dirname "${BASH_SOURCE[0]}")/../runtime/common.sh"

[ "$(host_arch)" != arm64 ] || exit 0
need update-binfmts binfmt-support
need qemu-aarch64-static qemu-user-static
[ -e /proc/sys/fs/binfmt_misc/status ] || mount -t binfmt_misc binfmt_misc /proc/sys/fs/binfmt_misc
[ -e /proc/sys/fs/binfmt_misc/qemu-aarch64 ] || update-binfmts --enable qemu-aarch64
