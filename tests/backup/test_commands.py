"""`cs3 backup` and `cs3 restore` as they are typed: what they say, and what they answer."""

from pathlib import Path

import pytest

from backend.backup.choosing import moment
from backend.backup.errors import BackupError
from tests.kit.test_cli import cs3, says


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with its own PostgreSQL and nobody in it yet."""
    folder = tmp_path_factory.mktemp("house") / "data"
    assert cs3("migrate", "--data", folder).returncode == 0
    return folder


def test_there_and_back(house: Path, tmp_path: Path) -> None:
    to, keys = tmp_path / "to", tmp_path / "keys"
    done = cs3("backup", "--data", house, CS3_BACKUP_TO=str(to), CS3_BACKUP_KEYS_TO=str(keys))
    assert done.returncode == 0, done.stderr
    assert "faite et relue" in done.stdout
    checked = cs3("backup", "--verify", "--to", to, "--keys-to", keys)
    assert (checked.returncode, "tout y est" in checked.stdout) == (0, True), checked.stderr
    back = cs3("restore", "--data", tmp_path / "back", "--from", to, "--keys-from", keys)
    assert back.returncode == 0, back.stderr
    assert {entry.name for entry in (tmp_path / "back").iterdir()} >= {"postgres"}
    assert not (tmp_path / "back/.restoring").exists()
    again = cs3("backup", "--data", tmp_path / "back", "--to", to, "--keys-to", keys)
    assert again.returncode == 0, again.stderr  # the same house goes on where it was
    says(
        cs3("restore", "--data", tmp_path / "back", "--from", to, "--keys-from", keys),
        "n’est pas vide",
        "--data",
    )
    gone = min((to / "backups").rglob("rows/person"))
    gone.unlink()
    broken = cs3("backup", "--verify", "--to", to, "--keys-to", keys, "--at", "2000-01-01")
    says(broken, "aucune sauvegarde de ce moment")


def test_where_is_asked_for(house: Path, tmp_path: Path) -> None:
    says(cs3("backup", "--data", house), "--to", "CS3_BACKUP_TO", "--keys-to")
    says(cs3("backup", "--data", house, "--to", tmp_path / "a"), "--keys-to")
    says(cs3("restore", "--data", tmp_path / "new"), "--from", "--keys-from")
    says(
        cs3(
            "backup",
            "--data",
            house,
            "--to",
            tmp_path / "a",
            "--keys-to",
            tmp_path / "b",
            "--at",
            "2026-11-20",
        ),
        "--verify",
    )


def test_keys_are_apart_and_backups_elsewhere(house: Path, tmp_path: Path) -> None:
    a = tmp_path / "a"
    says(cs3("backup", "--data", house, "--to", a, "--keys-to", a / "keys"), "à part")
    says(cs3("backup", "--data", house, "--to", house / "backups", "--keys-to", a), "--to", "un autre disque")
    says(cs3("backup", "--data", house, "--to", a, "--keys-to", house), "--keys-to", "un autre disque")
    bucket = "s3://key:hunter2@127.0.0.1:1/files?secure=false"
    done = cs3("backup", "--data", house, "--to", bucket, "--keys-to", a, CS3_STORAGE_URL=bucket)
    says(done, "--to")
    assert "hunter2" not in done.stderr
    assert not a.exists()


def test_there_is_nothing_to_back_up_or_to_give_back(house: Path, tmp_path: Path) -> None:
    a, b = tmp_path / "a", tmp_path / "b"
    says(cs3("backup", "--data", tmp_path / "none", "--to", a, "--keys-to", b), "aucun CS3", "--data")
    says(cs3("restore", "--data", tmp_path / "new", "--from", a, "--keys-from", b), "--from", "qui existe")
    assert not a.exists()
    assert not (tmp_path / "none").exists()
    a.mkdir()
    b.mkdir()
    says(
        cs3("restore", "--data", tmp_path / "new", "--from", a, "--keys-from", b), "aucune sauvegarde de CS3"
    )
    says(cs3("restore", "--data", tmp_path / "new", "--from", "ftp://x/y", "--keys-from", b), "--from")
    says(cs3("restore", "--data", a / "in", "--from", tmp_path, "--keys-from", b), "un autre dossier")
    assert not (tmp_path / "new").exists()


def test_a_store_that_does_not_answer(house: Path, tmp_path: Path) -> None:
    away = "s3://key:hunter2@127.0.0.1:1/files?secure=false"
    done = cs3("backup", "--data", house, "--to", away, "--keys-to", tmp_path / "keys")
    assert done.returncode == 1
    assert done.stderr.splitlines()[-1].startswith(
        "cs3 : --to ne répond plus"
    )  # after the client's own tries
    assert "hunter2" not in done.stderr


def test_a_demonstration_is_never_backed_up(tmp_path: Path) -> None:
    (tmp_path / "demo").mkdir()
    (tmp_path / "demo/.demo").touch()
    (tmp_path / "demo/postgres").mkdir()
    (tmp_path / "demo/postgres/PG_VERSION").touch()
    says(
        cs3("backup", "--data", tmp_path / "demo", "--to", tmp_path / "a", "--keys-to", tmp_path / "b"),
        "démonstration",
    )


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("2026-11-20", "2026-11-20T23:59:59.999999+00:00"),
        ("2026-11-20T14:30", "2026-11-20T14:30:00+00:00"),
        ("2026-11-20T14:30+01:00", "2026-11-20T14:30:00+01:00"),
        ("2026-11-20 14:30:05", "2026-11-20T14:30:05+00:00"),
    ],
)
def test_a_moment(said: str, meant: str) -> None:
    assert moment(said).isoformat() == meant


@pytest.mark.parametrize("said", ["yesterday", "", "2026-13-01", "14:30"])
def test_no_moment(said: str) -> None:
    with pytest.raises(BackupError, match="--at"):
        moment(said)
