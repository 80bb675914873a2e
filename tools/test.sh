#!/bin/sh
# Every test, in the order in which a failure is cheapest to see. A seeded slice of the long ones: ./just soak has the rest.
set -eu
began=$(date +%s)
# The demonstration whose films are drawn once, for every stage.
CS3_TEST_DEMO=$(mktemp -d "${TMPDIR:-/tmp}/cs3-demo-XXXXXX")
export CS3_TEST_DEMO
trap 'rm -rf "$CS3_TEST_DEMO"' EXIT
step() { printf '\n== %s  (%s s)\n' "$*" "$(($(date +%s) - began))"; }
# Beside each other: one more than there are cores, since each waits at times, and four at most; each with a PostgreSQL of its own.
cores=$(getconf _NPROCESSORS_ONLN)
workers=$((cores < 4 ? cores + 1 : 4))
beside="-n $workers --dist worksteal --durations=8"
# Browsers, each with a server of its own; the tests of one file follow each other.
browsers="-n $workers --dist loadfile --durations=8"

# Fetched meanwhile: it waits for the network more than for a core. What goes wrong is said by the tests that need it, which ask again.
tools/tesseract.sh >/dev/null 2>&1 &
fetching=$!
step "checks"
tools/check.sh
step "the phone's app: its logic"
(cd pwa && npm test --silent)
tools/npm-ci.sh tests/push/independent
wait "$fetching" || :
step "rooms, media, push, journeys: embedded PostgreSQL, a folder"
.venv/bin/python -m pytest $beside tests --ignore=tests/e2e
# Left out: who may, which is a question to neither (the longest of those journeys run once), and what brings a database and a folder of its own.
once="--ignore=tests/journeys/test_every_act.py --ignore=tests/journeys/test_hidden_details.py --ignore=tests/journeys/test_masks.py --ignore=tests/journeys/test_matrix.py
  --ignore=tests/kit/test_cli.py --ignore=tests/kit/test_audit_command.py --ignore=tests/kit/test_embedded.py --ignore=tests/rooms/documents/test_recognising.py"
step "what touches them again: a stock PostgreSQL, a real S3 server"
CS3_TEST_STORAGE=s3 tools/with-postgres.sh .venv/bin/python -m pytest $beside $once tests/journeys tests/kit tests/rooms/captures tests/rooms/documents tests/backup/test_drill.py tests/backup/test_erasing.py tests/backup/test_older.py
if [ -d tests/e2e ]; then
  step "in a browser"
  tools/with-chromium.sh .venv/bin/python -m pytest $browsers -m "not alone" tests/e2e
  tools/with-chromium.sh .venv/bin/python -m pytest -m alone tests/e2e
fi
step "all passed"
