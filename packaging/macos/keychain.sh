#!/bin/sh
# On a build machine: makes a keychain with the signing key in CERTIFICATE, a PKCS #12 file in
# base64, whose password is in CERTIFICATE_PASSWORD.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
printf %s "$CERTIFICATE" | base64 --decode >"$folder/certificate.p12"
keychain=triggerscope-build.keychain
password=$(uuidgen)
security create-keychain -p "$password" "$keychain"
security set-keychain-settings -lut 3600 "$keychain"
security unlock-keychain -p "$password" "$keychain"
security import "$folder/certificate.p12" -k "$keychain" -P "$CERTIFICATE_PASSWORD" \
  -T /usr/bin/codesign -T /usr/bin/productbuild
security set-key-partition-list -S apple-tool:,apple: -s -k "$password" "$keychain"
security list-keychains -d user -s "$keychain" login.keychain
