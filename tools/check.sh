#!/bin/sh
# Everything that reads the code without running it. Needs pwa/dist (for the sizes).
set -eu
step() { printf '· %s\n' "$*"; }
bin=.venv/bin

step "ruff: format, lint"
$bin/ruff format --check --quiet . || { echo "run ./just fix" >&2; exit 1; }
$bin/ruff check --quiet .
step "import contracts"
$bin/lint-imports --no-cache >.cache/imports.log || { cat .cache/imports.log; exit 1; }
step "pyright"
pwa/node_modules/.bin/pyright --pythonpath $bin/python --level error
step "svelte-check, typography"
(cd pwa && npm run --silent check)
step "OpenAPI types"
tools/types.sh --check
step "sizes"
(cd pwa && npm run --silent size)
