#!/bin/sh
# Every test, in the order in which a failure is cheapest to see. A seeded slice of the long ones: ./just soak has the rest.
set -eu
began=$(date +%s)
# The demonstration whose films are drawn once, for every stage.
CS3_TEST_DEMO=$(mktemp -d "${TMPDIR:-/tmp}/cs3-demo-XXXXXX")
export CS3_TEST_DEMO
trap 'rm -rf "$CS3_TEST_DEMO"' EXIT
step() { printf '\n== %s  (%s s)\n' "$*" "$(($(date +%s) - began))"; }
# Beside each other, each with a PostgreSQL of its own: more than there are cores, since each waits a third of its time.
cores=$(getconf _NPROCESSORS_ONLN)
beside="-n $((cores < 2 ? 2 : 4)) --dist worksteal --durations=8"
# Browsers wait less: one more than there are cores, each with a server of its own; the tests of one file follow each other, files in the order of tests/e2e/conftest.py.
browsers="-n $((cores < 4 ? cores + 1 : 4)) --dist loadfile --no-loadscope-reorder --durations=8"

# Fetched meanwhile: they wait for the network more than for a core. What goes wrong is said by the tests that need them, which ask again.
{ tools/tesseract.sh; tools/with-chromium.sh true; } >/dev/null 2>&1 &
fetching=$!
step "checks; the phone's app: its logic"
tools/npm-ci.sh tests/push/independent
(cd pwa && npm test --silent >../.cache/logic.log 2>&1) &
logic=$!
tools/check.sh
wait "$logic" || { cat .cache/logic.log; exit 1; }
tail -n 8 .cache/logic.log
wait "$fetching" || :
# Asked again where another PostgreSQL and another store may answer otherwise: every operation done once (each statement meets the oldest PostgreSQL that is
# promised), whole stories, files sent in pieces, read from anywhere and thrown away, a house given back. Not again: who may, and what is decided in Python or by
# a decoder, which are questions to neither; what brings a database and a folder of its own. Stores one by one: tests/media/storage, on S3 the first time already.
again="tests/journeys/test_every_act.py::test_every_act_leaves_one_trace tests/journeys/test_lost_phone.py tests/journeys/test_opening.py tests/journeys/test_scan.py
  tests/journeys/test_second_parent.py tests/journeys/test_trace.py tests/kit tests/rooms/captures/test_uploads.py tests/rooms/captures/test_ranges.py tests/rooms/documents/test_files.py
  tests/backup/test_drill.py::test_the_house_is_lost_and_given_back_as_it_was_at_either_moment[elsewhere] tests/backup/test_older.py::test_rows_of_before_a_migration_go_through_it"
once="--ignore=tests/kit/test_cli.py --ignore=tests/kit/test_audit_command.py --ignore=tests/kit/test_embedded.py --ignore=tests/kit/test_production.py"
step "rooms, media, push, journeys: embedded PostgreSQL, a folder; meanwhile what touches them again: a stock PostgreSQL, a real S3 server"
CS3_TEST_STORAGE=s3 tools/with-postgres.sh .venv/bin/python -m pytest --durations=8 $once $again >.cache/again.log 2>&1 &
elsewhere=$!
failed=0
.venv/bin/python -m pytest $beside tests --ignore=tests/e2e || failed=1
wait "$elsewhere" && tail -n 12 .cache/again.log || { cat .cache/again.log; failed=1; }
[ "$failed" = 0 ]
if [ -d tests/e2e ]; then
  step "in a browser"
  tools/with-chromium.sh .venv/bin/python -m pytest $browsers -m "not alone" tests/e2e
  tools/with-chromium.sh .venv/bin/python -m pytest -m alone tests/e2e
fi
step "all passed"
