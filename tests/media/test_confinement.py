"""A decoder in its child process: whatever it does, the caller gets a reason, in time, and nothing else happens."""

import asyncio
import os
import signal
import sys
import time
from dataclasses import replace
from pathlib import Path

import pytest

from media.limits import MIB, Ended, Limits, Reason, Refused, run_child

FEW = Limits(cpu_s=20, wall_s=30, memory=512 * MIB, output=4 * MIB)
PYTHON = str(Path(sys.executable).resolve())
_NUMBERS = {
    "x86_64": {"tkill": 200, "tgkill": 234, "prlimit64": 302, "unshare": 272},
    "aarch64": {"tkill": 130, "tgkill": 131, "prlimit64": 261, "unshare": 97},
}[os.uname().machine]
"""Of system calls."""


async def _python(code: str, folder: Path, limits: Limits = FEW) -> Ended:
    return await run_child("exec", [PYTHON, "-I", "-S", "-c", code], limits=limits, folder=folder)


async def _reason(code: str, folder: Path, limits: Limits = FEW) -> Reason:
    with pytest.raises(Refused) as refused:
        await _python(code, folder, limits)
    return refused.value.reason


async def test_work_that_ends_well(tmp_path: Path) -> None:
    lines: list[str] = []

    async def watch(line: str) -> bool:
        lines.append(line)
        return True

    code = (
        "import sys; print('one'); print('two'); print('said', file=sys.stderr); open('left', 'w').write('x')"
    )
    ended = await run_child(
        "exec", [PYTHON, "-I", "-S", "-c", code], limits=FEW, folder=tmp_path, watch=watch
    )
    assert (ended.code, ended.messages, lines) == (0, "said\n", ["one", "two"])
    assert (tmp_path / "left").read_text() == "x"


async def test_a_decoder_that_hangs(tmp_path: Path) -> None:
    began = time.monotonic()
    assert await _reason("import time; time.sleep(60)", tmp_path, replace(FEW, wall_s=1.0)) is Reason.TOO_SLOW
    assert time.monotonic() - began < 10


async def test_a_decoder_that_spins(tmp_path: Path) -> None:
    assert await _reason("while True: pass", tmp_path, replace(FEW, cpu_s=1)) is Reason.TOO_SLOW


async def test_a_decoder_that_makes_no_progress(tmp_path: Path) -> None:
    async def watch(line: str) -> bool:
        return line.startswith("frame")

    code = (
        "import time\nfor i in range(3): print('frame', i, flush=True); time.sleep(.3)\n"
        "while True: print('alive', flush=True); time.sleep(.1)"
    )
    began = time.monotonic()
    with pytest.raises(Refused) as refused:
        await run_child(
            "exec",
            [PYTHON, "-I", "-S", "-c", code],
            limits=replace(FEW, stall_s=1.5),
            folder=tmp_path,
            watch=watch,
        )
    assert refused.value.reason is Reason.TOO_SLOW
    assert 1.5 < time.monotonic() - began < 15


async def test_a_memory_bomb_is_stopped_by_its_limit(tmp_path: Path) -> None:
    ended = await _python("held = [bytearray(1 << 20) for _ in range(4000)]", tmp_path)
    assert ended.code == 1
    assert "MemoryError" in ended.messages


async def test_too_much_output(tmp_path: Path) -> None:
    code = "import signal; signal.signal(signal.SIGXFSZ, signal.SIG_DFL)\nf = open('big', 'wb')\nwhile True: f.write(bytes(1 << 20))"
    assert await _reason(code, tmp_path) is Reason.TOO_MUCH_OUTPUT
    assert (tmp_path / "big").stat().st_size <= 4 * MIB


