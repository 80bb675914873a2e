"""Films whose every image says its number, sent as a phone sends them; and what a browser shows of one, read back."""

import base64
import subprocess
import time
from pathlib import Path
from typing import Any
from uuid import uuid4

import imageio_ffmpeg
from PIL import Image

from backend.demo.frame_numbers import BITS, SQUARES, burn
from tests.e2e.phone import Phone

UNEVEN = "floor(N/9)*25+gt(mod(N,9),2)*7+mod(N,9)"
"""In 240ths of a second: as phones do in poor light, some a moment apart and some much longer."""

READ = f"""() => {{
  const shown = [...document.querySelectorAll("[data-frame]")].map((element) => {{
    const [width, height] = [element.videoWidth || element.width, element.videoHeight || element.height];
    const canvas = Object.assign(document.createElement("canvas"), {{ width, height }});
    const context = canvas.getContext("2d", {{ willReadFrequently: true }});
    context.drawImage(element, 0, 0);
    const unit = width / 40;
    const grey = (at) => {{
      const {{ data }} = context.getImageData(Math.round(unit * (1.5 + at)) - 1, Math.round(height - 1.5 * unit) - 1, 3, 3);
      return data.filter((_, index) => index % 4 === 0).reduce((sum, value) => sum + value, 0) / 9;
    }};
    const seen = Array.from({{ length: {SQUARES} }}, (_, at) => grey(at));
    if (seen[0] - seen[1] < 60) return [Number(element.dataset.frame), null];
    const bits = seen.slice(2).map((value) => value > (seen[0] + seen[1]) / 2);
    if (bits.filter(Boolean).length % 2) return [Number(element.dataset.frame), null];
    return [Number(element.dataset.frame), bits.slice(0, {BITS}).reduce((sum, bit) => 2 * sum + (bit ? 1 : 0), 0)];
  }});
  return shown;
}}"""
"""For each film on the screen: the number that the player says, and the one that is burned into what it drew."""


def numbered(
    target: Path, images: int, *, rate: int = 60, uneven: bool = False, size: tuple[int, int] = (640, 360)
) -> Path:
    """As a camera writes it: images that lean on later ones, a whole one now and then only. rate: images a second."""
    times = ["-vf", f"settb=1/240,setpts='{UNEVEN}'", "-fps_mode", "passthrough", "-enc_time_base", "1/240"]
    command = [
        *(imageio_ffmpeg.get_ffmpeg_exe(), "-nostdin", "-v", "error", "-y"),
        *(
            "-f",
            "rawvideo",
            "-pix_fmt",
            "rgb24",
            "-s",
            f"{size[0]}x{size[1]}",
            "-r",
            str(rate),
            "-i",
            "pipe:0",
        ),
        *(times if uneven else []),
        *(
            "-c:v",
            "libx264",
            "-preset",
            "veryfast",
            "-g",
            "90",
            "-bf",
            "2",
            "-pix_fmt",
            "yuv420p",
            str(target),
        ),
    ]
    with subprocess.Popen(command, stdin=subprocess.PIPE) as encoder:
        assert encoder.stdin
        for number in range(images):
            image = Image.new("RGB", size, (40 + number * 7 % 160, 90, 120))
            burn(image, number)
            encoder.stdin.write(image.tobytes())
        encoder.stdin.close()
    assert encoder.returncode == 0
    return target


def send_film(one: Phone, film: Path) -> str:
    """The capture's id, once its copy can be stepped."""
    id = upload_film(one, film)
    ends = time.monotonic() + 100
    while time.monotonic() < ends:
        if (film_now := capture(one, id))["state"] == "ready":
            return id
        assert film_now["state"] != "refused", film_now
        time.sleep(0.2)
    raise AssertionError("the copy was not ready")


def upload_film(one: Phone, film: Path) -> str:
    """The capture's id, as soon as all of it has arrived."""
    id, content = str(uuid4()), film.read_bytes()
    values = {
        "carnet_id": one.carnet.rpartition("/")[2],
        "kind": "video",
        "category": "gait",
        "filename": "marche.mp4",
        "capture_id": id,
    }
    said = ",".join(f"{k} {base64.b64encode(v.encode()).decode()}" for k, v in values.items())
    ours = {"Origin": one.base, "Tus-Resumable": "1.0.0"}
    begun = one.context.request.post(
        "/api/uploads", headers={**ours, "Upload-Length": str(len(content)), "Upload-Metadata": said}
    )
    assert begun.status == 201, begun.text()
    piece = {**ours, "Upload-Offset": "0", "Content-Type": "application/offset+octet-stream"}
    sent = one.context.request.patch(f"/api/uploads/{id}", headers=piece, data=content)
    assert sent.status == 204, sent.text()
    return id


def capture(one: Phone, id: str) -> dict[str, Any]:
    return dict(one.context.request.get(f"/api{one.carnet.replace('/c/', '/carnets/')}/captures/{id}").json())
