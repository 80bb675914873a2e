#!/bin/sh
# Prints the path of a Tesseract that reads French, for the tests: the machine's own when it has one, else Debian's, unpacked into
# .cache/tesseract (once, 24 MB; no root, no change to the system).
set -eu
cd -- "$(dirname -- "$0")/.."

reads() { "$1" --list-langs 2>/dev/null | grep -qx fra; }

if command -v tesseract >/dev/null 2>&1 && reads tesseract; then
  command -v tesseract
  exit
fi
folder=$PWD/.cache/tesseract
unpack() {
  reads "$folder/run" 2>/dev/null && return
  command -v apt-get >/dev/null 2>&1 || {
    echo "CS3 : installez tesseract et son français, puis relancez. / CS3: install tesseract and its French, then run this again." >&2
    exit 1
  }
  echo "Unpacking Tesseract into .cache/tesseract (once)…" >&2
  tools/debian.sh "$folder" tesseract-ocr tesseract-ocr-fra
  models=$(dirname "$(find "$folder/usr/share/tesseract-ocr" -name fra.traineddata)")
  cat >"$folder/run" <<RUN
#!/bin/sh
export LD_LIBRARY_PATH="$(tools/debian.sh --libraries "$folder")"
export TESSDATA_PREFIX="$models"
exec "$folder/usr/bin/tesseract" "\$@"
RUN
  chmod +x "$folder/run"
  reads "$folder/run"
}
mkdir -p .cache
(flock 9 && unpack) 9>.cache/tesseract.lock >&2 # two at once: the second waits for the first
echo "$folder/run"
