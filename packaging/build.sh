#!/usr/bin/env bash
# Makes the installers of the system it runs on, Linux or macOS, in target/installers.
# With --packaged of what mvn package has left in target/triggerscope, else builds that first.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

java=$(packaging/jdk.sh)/bin/java
[[ ${1:-} == --packaged ]] || mvn -B -q package -DskipTests
exec "$java" packaging/make/Installers.java
