#!/bin/sh
# Builds the phone's app into pwa/dist; instant when no source is newer.
set -eu
tools/npm-ci.sh pwa
cd pwa
if [ -f dist/index.html ] && [ -z "$(find . -path ./node_modules -prune -o -path ./dist -prune -o -newer dist/.built -print 2>/dev/null || echo yes)" ] && [ -f dist/.built ]; then
  exit 0
fi
touch .building # a source changed during the build is newer than this
npm run --silent build -- --logLevel warn
mv .building dist/.built
