"""What the project promises about itself: locks, import contracts, and guides that name what exists."""

import json
import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())
LOCKS = ["requirements.lock", "requirements-dev.lock"]
GUIDES = [
    path.relative_to(ROOT).as_posix()
    for path in sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/*.md"), *ROOT.glob("infra/*.md")])
]
TOPS = {"backend", "media", "push", "pwa", "infra", "tests", "tools", "docs", ".ci"}


def pinned(lock: str) -> dict[str, str]:
    found = re.findall(r"^([A-Za-z0-9_.-]+)(?:\[[^]]*\])?==([^ ;\\]+)", (ROOT / lock).read_text(), re.M)
    return {name.lower().replace("_", "-"): version for name, version in found}


def asked(*groups: str) -> set[str]:
    lines = list(PROJECT["project"]["dependencies"])
    for group in groups:
        lines += PROJECT["project"]["optional-dependencies"][group]
    return {re.match(r"[A-Za-z0-9_.-]+", line)[0].lower().replace(".", "-") for line in lines}  # type: ignore[index]


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_has_a_hash_for_each_package_and_no_address(lock: str) -> None:
    text = (ROOT / lock).read_text()
    assert "://" not in text
    assert "index-url" not in text
    for block in re.split(r"^(?=[A-Za-z0-9])", text, flags=re.M):
        if "==" in block:
            assert "--hash=sha256:" in block, block.splitlines()[0]


def test_locks_hold_what_is_asked_for_and_agree() -> None:
    running, testing = pinned("requirements.lock"), pinned("requirements-dev.lock")
    assert asked("build") <= set(running)
    assert asked("build", "test") <= set(testing)
    assert {name: testing[name] for name in running} == running


@pytest.mark.parametrize(
    "lock", [p.relative_to(ROOT).as_posix() for p in ROOT.glob("[pt]*/**/package-lock.json") if "node_modules" not in p.parts]
)  # fmt: skip
def test_npm_locks_have_integrity_and_no_address(lock: str) -> None:
    packages = json.loads((ROOT / lock).read_text())["packages"]
    for name, package in packages.items():
        if name:
            assert "resolved" not in package, name
            assert package.get("integrity", "").startswith("sha512-"), name


def test_every_room_keeps_its_queries_to_itself() -> None:
    contracts = PROJECT["tool"]["importlinter"]["contracts"]
    kept = {
        module: contract["allowed_importers"]
        for contract in contracts
        if contract["type"] == "protected"
        for module in contract["protected_modules"]
    }
    for path in sorted(ROOT.glob("backend/rooms/*/*queries.py")):
        room = f"backend.rooms.{path.parent.name}"
        assert kept.get(f"{room}.{path.stem}") == [room], (
            f"pyproject.toml: no contract for {path.name} of {room}"
        )


def test_the_page_on_architecture_names_every_room() -> None:
    (listed,) = re.findall(r"\(`backend/rooms/`\): ([a-z, ]+)\.", (ROOT / "docs/architecture.md").read_text())
    assert set(listed.split(", ")) == {path.parent.name for path in ROOT.glob("backend/rooms/*/__init__.py")}


def test_every_room_is_in_the_order_of_imports() -> None:
    layers = next(c for c in PROJECT["tool"]["importlinter"]["contracts"] if c["type"] == "layers")["layers"]
    named = set(re.findall(r"backend\.rooms\.(\w+)", " ".join(layers)))
    assert {path.parent.name for path in ROOT.glob("backend/rooms/*/__init__.py")} <= named


@pytest.mark.parametrize("guide", GUIDES)
def test_a_path_that_a_guide_names_exists(guide: str) -> None:
    text = re.sub(r"^```.*?^```", "", (ROOT / guide).read_text(), flags=re.M | re.S)
    for name in re.findall(r"`([\w.][\w./-]*/[\w./-]*)`", text) + re.findall(r"\]\(([\w.][\w./-]*)\)", text):
        beside = (ROOT / guide).parent / name
        if name.split("/")[0] in TOPS or "](" + name + ")" in text:
            made_later = name.startswith(("pwa/dist", "infra/.env"))
            assert beside.exists() or (ROOT / name).exists() or made_later, f"{guide}: {name}"


@pytest.mark.parametrize("guide", GUIDES)
def test_a_verb_that_a_guide_names_exists(guide: str) -> None:
    verbs = set(re.findall(r"^([a-z0-9]+)(?: [^:\n]*)?:(?!=)", (ROOT / "justfile").read_text(), re.M))
    for verb in re.findall(r"\./just ([a-z0-9]+)", (ROOT / guide).read_text()):
        assert verb in verbs, f"{guide}: ./just {verb}"


def test_the_licence_is_the_whole_eupl() -> None:
    text = (ROOT / "LICENSE").read_text()
    assert text.startswith("EUROPEAN UNION PUBLIC LICENCE v. 1.2")
    assert all(re.search(rf"^{number}\. ?[A-Z]", text, re.M) for number in range(1, 16))
    assert "Appendix" in text
