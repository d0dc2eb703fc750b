#!/usr/bin/env bash
# Installs the .deb with apt into a new Debian, uses it as a user there, removes it, and finds
# nothing left but the user's own files; unpacks the .tar.gz there; checks what the .rpm holds.
# Needs root, for the new Debian.
# Run after packaging/build.sh. Says each check; the first one that fails ends it with 1.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

deb=$(echo target/installers/triggerscope_*.deb)
rpm=$(echo target/installers/triggerscope-*.rpm)
archive=$(echo target/installers/triggerscope-*.tar.gz)
work=$(mktemp -d /var/tmp/triggerscope-smoke.XXXXXX)
root=$work/debian
user=dba
trap 'rm -rf --one-file-system "$work"' EXIT

say() { printf 'packages: %s\n' "$*"; }
fail() {
  say "FAILED: $*" >&2
  exit 1
}

# Ends when its input has a line.
nothing() {
  local lines
  lines=$(cat)
  [[ -z $lines ]] || fail "$1: $lines"
}

# Runs a command in the new Debian as root. With namespaces of its own, so that mounts and left
# processes end with it.
inside() {
  unshare --mount --pid --fork --kill-child sh -c '
    root=$1
    shift
    mount -t proc proc "$root/proc"
    for device in null zero random urandom; do
      touch "$root/dev/$device"
      mount --bind "/dev/$device" "$root/dev/$device"
    done
    mkdir -p "$root/dev/shm" "$root/dev/pts"
    mount -t tmpfs tmpfs "$root/dev/shm"
    mount -t devpts -o newinstance,ptmxmode=0666 devpts "$root/dev/pts"
    ln -sf pts/ptmx "$root/dev/ptmx"
    exec timeout 180 chroot "$root" env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin LANG=C.UTF-8 \
      DEBIAN_FRONTEND=noninteractive "$@"
  ' sh "$root" "$@"
}

# The same as a user who has nothing but the package.
as_user() {
  inside setpriv --reuid="$user" --regid="$user" --clear-groups --no-new-privs \
    env --default-signal=INT HOME="/home/$user" bash -o pipefail -c "cd; $1"
}

# Every file but what apt, dpkg, the system's own caches and Xvfb write.
files() {
  (cd "$root" && find . -xdev \( -path ./proc -o -path ./dev -o -path ./var/lib/dpkg \
    -o -path ./var/lib/apt -o -path ./var/cache -o -path ./var/log -o -path "./home/$user" \
    -o -path './tmp/.X*' \) \
    -prune -o \( -type d -printf '%p/\n' -o -printf '%p\n' \) | sort)
}

# Notes the files before, for remove_it.
install_it() {
  files >"$work/before"
  inside apt-get install --quiet=2 --yes /tmp/triggerscope.deb >/dev/null 2>"$work/apt.log" ||
    fail "apt: $(cat "$work/apt.log")"
}

remove_it() {
  inside apt-get purge --quiet=2 --yes triggerscope >/dev/null
  files >"$work/after"
  # dpkg takes an empty /opt along, since no package owns it
  { diff "$work/before" "$work/after" || true; } | sed -n '/^< .\/opt\/$/d; /^[<>]/p' |
    nothing "left behind, or gone"
}

version_and_cache() {
  as_user "$1 --version" | grep -qx 'TriggerScope [0-9.]*' || fail "--version"
  as_user "JAVA_TOOL_OPTIONS=-XX:AOTMode=on $1 --version 2>&1" |
    grep -q '^TriggerScope' || fail "the AOT cache is refused"
}

say "a new Debian"
# apt fetches as a user of its own
chmod 755 "$work"
mmdebstrap --quiet --variant=apt --aptopt='APT::Install-Recommends "false"' \
  --aptopt='Acquire::Languages "none"' --dpkgopt=force-unsafe-io bookworm "$root"
inside useradd --create-home --shell /bin/bash "$user"
# an installed system has it, mmdebstrap leaves it out
echo '127.0.0.1 localhost' >"$root/etc/hosts"
cp "$deb" "$root/tmp/triggerscope.deb"

say "apt installs what $deb depends on, and then it"
inside apt-get update --quiet=2
inside apt-get satisfy --quiet=2 --yes "$(dpkg-deb --field "$deb" Depends)" \
  >/dev/null 2>"$work/apt.log" || fail "apt: $(cat "$work/apt.log")"
install_it
{ inside dpkg --verify triggerscope || true; } | nothing "dpkg finds other files than it installed"
# the runtime's own libraries find each other only in its process
{ inside sh -c 'find /opt/triggerscope -name "*.so" -exec ldd {} + 2>/dev/null' || true; } |
  awk '/not found/ && !/libjvm.so/' | sort -u | nothing "Depends lacks the package of"

say "--smoke"
as_user 'triggerscope --smoke' || fail "--smoke"

say "apt removes it"
remove_it

