#!/bin/sh
# Builds the phone's app into pwa/dist; instant when no source is newer.
set -eu
tools/npm-ci.sh pwa
# Two verbs at once: the second waits, and finds it built.
mkdir -p .cache
exec 9>.cache/build.lock
flock 9
cd pwa
if [ -f dist/.built ] && [ -f dist/index.html ]; then
  newer=$(find . -mindepth 1 \( -path ./node_modules -o -path ./dist \) -prune -o -newer dist/.built -print)
  if [ -z "$newer" ]; then exit 0; fi
fi
touch .building # a source changed during the build is newer than this
npm run --silent build -- --logLevel warn >../.cache/build.log 2>&1 || {
  cat ../.cache/build.log >&2
  exit 1
}
mv .building dist/.built
