#!/bin/sh
# requirements.lock (running and building) and requirements-dev.lock (tests too): versions and hashes, no addresses.
set -eu
uv=.cache/uv-tool/bin/uv
[ -x "$uv" ] || uv=uv
lock() { "$uv" pip compile -q --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-emit-find-links --no-header "$@"; }
lock --extra build -o requirements.lock pyproject.toml
lock --extra build --extra test -c requirements.lock -o requirements-dev.lock pyproject.toml
