#!/bin/sh
# Writes what the phone knows of the backend: pwa/src/api/schema.d.ts from its OpenAPI document, and what the lines of the sheets hold; with --check, says whether it is stale.
set -eu
made=$(mktemp -d)
trap 'rm -rf "$made"' EXIT
.venv/bin/cs3 openapi >"$made/openapi.json"
pwa/node_modules/.bin/openapi-typescript "$made/openapi.json" -o "$made/schema.d.ts" >"$made/log" 2>&1 || { cat "$made/log"; exit 1; }
if [ "${1:-}" != --check ]; then
  cp "$made/schema.d.ts" pwa/src/api/schema.d.ts
elif ! cmp -s "$made/schema.d.ts" pwa/src/api/schema.d.ts; then
  echo "pwa/src/api/schema.d.ts is not what the backend answers: run ./just types" >&2
  diff "$made/schema.d.ts" pwa/src/api/schema.d.ts | head -20 >&2
  exit 1
fi
.venv/bin/python -m tools.described pwa/src/rooms/lines ${1:+"$1"}
.venv/bin/python -m tools.journal_words pwa/src/rooms/journal ${1:+"$1"}
