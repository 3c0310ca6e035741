#!/usr/bin/env bash
# packaging/image/build.sh: makes the image of an SD card, without loop devices, in target/packaging:
#   sheratan-edge_VERSION.img.xz     with .bmap and .sha256 beside it, and .json, which Raspberry Pi Imager reads
# Needs root. The root file system without the node is kept in the cache, by the list of its packages.
# Environment: SHERATAN_IMAGE_URL, where the image will be fetched from.
set -euo pipefail
# shellcheck source-path=SCRIPTDIR source=../runtime/common.sh
. "$(dirname "${BASH_SOURCE[0]}")/../runtime/common.sh"

[ "$(id -u)" -eq 0 ] || refuse "the files of an image have owners: needs root"
need xz xz-utils
need bmaptool bmap-tools
image=$made/sheratan-edge_$version.img
deb=$made/sheratan-edge_${version}_arm64.deb
rm -f "$image.of"
application_is_new
of=$(made_of_image)
still "$deb" "$(made_of_deb)" || "$top/packaging/build" deb arm64

key=$(cat "$top/packaging/image/packages.txt" "$top/packaging/image/rootfs.sh" | sha256sum | cut -c 1-16)
base=$cache/image-$key.tar
(
  one_at_a_time
  fresh "$base" || {
    say "making the root file system, good for a week: $base"
    "$top/packaging/image/rootfs.sh" "$base"
  }
)

root=$(mktemp -d "$made/image-root.XXXXXX")
trap 'rm -rf --one-file-system "$root"' EXIT
tar -C "$root" -xpf "$base" --numeric-owner
say "installing the node"
"$top/packaging/image/install.sh" "$root" "$deb"
"$top/packaging/image/partitions.sh" "$root" "$image"
say "compressing"
bmaptool --quiet create -o "$image.bmap" "$image"
xz -T0 -3 --block-size=48MiB --keep --force "$image"
packed=$(stat -c %s "$image.xz")
hash=$(sha256sum <"$image.xz" | cut -d ' ' -f 1)
echo "$hash  ${image##*/}.xz" >"$image.xz.sha256"
cat >"$image.json" <<JSON
{
  "os_list": [
    {
      "name": "Sheratan Edge $version",
      "description": "A node of an off-grid compute mesh, on Debian 13, for Pi 3, Pi 4 and Zero 2 W",
      "url": "${SHERATAN_IMAGE_URL:-file://$image.xz}",
      "release_date": "${when%%T*}",
      "extract_size": $(stat -c %s "$image"),
      "extract_sha256": "$(sha256sum <"$image" | cut -d ' ' -f 1)",
      "image_download_size": $packed,
      "image_download_sha256": "$hash",
      "devices": ["pi3-64bit", "pi4-64bit"],
      "init_format": "none"
    }
  ]
}
JSON
echo "$of" >"$image.of"
say "$image.xz: $((packed / 1000000)) MB, on the card $(($(stat -c %s "$image") / 1000000)) MB"
