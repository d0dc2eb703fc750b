#!/usr/bin/env bash
# Measures the packaged app and prints a table, all in one run. After packaging/build.sh, on Linux,
# with Xvfb and xev (x11-utils). The first argument is the number of rounds, 9 without one.
set -euo pipefail
shopt -s inherit_errexit
cd "$(dirname "${BASH_SOURCE[0]}")/../.."

rounds=${1:-9}
app=target/packaging/tree/opt/triggerscope
java=target/packaging/runtime/bin/java
work=$(mktemp -d)
mkdir "$work/home"
export XDG_CONFIG_HOME=$work/home/config XDG_CACHE_HOME=$work/home/cache
unset XAUTHORITY WAYLAND_DISPLAY
children=()
trap 'kill "${children[@]}" 2>/dev/null || true; rm -rf "$work"' EXIT

# it would start anew when a program has gone, and refuse the next one meanwhile
Xvfb -noreset -displayfd 3 -screen 0 1600x1000x24 3>"$work/display" 2>/dev/null &
children+=($!)
until [[ -s $work/display ]]; do kill -0 "${children[0]}"; done
DISPLAY=:$(<"$work/display")
export DISPLAY

options=(@packaging/launcher/java.args -XX:-UsePerfData --enable-native-access=javafx.graphics)
theme=$(echo "$app"/lib/app/atlantafx-base-*.jar)
jdk=$(packaging/jdk.sh)
javafx=(--module-path target/triggerscope/javafx --add-modules javafx.controls)
"$jdk/bin/javac" -d "$work/bare" -cp "$theme" "${javafx[@]}" packaging/startup/Bare.java
"$jdk/bin/jar" --create --file "$work/bare.jar" -C "$work/bare" .
bare=("${options[@]}" -cp "$work/bare.jar:$theme")
"$java" -XX:AOTCacheOutput="$work/bare.aot" "${bare[@]}" Bare close >"$work/training" 2>&1

now() { date +%s%3N; }

# Starts a program and waits until it has shown a window, of which the X server tells.
show() {
  local watching
  exec {shown}< <(exec xev -root -event substructure)
  watching=$!
  "$@" >"$work/said" 2>&1 &
  timeout 60 grep -q -m 1 '^MapNotify' <&"$shown"
  kill "$watching"
  exec {shown}<&-
}

# Milliseconds until it has.
window() {
  local start
  start=$(now)
  show "$@"
  echo $(($(now) - start))
  kill $!
  wait $! 2>/dev/null || true
}

# Milliseconds until the demo's first batch is printed.
first_batch() {
  local start
  start=$(now)
  timeout 120 "$app/bin/triggerscope" tail --demo --json 2>/dev/null | head -n 1 >/dev/null || true
  echo $(($(now) - start))
}

# Megabytes of the JVM that runs the launcher given, after some seconds of rest.
resident() {
  show "$app/bin/triggerscope" "$@"
  sleep 20
  awk '/^VmRSS/ { printf "%.0f", $2 / 1000 }' "/proc/$!/status"
  kill $!
  wait $! 2>/dev/null || true
}

median() { sort -n "$work/$1" | awk '{ v[NR] = $1 } END { print v[int((NR + 1) / 2)] }'; }
range() { sort -n "$work/$1" | sed -n '1p;$p' | paste -sd' ' | sed 's/ / – /'; }
megabytes() { stat --printf=%s "$1" | awk '{ printf "%.1f", $1 / 1000000 }'; }

# the first round warms the disk's cache and unpacks the demo's PostgreSQL
for ((round = 0; round <= rounds; round++)); do
  # the JDK has a cache of its own classes, which a runtime of jlink lacks
  plain=$(window "$jdk/bin/java" "${javafx[@]}" "${bare[@]}" Bare)
  cached=$(window "$java" -XX:AOTCache="$work/bare.aot" "${bare[@]}" Bare)
  own=$(window "$app/bin/triggerscope")
  batch=$(first_batch)
  if ((round > 0)); then
    echo "$plain" >>"$work/plain"
    echo "$cached" >>"$work/cached"
    echo "$own" >>"$work/own"
    echo "$batch" >>"$work/batch"
  fi
done

ratio() { awk -v a="$(median own)" -v b="$(median "$1")" 'BEGIN { printf "%.2f", a / b }'; }
cat <<END
| measured | middle of $rounds | from – to | TriggerScope takes |
| --- | ---: | ---: | ---: |
| a bare JavaFX window with the same theme, on a JDK, ms | $(median plain) | $(range plain) | $(ratio plain) times as long |
| the same on a runtime of jlink with an AOT cache of its own, ms | $(median cached) | $(range cached) | $(ratio cached) times as long |
| TriggerScope's window, ms | $(median own) | $(range own) | |
| first batch of the demo, \`tail --demo\`, ms | $(median batch) | $(range batch) | |

| size | MB |
| --- | ---: |
| .deb | $(megabytes target/installers/*.deb) |
| .rpm | $(megabytes target/installers/*.rpm) |
| .tar.gz | $(megabytes target/installers/*.tar.gz) |
| installed | $(du -s --apparent-size --block-size=1000000 target/packaging/tree | cut -f1) |
| memory (RSS), window open, no database | $(resident) |
| memory (RSS), window open on the demo | $(resident --demo) |
END