say "$archive, unpacked by the user"
[[ ! -e $root/opt/triggerscope ]] || fail "the package is still there"
cp "$archive" "$root/tmp/triggerscope.tar.gz"
as_user 'mkdir -p .local/opt .local/bin && tar -xf /tmp/triggerscope.tar.gz -C .local/opt &&
  ln -s ../opt/triggerscope/bin/triggerscope .local/bin' || fail "tar"
unpacked=$root/home/$user/.local/opt/triggerscope
{ (diff -r --exclude=share target/packaging/tree/opt/triggerscope "$unpacked" &&
  diff -r target/packaging/tree/usr/share "$unpacked/share") 2>&1 || true; } |
  nothing "the .tar.gz has other files than the .deb"
version_and_cache .local/bin/triggerscope
as_user '.local/bin/triggerscope --smoke' || fail "--smoke of the .tar.gz"
as_user 'rm -r .local'

say "apt installs $deb again, beside what the checks need"
inside apt-get install --quiet=2 --yes xvfb xauth imagemagick x11-utils shared-mime-info dbus \
  gnome-keyring \
  >/dev/null 2>"$work/apt.log" || fail "apt: $(cat "$work/apt.log")"
install_it

say "--version, the manual, and the AOT cache"
version_and_cache triggerscope
inside sh -c 'zcat /usr/share/man/man1/triggerscope.1.gz' | grep -q 'THE COMMAND tail' ||
  fail "the manual lacks a command"

say "passwords in a keychain"
as_user 'dbus-run-session -- sh -c "printf master | gnome-keyring-daemon --unlock \
  --components=secrets && triggerscope --smoke"' 2>/dev/null |
  grep '^ok *keychain *Keeps a password' || fail "the keychain"

say "tail: 20 notifications as JSON, a reader that goes away, Ctrl-C"
as_user 'triggerscope tail --demo --json --count 20 2>/dev/null >tail.json' || fail "tail"
summary=$(tail -n 1 "$root/home/$user/tail.json")
(($(sed 's/.*"received":\([0-9]*\).*/\1/' <<<"$summary") >= 20)) || fail "tail: $summary"
# a pipe's exit code is that of its last command
as_user 'timeout 60 triggerscope tail --demo --json 2>/dev/null | head -n 1' |
  grep -q '^{"type":' || fail "tail | head"
as_user 'triggerscope tail --demo --record trip.tscope 2>/dev/null |
  { read -r first; kill -INT "$(pidof triggerscope)"; cat; } >said' || (($? == 130)) || fail "Ctrl-C"
[[ $(tail -n 1 "$root/home/$user/said") == received* ]] || fail "Ctrl-C leaves no summary"
as_user 'triggerscope tail --url postgresql://nobody@localhost:1/none' 2>/dev/null &&
  fail "a refused connection ends with 0"

say "the window, with GTK, of a capture named as desktops do"
as_user 'xvfb-run --auto-servernum --server-args="-screen 0 1600x1000x24" bash -c "
  triggerscope trip.tscope & app=\$!
  until xwininfo -name TriggerScope >/dev/null 2>&1; do kill -0 \$app || exit 1; done
  colours=0
  until ((colours > 100)); do
    kill -0 \$app || exit 1
    import -window root window.png
    colours=\$(identify -format %k window.png)
  done
  echo \"packages: the window has \$colours colours\"
  kill \$app
  wait \$app || ((\$? == 143))"' || fail "no window, or a blank one"
mkdir -p target/pictures
cp "$root/home/$user/window.png" target/pictures/packaged-window.png

say "apt removes it"
remove_it
say "of the user's: $(cd "$root/home/$user" && find . -maxdepth 2 -mindepth 1 -path '*triggerscope*' | tr '\n' ' ')"

say "$rpm"
rpm -qlp "$rpm" >target/packaging/rpm.files
for file in /opt/triggerscope/bin/triggerscope /opt/triggerscope/lib/app/triggerscope.aot \
  /usr/bin/triggerscope /usr/share/applications/triggerscope.desktop \
  /usr/share/man/man1/triggerscope.1.gz /usr/share/mime/packages/triggerscope.xml; do
  grep -qx "$file" target/packaging/rpm.files || fail "$file is not in the .rpm"
done
(cd target/packaging/tree && find . \( -type f -o -type l \) -printf '/%P\n' | sort) \
  >target/packaging/tree.files
{ grep -vxFf target/packaging/rpm.files target/packaging/tree.files || true; } |
  nothing "in the .deb, but not in the .rpm"
rpm -qp --requires "$rpm" >target/packaging/rpm.requires
grep -q 'libgtk-3.so.0' target/packaging/rpm.requires || fail "the .rpm does not require GTK"
{ grep -E '^lib(jvm|awt|java)\.so' target/packaging/rpm.requires || true; } |
  nothing "the .rpm requires what it brings"
say "all checks passed"
