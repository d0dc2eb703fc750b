#!/bin/sh
# Has Apple check each installer in target/installers, and staples what it says to it. Whose account:
# APPLE_ID, APPLE_TEAM_ID, APPLE_PASSWORD.
set -eu
cd "$(dirname "$0")/../.."
for installer in target/installers/*; do
  xcrun notarytool submit "$installer" --wait --timeout 30m \
    --apple-id "$APPLE_ID" --team-id "$APPLE_TEAM_ID" --password "$APPLE_PASSWORD"
  xcrun stapler staple "$installer"
done