async def test_many_files_are_too_much_output_too(tmp_path: Path) -> None:
    """Each within the limit of one file, all together not."""
    code = "for n in range(100):\n    with open(f'part{n}', 'wb') as f: f.write(bytes(1 << 20))\n"
    ended = "import time; time.sleep(60)"
    assert await _reason(code + ended, tmp_path, replace(FEW, files=200)) is Reason.TOO_MUCH_OUTPUT
    assert (await _python("", tmp_path)).code == 0  # what lay there before counts for nobody
    fresh = tmp_path / "fresh"
    fresh.mkdir()
    assert (
        await _reason(code, fresh, replace(FEW, files=200)) is Reason.TOO_MUCH_OUTPUT
    )  # also once it has ended


async def test_too_many_files(tmp_path: Path) -> None:
    code = "import time\nfor n in range({}): open(f'part{{n}}', 'wb').close()\ntime.sleep({})"
    assert await _reason(code.format(17, 60), tmp_path) is Reason.TOO_MUCH_OUTPUT
    fresh = tmp_path / "fresh"
    fresh.mkdir()
    assert (await _python(code.format(16, 0), fresh)).code == 0


async def test_files_that_were_removed_and_are_still_held_count(tmp_path: Path) -> None:
    code = (
        "import os, time\nheld = []\nfor n in range(12):\n"
        "    held.append(open(f'part{n}', 'wb', buffering=0)); held[-1].write(bytes(1 << 20)); os.unlink(f'part{n}')\n"
        "time.sleep(60)"
    )
    assert await _reason(code, tmp_path) is Reason.TOO_MUCH_OUTPUT


async def test_a_line_without_end(tmp_path: Path) -> None:
    code = "import sys\nwhile True: sys.stdout.write('x' * 65536)"
    for _ in range(12):  # what it had still to say once kept its end from being noticed, one time in four
        async with asyncio.timeout(15):
            assert await _reason(code, tmp_path) is Reason.TOO_MUCH_OUTPUT


async def test_a_crash(tmp_path: Path) -> None:
    assert await _reason("import os; os.abort()", tmp_path) is Reason.UNREADABLE


async def test_no_network_and_no_other_process(tmp_path: Path) -> None:
    code = (
        "import os, socket\n"
        "for family in (socket.AF_INET, socket.AF_INET6, socket.AF_UNIX):\n"
        "    try: socket.socket(family); print('open')\n"
        "    except PermissionError: pass\n"
        f"try: os.kill({os.getpid()}, 0); print('reached')\n"
        "except PermissionError: pass\n"
    )
    lines: list[str] = []

    async def watch(line: str) -> bool:
        lines.append(line)
        return True

    ended = await run_child(
        "exec", [PYTHON, "-I", "-S", "-c", code], limits=FEW, folder=tmp_path, watch=watch
    )
    assert (ended.code, lines) == (0, []), ended.messages


async def test_no_second_process_and_no_hand_on_another(tmp_path: Path) -> None:
    """A second process would have limits of its own and outlive the first; every way to signal another is closed."""
    me = os.getpid()
    lines: list[str] = []

    async def watch(line: str) -> bool:
        lines.append(line)
        return True

    code = f"""if True:
        import ctypes, os, threading
        call = ctypes.CDLL(None, use_errno=True).syscall
        limits = ctypes.create_string_buffer(16)
        tries = dict(
            fork=os.fork, setsid=os.setsid, posix_spawn=lambda: os.posix_spawn({PYTHON!r}, ['python', '-V'], {{}}),
            tkill=lambda: call({_NUMBERS["tkill"]}, {me}, 0), tgkill=lambda: call({_NUMBERS["tgkill"]}, {me}, {me}, 0),
            pidfd_open=lambda: call(434, {me}, 0), prlimit=lambda: call({_NUMBERS["prlimit64"]}, {me}, 7, 0, limits),
            unshare=lambda: call({_NUMBERS["unshare"]}, 0x10000000),
        )
        for name, act in tries.items():
            try:
                if act() != -1: print(name)
            except PermissionError: pass
        thread = threading.Thread(target=lambda: print('thread'))
        thread.start(); thread.join()
    """
    ended = await run_child(
        "exec", [PYTHON, "-I", "-S", "-c", code], limits=FEW, folder=tmp_path, watch=watch
    )
    assert (ended.code, lines) == (0, ["thread"]), ended.messages


