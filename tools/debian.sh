#!/bin/sh
# Unpacks Debian packages, and what they need and the machine lacks, into a folder of this project. No root, no
# change to the system: apt keeps its lists and downloads in .cache/apt.
#   tools/debian.sh FOLDER PACKAGE...     FOLDER is made beside, then moved: it is whole, or not there.
#   tools/debian.sh --libraries FOLDER    prints the LD_LIBRARY_PATH for what was unpacked there.
set -eu

if [ "$1" = --libraries ]; then
  find "$2/usr/lib" "$2/lib" -name '*.so*' -printf '%h\n' 2>/dev/null | sort -u | paste -sd:
  exit
fi

folder=$1
shift
apt=$PWD/.cache/apt
mkdir -p "$apt/lists/partial" "$apt/archives/partial" "$(dirname "$folder")"

own_apt() {
  apt-get -q -y -o Dir::State::lists="$apt/lists" -o Dir::Cache="$apt" -o Dir::Cache::archives="$apt/archives" \
    -o Dir::State::extended_states="$apt/extended_states" -o Debug::NoLocking=1 -o APT::Sandbox::User="$(id -un)" \
    -o Acquire::Languages=none -o Acquire::Retries=3 "$@"
}

rm -f "$apt"/archives/*.deb
{ own_apt update && own_apt --no-install-recommends --download-only install "$@"; } >"$apt/log" 2>&1 || {
  echo "Debian's packages could not be fetched ($*); see .cache/apt/log" >&2
  exit 1
}
rm -rf "$folder.new"
mkdir "$folder.new"
for package in "$apt"/archives/*.deb; do
  dpkg-deb -x "$package" "$folder.new"
done
rm -rf "$folder" "$apt"/archives/*.deb
mv "$folder.new" "$folder"
