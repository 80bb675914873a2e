#!/bin/sh
# Runs a command with CS3_CHROMIUM set to a Chromium that works: tools/with-chromium.sh COMMAND...
# The machine's own when it has one; else as root it is installed from Debian's packages, as a plain user unpacked into .cache/chromium.
# CS3_CHROMIUM_SHELL: the same Chromium without a window's frame, a third cheaper, where Debian has it; stories that need more take the other.
set -eu

runs() { "$1" --version >/dev/null 2>&1; }

find_installed() {
  for name in chromium chromium-browser google-chrome; do
    if command -v "$name" >/dev/null 2>&1 && runs "$name"; then
      command -v "$name"
      return
    fi
  done
  return 1
}

# A wrapper that finds the unpacked libraries, and fonts: a text without a font would be laid out as nothing.
unpack() {
  if ! runs "$folder/run-chromium"; then
    echo "Unpacking Chromium into .cache/chromium (once, about 200 MB)…" >&2
    # Not every Debian has the second one.
    tools/debian.sh "$folder" chromium chromium-headless-shell fonts-dejavu-core fontconfig-config ||
      tools/debian.sh "$folder" chromium fonts-dejavu-core fontconfig-config
    cat >"$folder/fonts.conf" <<CONF
<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>$folder/usr/share/fonts</dir>
  <dir>/usr/share/fonts</dir>
  <cachedir>$folder/fontcache</cachedir>
</fontconfig>
CONF
    for program in chromium chromium-headless-shell; do
      cat >"$folder/run-$program" <<RUN
#!/bin/sh
export LD_LIBRARY_PATH="$(tools/debian.sh --libraries "$folder")"
export FONTCONFIG_FILE="$folder/fonts.conf"
exec "$folder/usr/lib/chromium/$program" --no-sandbox "\$@"
RUN
      chmod +x "$folder/run-$program"
    done
  fi
  echo "$folder/run-chromium"
}
folder=$PWD/.cache/chromium

if [ -n "${CS3_CHROMIUM:-}" ]; then
  :
elif CS3_CHROMIUM=$(find_installed); then
  :
elif ! command -v apt-get >/dev/null 2>&1; then
  echo "CS3 : installez Chromium, ou donnez son chemin par CS3_CHROMIUM, puis relancez." >&2
  echo "CS3: install Chromium, or give its path in CS3_CHROMIUM, then run this again." >&2
  exit 1
elif [ "$(id -u)" = 0 ]; then
  echo "Installing Chromium from Debian's packages (once)…" >&2
  mkdir -p .cache
  { apt-get -q update && DEBIAN_FRONTEND=noninteractive apt-get -q -y install --no-install-recommends chromium fonts-dejavu-core; } \
    >.cache/apt-install.log 2>&1 || {
    tail -5 .cache/apt-install.log >&2
    exit 1
  }
  # Not every Debian has it.
  DEBIAN_FRONTEND=noninteractive apt-get -q -y install --no-install-recommends chromium-headless-shell >>.cache/apt-install.log 2>&1 || :
  CS3_CHROMIUM=$(find_installed)
else
  CS3_CHROMIUM=$(unpack)
fi
if [ -z "${CS3_CHROMIUM_SHELL:-}" ]; then
  CS3_CHROMIUM_SHELL=$CS3_CHROMIUM
  for program in "$(command -v chromium-headless-shell || :)" "$folder/run-chromium-headless-shell"; do
    # Of another version, it would be another browser.
    if [ "$("$program" --version 2>/dev/null | cut -d' ' -f2)" = "$("$CS3_CHROMIUM" --version 2>/dev/null | cut -d' ' -f2)" ]; then
      CS3_CHROMIUM_SHELL=$program
      break
    fi
  done
fi
# Playwright's own Node wants a libatomic that a bare machine lacks; the one that built the app does not.
PLAYWRIGHT_NODEJS_PATH=${PLAYWRIGHT_NODEJS_PATH:-$(command -v node || echo .venv/bin/node)}
export CS3_CHROMIUM CS3_CHROMIUM_SHELL PLAYWRIGHT_NODEJS_PATH
runs "$CS3_CHROMIUM" || {
  echo "CS3: $CS3_CHROMIUM does not start; install Chromium, or give its path in CS3_CHROMIUM." >&2
  exit 1
}
echo "Chromium: $("$CS3_CHROMIUM" --version 2>/dev/null)" >&2
exec "$@"
