#!/usr/bin/env bash
# packaging/image/partitions.sh ROOT IMAGE: writes a root file system and its /boot/firmware into an image of a card,
# without loop devices: FAT first, which a Pi starts from, then ext4. Needs root, for the owners of the files.
set -euo pipefail
# shellcheck source-path=SCRIPTDIR source=../runtime/common.sh
. "$(dirname "${BASH_SOURCE[0]}")/../runtime/common.sh"

root=$1
image=$2
need mkfs.vfat dosfstools
need mcopy mtools
need mke2fs e2fsprogs
need sfdisk fdisk
sector=512
fat_start=8192
# Room for two kernels.
fat_sectors=$((384 * 2048))
root_start=$((fat_start + fat_sectors))
# What the files take and a quarter more; the first boot grows it to the card's end.
root_mb=$(($(du -sm "$root" | cut -f 1) * 5 / 4 + 64))
work=$(mktemp -d "$made/image-parts.XXXXXX")
trap 'rm -rf "$work"' EXIT

truncate -s $((fat_sectors * sector)) "$work/fat"
mkfs.vfat -F 32 -n SHERATANFW -i 53484552 "$work/fat" >/dev/null
mcopy -s -i "$work/fat" "$root"/boot/firmware/* ::/
mkdir "$work/kept"
mv "$root"/boot/firmware/* "$work/kept/"
truncate -s "${root_mb}M" "$work/ext4"
mke2fs -q -t ext4 -L SHERATAN -d "$root" "$work/ext4"
mv "$work"/kept/* "$root/boot/firmware/"

rm -f "$image"
truncate -s $((root_start * sector + root_mb * 1024 * 1024)) "$image"
printf 'label: dos\nlabel-id: 0x53484552\n%s,%s,c,*\n%s,,83\n' "$fat_start" "$fat_sectors" "$root_start" \
  | sfdisk -q "$image"
dd if="$work/fat" of="$image" bs=$sector seek="$fat_start" conv=notrunc,sparse status=none
dd if="$work/ext4" of="$image" bs=$sector seek="$root_start" conv=notrunc,sparse status=none
