"""`cs3 audit`: a file is checked on a machine that has nothing but the file and the public key."""

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from backend.cli import main
from backend.rooms.audit import keys, proving
from backend.rooms.audit.proofs import written_file
from tests.conftest import MovingClock
from tests.rooms.audit.test_sealing import ONE, copied, seal, taken, write

HERE = Path(__file__).parents[2]


def _cs3(folder: Path, *arguments: str, **more: str) -> tuple[int, str]:
    """In a process of its own, in an empty folder, with an environment that names no database and no storage but what `more` says."""
    environment = {"PATH": "/usr/bin:/bin", "PYTHONPATH": str(HERE), "LC_ALL": "C.UTF-8", **more}
    done = subprocess.run(
        [sys.executable, "-m", "backend.cli", *arguments], cwd=folder, env=environment, capture_output=True, text=True, timeout=60
    )  # fmt: skip
    return done.returncode, (done.stdout + done.stderr).strip()


@pytest.fixture
def elsewhere(tmp_path: Path) -> Path:
    folder = tmp_path / "elsewhere"
    folder.mkdir()
    return folder


async def test_verify(
    app: Any,
    clock: MovingClock,
    settings: Any,
    elsewhere: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    from backend.rooms.audit.copying import copy_newest

    id = (await write(clock, ONE, ONE))[0]
    await seal(clock)
    await copy_newest(clock.at)
    (elsewhere / "old.json").write_bytes(await taken(ONE))
    files: dict[str, Any] = {"line": await proving.one_line(ONE, id)}
    clock.advance(minutes=2)
    await write(clock, ONE)
    await seal(clock)
    await copy_newest(clock.at)
    (elsewhere / "new.json").write_bytes(await taken(ONE))
    files |= {"state": await proving.state(ONE, since=1, with_head=True)}
    files |= dict(zip(("root1", "root2"), await copied(), strict=True))
    for name, file in files.items():
        (elsewhere / f"{name}.json").write_bytes(written_file(file))
    monkeypatch.chdir(elsewhere)
    monkeypatch.setattr(
        "backend.cli.set_up_logs", lambda **_: None
    )  # of this process they stay the tests' own

    def run(*arguments: str) -> tuple[int, str]:
        code = 0
        try:
            main(["audit", *arguments])
        except SystemExit as left:
            code = int(left.code or 0)
        return code, "".join(capsys.readouterr()).strip()

    code, public = run("key", "--data", str(settings.data))
    assert (code, public) == (0, keys.of_house().public)
    (elsewhere / "public").write_text(public + "\n")

    def verify(name: str, *more: str, key: str = public) -> tuple[int, str]:
        return run("verify", f"{name}.json", "--key", key, *more)

    code, told = _cs3(elsewhere, "audit", "verify", "new.json", "--key", public)
    assert (code, "Les 3 lignes sont telles" in told) == (0, True), told
    for name, said in (
        ("old", "Les 2 lignes sont telles"),
        ("new", "Les 3 lignes sont telles"),
        ("line", "La ligne est telle"),
        ("state", "depuis la racine 1"),
        ("root2", "La racine 2"),
    ):
        code, told = verify(name)
        assert (code, said in told) == (0, True), told
    assert verify("new", key="public")[0] == 0
    assert verify("new", "--since", "old.json")[0] == 0
    assert verify("root2", "--since", "root1.json")[0] == 0
    # What must not pass.
    assert "ne continue pas" in verify("old", "--since", "new.json")[1]
    assert verify("old", "--since", "new.json")[0] == 1
    assert verify("new", key="0" * 64)[0] == 1
    assert verify("new", key="nothing")[0] == 1
    assert verify("absent")[0] == 1
    changed = (elsewhere / "new.json").read_text().replace("Rosé", "Rose", 1)
    (elsewhere / "changed.json").write_text(changed)
    assert verify("changed") == (
        1,
        "cs3 : changed.json ne tient pas : des lignes ont été changées, déplacées ou retirées.",
    )
    assert not [path.name for path in elsewhere.iterdir() if path.suffix != ".json" and path.name != "public"]


@pytest.mark.timeout(120)
async def test_check_and_begin_again(
    app: Any, clock: MovingClock, settings: Any, database: str, elsewhere: Path
) -> None:
    await write(clock, ONE, ONE)
    await seal(clock)
    (elsewhere / "former.json").write_bytes(await taken(ONE))
    former = keys.of_house().public

    def house(*arguments: str) -> tuple[int, str]:
        where = {"CS3_DATABASE_URL": database, "CS3_STORAGE_URL": settings.storage_url}
        return _cs3(elsewhere, "audit", *arguments, "--data", str(settings.data), **where)

    settings.seal_key.unlink()
    code, said = house("key", "--begin-again")
    key = keys.of_house().public
    assert (code, said.splitlines()[-1], former in said) == (0, key, True)
    code, said = house("check")
    assert (code, "Tout tient : 2 lignes" in said, "À la racine 2" in said) == (0, True, True), said
    (elsewhere / "newer.json").write_bytes(await taken(ONE))
    code, said = _cs3(elsewhere, "audit", "verify", "newer.json", "--key", key, "--since", "former.json")
    assert (code, "Le sceau a recommencé le" in said) == (0, True), said
