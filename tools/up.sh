#!/bin/sh
# All of CS3 in containers: ./just up carnet.example.org the first time, ./just up afterwards, ./just up --stop.
set -eu
if docker compose version >/dev/null 2>&1; then
  compose="docker compose"
elif podman compose version >/dev/null 2>&1; then
  compose="podman compose"
else
  echo "CS3 : installez Docker ou Podman, avec son « compose », puis relancez." >&2
  echo "CS3: install Docker or Podman, with its compose, then run this again." >&2
  exit 1
fi
cd infra
case ${1:-} in
  --stop) exec $compose down ;;
  -* | *[!A-Za-z0-9.-]*)
    echo "CS3 : ./just up carnet.example.org (le nom de domaine de ce serveur)" >&2
    exit 1
    ;;
  "") ;;
  *)
    secret() { od -An -N24 -tx1 /dev/urandom | tr -d ' \n'; }
    if [ ! -e .env ]; then # secrets are made once, and never leave this file
      key=$(secret) hidden=$(secret)
      (
        umask 077
        cat >.env <<ENV
CS3_DOMAIN=$1
POSTGRES_PASSWORD=$(secret)
S3_KEY=$key
S3_SECRET=$hidden
CS3_STORAGE_URL=s3://$key:$hidden@s3:7070/cs3?secure=false&region=us-east-1
CS3_SMTP_URL=
CS3_MAIL_FROM=
ENV
      )
    else
      sed -i "s/^CS3_DOMAIN=.*/CS3_DOMAIN=$1/" .env
    fi
    ;;
esac
if [ ! -e .env ]; then
  echo "CS3 : la première fois, donnez le nom de domaine de ce serveur : ./just up carnet.example.org" >&2
  echo "CS3: the first time, give this server's domain name: ./just up carnet.example.org" >&2
  exit 1
fi
exec $compose up --build --detach --wait