async def test_nothing_of_ours_is_seen(
    tmp_path: Path, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The server's keys lie in its data folder, and its secrets in its environment."""
    monkeypatch.setenv("CS3_SECRET", "hidden")
    key = tmp_path_factory.mktemp("data") / "server.key"
    key.write_text("secret")
    code = f"""if True:
        import os
        assert 'CS3_SECRET' not in os.environ
        for act in (lambda: open({str(key)!r}).read(), lambda: open({str(key)!r}, 'w'), lambda: os.listdir('/etc')):
            try: act()
            except PermissionError: continue
            raise SystemExit('seen')
    """
    ended = await _python(code, tmp_path)
    if "seen" in ended.messages and not _has_landlock():
        pytest.skip("this kernel has no Landlock: files are kept apart by their modes only")
    assert ended.code == 0, ended.messages
    assert key.read_text() == "secret"


def _has_landlock() -> bool:
    import ctypes

    return ctypes.CDLL(None).syscall(444, None, ctypes.c_size_t(0), ctypes.c_uint(1)) > 0


async def test_cancelling_kills_the_child(tmp_path: Path) -> None:
    code = "import os, time; open('pid', 'w').write(str(os.getpid())); time.sleep(60)"
    task = asyncio.create_task(_python(code, tmp_path))
    pid = tmp_path / "pid"
    for _ in range(200):
        if pid.exists() and pid.read_text():
            break
        await asyncio.sleep(0.05)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    with pytest.raises(ProcessLookupError):
        os.kill(int(pid.read_text()), 0)


async def test_the_child_dies_with_us(tmp_path: Path) -> None:
    """A server that is killed outright leaves no decoder behind."""
    child = "import os, time; open('pid', 'w').write(str(os.getpid())); time.sleep(60)"
    server = (
        "import asyncio, sys\nfrom pathlib import Path\nfrom media.limits import Limits, run_child\n"
        f"limits = Limits(cpu_s=20, wall_s=60, memory=1 << 30, output=1 << 20)\n"
        f"asyncio.run(run_child('exec', [{PYTHON!r}, '-I', '-S', '-c', {child!r}], limits=limits, folder=Path({str(tmp_path)!r})))"
    )
    root = Path(__file__).parents[2]
    process = await asyncio.create_subprocess_exec(sys.executable, "-c", server, cwd=root)
    pid = tmp_path / "pid"
    for _ in range(400):
        if pid.exists() and pid.read_text():
            break
        await asyncio.sleep(0.05)
    process.kill()
    await process.wait()
    for _ in range(100):
        if not Path(f"/proc/{pid.read_text()}").exists():
            return
        await asyncio.sleep(0.05)
    pytest.fail("the child outlived the server")


async def test_a_machine_at_fault_does_not_blame_the_file(tmp_path: Path) -> None:
    """What tries again later must not be told to the family as a file that cannot be read."""
    with pytest.raises(OSError, match="confined"):
        await run_child("call", ["media.no_such_module"], limits=FEW, folder=tmp_path)
    with pytest.raises(OSError, match="no room"):
        await _python("raise OSError(28, 'No space left on device')", tmp_path)
    task = asyncio.create_task(
        _python("import os, time; open('pid', 'w').write(str(os.getpid())); time.sleep(60)", tmp_path)
    )
    pid = tmp_path / "pid"
    for _ in range(200):
        if pid.exists() and pid.read_text():
            break
        await asyncio.sleep(0.05)
    os.kill(int(pid.read_text()), signal.SIGTERM)
    with pytest.raises(OSError, match="from outside"):
        await task
