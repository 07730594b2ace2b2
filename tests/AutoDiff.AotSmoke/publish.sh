#!/usr/bin/env bash
# Publishes the smoke program trimmed (net10.0) and natively (net9.0), fails on any warning, and runs both.
# NativeAOT targets net9.0 here because its runtime pack is the one at hand; LINKER may name another linker driver than gcc.
set -euo pipefail
cd "$(dirname "$0")"
out=$(mktemp -d)
trap 'rm -rf "$out"' EXIT

publish() {
    local name=$1
    shift
    dotnet publish -c Release -r linux-x64 -o "$out/$name" "$@" 2>&1 | tee "$out/$name.log"
    if grep -qE 'warning [A-Z]+[0-9]+|: warning' "$out/$name.log"; then
        echo "$name: published with warnings" >&2
        exit 1
    fi
    "$out/$name/AutoDiff.AotSmoke"
    echo "$name: $(stat -c %s "$out/$name/AutoDiff.AotSmoke") bytes of program, $(du -sb --exclude='*.pdb' --exclude='*.dbg' --exclude='*.xml' "$out/$name" | cut -f1) bytes in all"
}

publish trimmed --self-contained -p:PublishTrimmed=true
publish native -p:WithNet9=true -p:PublishAot=true "-p:CppCompilerAndLinker=${LINKER:-gcc}"
time "$out/native/AutoDiff.AotSmoke" > /dev/null
