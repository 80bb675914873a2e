#!/bin/sh
# Runs a command beside a stock PostgreSQL, alone on a socket in a folder of its own, gone when the command ends:
# tools/with-postgres.sh COMMAND...   It gets CS3_TEST_PG_BIN, and in CS3_TEST_DATABASE_URL a superuser's address.
# The machine's own PostgreSQL (15 or later) when it has one, else Debian's, unpacked into .cache/postgres: installing
# the package would leave a server running on the machine.
set -eu

find_installed() {
  for version in 20 19 18 17 16 15; do
    for candidate in "/usr/lib/postgresql/$version/bin" "$PWD/.cache/postgres/usr/lib/postgresql/$version/bin"; do
      if [ -x "$candidate/initdb" ]; then
        echo "$candidate"
        return
      fi
    done
  done
  return 1
}

if [ -n "${CS3_TEST_PG_BIN:-}" ]; then
  :
elif CS3_TEST_PG_BIN=$(find_installed); then
  :
elif command -v apt-get >/dev/null 2>&1; then
  echo "Unpacking PostgreSQL into .cache/postgres (once)…" >&2
  tools/debian.sh "$PWD/.cache/postgres" postgresql tzdata
  CS3_TEST_PG_BIN=$(find_installed)
else
  echo "CS3 : installez PostgreSQL (15 ou plus récent), ou donnez le dossier de ses programmes par CS3_TEST_PG_BIN." >&2
  echo "CS3: install PostgreSQL (15 or later), or give the folder of its programs in CS3_TEST_PG_BIN." >&2
  exit 1
fi
export CS3_TEST_PG_BIN

# In memory where there is room: each test copies a database, and throws it away.
place=${TMPDIR:-/tmp}
if [ -w /dev/shm ] && [ "$(df -Pk /dev/shm | awk 'NR == 2 {print $4}')" -gt 1000000 ]; then place=/dev/shm; fi
folder=$(mktemp -d "$place/cs3-pg.XXXXXX")
libraries=
case $CS3_TEST_PG_BIN in
  */.cache/postgres/*) libraries=$(tools/debian.sh --libraries "$PWD/.cache/postgres") ;;
esac

as_server() { # PostgreSQL refuses to run as root
  if [ "$(id -u)" = 0 ]; then
    # dac_override: nobody may not pass through /root, where this project may be
    (cd / && setpriv --reuid=nobody --regid=nogroup --clear-groups --securebits=+no_setuid_fixup \
      --inh-caps=-all,+dac_override --ambient-caps=-all,+dac_override env LD_LIBRARY_PATH="$libraries" "$@")
  else
    LD_LIBRARY_PATH=$libraries "$@"
  fi
}

stop() {
  as_server "$CS3_TEST_PG_BIN/pg_ctl" -D "$folder/data" -m immediate -w stop >/dev/null 2>&1 || :
  rm -rf "$folder"
}
trap stop EXIT
trap 'exit 130' INT
trap 'exit 143' TERM HUP

if [ "$(id -u)" = 0 ]; then chown nobody "$folder"; fi
if ! { as_server "$CS3_TEST_PG_BIN/initdb" -D "$folder/data" -U postgres -A trust -E UTF8 --locale=C.UTF-8 >"$folder/log" 2>&1 &&
  as_server "$CS3_TEST_PG_BIN/pg_ctl" -D "$folder/data" -l "$folder/server.log" -w -s \
    -o "-c listen_addresses='' -c unix_socket_directories='$folder' -c fsync=off -c full_page_writes=off -c synchronous_commit=off -c max_wal_size=64MB" start >>"$folder/log" 2>&1; }; then
  cat "$folder/log" "$folder/server.log" 2>/dev/null | tail -n 8 >&2
  exit 1
fi
echo "PostgreSQL: $("$CS3_TEST_PG_BIN/postgres" --version 2>/dev/null || LD_LIBRARY_PATH=$libraries "$CS3_TEST_PG_BIN/postgres" --version)" >&2
export CS3_TEST_DATABASE_URL="postgresql://postgres@/postgres?host=$folder"
"$@"
