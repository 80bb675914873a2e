#!/bin/sh
# Builds, then becomes the server: tools/serve.sh demo|serve|phone ARGUMENT...
set -eu
verb=$1
shift
tools/build.sh
case $verb in
  demo)
    case ${1:-} in # ./just demo 8001, or cs3's own options
      [0-9]*) port=$1 && shift ;;
      *) port=8000 ;;
    esac
    exec .venv/bin/cs3 serve --demo --data "${CS3_DATA:-data/demo}" --port "$port" "$@"
    ;;
  serve) exec .venv/bin/cs3 serve "$@" ;;
  phone) exec .venv/bin/python -m tools.phone "$@" ;;
esac
