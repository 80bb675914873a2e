#!/bin/sh
# Everything that reads the code without running it. Needs pwa/dist (for the sizes).
set -eu
step() { printf '· %s\n' "$*"; }
bin=.venv/bin

step "ruff: format, lint"
$bin/ruff format --check --quiet . || { echo "run ./just fix" >&2; exit 1; }
$bin/ruff check --quiet .
# On a core of its own, while the rest goes on.
mkdir -p .cache
pwa/node_modules/.bin/pyright --pythonpath $bin/python --level error >.cache/pyright.log 2>&1 &
pyright=$!
trap 'kill $pyright 2>/dev/null || :' EXIT
step "import contracts"
$bin/lint-imports --no-cache >.cache/imports.log || { cat .cache/imports.log; exit 1; }
step "hidden items"
$bin/python -m tools.masked
step "svelte-check, typography"
(cd pwa && npm run --silent check)
step "OpenAPI types"
tools/types.sh --check
step "sizes"
(cd pwa && npm run --silent size)
step "pyright"
wait $pyright || { cat .cache/pyright.log; exit 1; }
