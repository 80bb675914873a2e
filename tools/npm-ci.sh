#!/bin/sh
# Installs FOLDER's npm packages from its lock; instant when nothing changed: tools/npm-ci.sh FOLDER
# No package's own install script is run: none that we use needs one.
set -eu
cd "$1"
now=$(cat package.json package-lock.json | cksum)
[ "$(cat node_modules/.installed 2>/dev/null)" = "$now" ] && exit 0
[ ! -r /etc/ssl/certs/ca-certificates.crt ] || export NODE_EXTRA_CA_CERTS="${NODE_EXTRA_CA_CERTS:-/etc/ssl/certs/ca-certificates.crt}"
npm ci --ignore-scripts --no-audit --no-fund --prefer-offline --loglevel=error || {
  echo "CS3 : les paquets npm de $1 n’ont pas pu être installés : vérifiez la connexion, puis relancez." >&2
  echo "CS3: the npm packages of $1 could not be installed: check the connection, then run this again." >&2
  exit 1
}
printf '%s' "$now" >node_modules/.installed
