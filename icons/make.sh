#!/bin/sh
# Makes every PNG, ICO and ICNS in this folder from the SVGs beside them.
# Needs rsvg-convert, icotool and png2icns: Debian's librsvg2-bin, icoutils and icnsutils.
set -eu
cd "$(dirname "$0")"

png() { # source, name, size
  rsvg-convert --width "$3" --height "$3" --output "$2-$3.png" "$1.svg"
}

for size in 16 24 32; do
  png triggerscope-small triggerscope "$size"
done
for size in 48 64 128 256 512 1024; do
  png triggerscope triggerscope "$size"
done
for size in 16 32 48 64 128 256 512; do
  png capture capture "$size"
done

for name in triggerscope capture; do
  icotool --create --output="$name.ico" \
    "$name-16.png" "$name-32.png" "$name-48.png" --raw="$name-256.png"
done
png2icns triggerscope.icns triggerscope-16.png triggerscope-32.png triggerscope-128.png \
  triggerscope-256.png triggerscope-512.png triggerscope-1024.png >&2
png2icns capture.icns capture-16.png capture-32.png capture-128.png capture-256.png \
  capture-512.png >&2
