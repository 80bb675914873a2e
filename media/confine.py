"""Runs in a new process, before any received byte is read: gives up what a decoder does not need, then does the work.

Started as a script by `media.limits`, so it imports nothing but the standard library:

    python -I -S confine.py '{"cpu_s": 60, …}' exec PROGRAM ARGUMENT…
    python -I -S confine.py '{"cpu_s": 60, …}' call MODULE ARGUMENT…     calls MODULE.main([ARGUMENT, …])

What is given up: time, memory, written bytes, open files, core dumps (setrlimit); the network, starting processes, tracing,
signalling and limiting others, leaving its session (seccomp); files outside the folders that are named (Landlock,
Linux ≥ 5.13, where the kernel has it). The limits are those of one process: that is why there is never a second one.
The process dies with the one that started it.
"""

import ctypes
import importlib
import json
import os
import resource
import signal
import struct
import sys
from typing import Any

NOT_READY = 97
"""The code with which the process ends when it could not give up what it must: nothing was read then."""
PR_SET_PDEATHSIG, PR_SET_NO_NEW_PRIVS, PR_SET_SECCOMP = 1, 38, 22
_ARCHES = {"x86_64": 0xC000003E, "aarch64": 0xC00000B7}
# In both columns: socket; ptrace, process_vm_readv, process_vm_writev, pidfd_open, pidfd_send_signal, pidfd_getfd; kill, tkill,
# rt_sigqueueinfo, rt_tgsigqueueinfo; setsid, setpgid; unshare, setns, mount; bpf, perf_event_open, userfaultfd, keyctl; the three
# of io_uring, which can do what they do. On x86-64 also fork and vfork.
_FORBIDDEN = {
    "x86_64": (
        *(41, 101, 310, 311, 434, 424, 438, 62, 200, 129, 297, 112, 109, 272, 308, 165, 321, 298, 323, 250),
        *(425, 426, 427, 57, 58),
    ),
    "aarch64": (
        *(198, 117, 270, 271, 434, 424, 438, 129, 130, 138, 240, 157, 154, 97, 268, 40, 280, 241, 282, 219),
        *(425, 426, 427),
    ),
}
_CLONE = {"x86_64": 56, "aarch64": 220}
_CLONE_THREAD = 0x00010000
_CLONE3 = 435
_OF_ONE_PROCESS = {"x86_64": {234: "self", 302: "none"}, "aarch64": {131: "self", 261: "none"}}
"""tgkill, of which abort() is made, reaches this process alone; prlimit64 is asked of oneself as 0."""
_READ_RIGHTS = 1 << 0 | 1 << 2 | 1 << 3  # execute, read a file, list a folder
_WRITE_RIGHTS = _READ_RIGHTS | 1 << 1 | 1 << 5 | 1 << 8 | 1 << 14  # write, remove, make and truncate a file
_HANDLED_RIGHTS = (1 << 13) - 1  # everything that the first version of Landlock knows
_TRUNCATE_RIGHT = 1 << 14  # from its third version


def limit(*, cpu_s: int, memory: int, output: int) -> None:
    """memory and output in bytes; output is the largest size of any one file written.

    Some programs take the signal of the first limit on time for a wish to stop, and use a little more to tidy up.
    """
    resource.setrlimit(resource.RLIMIT_CPU, (cpu_s, cpu_s + 5))
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_FSIZE, (output, output))
    resource.setrlimit(resource.RLIMIT_NOFILE, (256, 256))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def seal(*, readable: list[str], writable: list[str]) -> None:
    """No network, no other process, no file outside these folders, from here on and in every program started."""
    libc = ctypes.CDLL(None, use_errno=True)
    libc.prctl(PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)
    if libc.prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0:
        raise OSError(ctypes.get_errno(), "no_new_privs")
    _close_the_files(libc, readable, writable)
    _close_the_calls(libc)


def _close_the_files(libc: Any, readable: list[str], writable: list[str]) -> None:
    libc.syscall.restype = ctypes.c_long
    version = libc.syscall(444, None, ctypes.c_size_t(0), ctypes.c_uint(1))
    if version < 1:
        return  # a kernel without Landlock: the other limits hold
    handled = _HANDLED_RIGHTS | (_TRUNCATE_RIGHT if version >= 3 else 0)
    attributes = ctypes.create_string_buffer(struct.pack("=Q", handled), 8)
    ruleset = libc.syscall(444, attributes, ctypes.c_size_t(8), ctypes.c_uint(0))
    if ruleset < 0:
        raise OSError(ctypes.get_errno(), "landlock_create_ruleset")
    for paths, rights in ((readable, _READ_RIGHTS), (writable, _WRITE_RIGHTS)):
        for path in paths:
            _allow(libc, ruleset, path, rights & handled)
    if libc.syscall(446, ctypes.c_int(ruleset), ctypes.c_uint(0)) != 0:
        raise OSError(ctypes.get_errno(), "landlock_restrict_self")
    os.close(ruleset)


def _allow(libc: Any, ruleset: int, path: str, rights: int) -> None:
    try:
        opened = os.open(path, os.O_PATH | os.O_CLOEXEC)
    except OSError:
        return  # a folder that this system does not have
    try:
        if not os.path.isdir(path):
            rights &= 1 << 0 | 1 << 1 | 1 << 2 | _TRUNCATE_RIGHT
        rule = ctypes.create_string_buffer(struct.pack("=Qi", rights, opened), 12)
        if libc.syscall(445, ctypes.c_int(ruleset), ctypes.c_int(1), rule, ctypes.c_uint(0)) != 0:
            raise OSError(ctypes.get_errno(), "landlock_add_rule")
    finally:
        os.close(opened)


def _close_the_calls(libc: Any) -> None:
    machine = os.uname().machine
    if machine not in _ARCHES:
        return  # numbers of system calls are known for two architectures

    def step(code: int, k: int, jump_true: int = 0, jump_false: int = 0) -> bytes:
        return struct.pack("=HBBI", code, jump_true, jump_false, k)

    load, jump_equal, jump_at_least, jump_any_bit, answer = 0x20, 0x15, 0x35, 0x45, 0x06
    refuse, unknown, permit = 0x00050000 | 1, 0x00050000 | 38, 0x7FFF0000  # EPERM; ENOSYS; allow

    def unless(call: int, *checks: bytes) -> list[bytes]:
        """For one call: `checks` on its arguments, which end in an answer."""
        return [step(jump_equal, call, 0, len(checks)), *checks]

    # ENOSYS for clone3, whose flags are behind a pointer: libraries then use clone, whose flags can be read.
    rows = [
        step(load, 4),
        step(jump_equal, _ARCHES[machine], 1, 0),
        step(answer, refuse),  # another architecture's calls
        step(load, 0),
        step(jump_at_least, 0x40000000, 0, 1),
        step(answer, refuse),  # x32's numbers
        *(row for call in _FORBIDDEN[machine] for row in unless(call, step(answer, refuse))),
        *unless(_CLONE3, step(answer, unknown)),
        *unless(
            _CLONE[machine],
            step(load, 16),
            step(jump_any_bit, _CLONE_THREAD, 0, 1),
            step(answer, permit),
            step(answer, refuse),
        ),
    ]
    for call, whose in _OF_ONE_PROCESS[machine].items():
        asked = step(load, 16), step(jump_equal, os.getpid() if whose == "self" else 0, 0, 1)
        rows += unless(call, *asked, step(answer, permit), step(answer, refuse))
    rows.append(step(answer, permit))
    program = ctypes.create_string_buffer(b"".join(rows))
    filter_ = ctypes.create_string_buffer(struct.pack("@HxxxxxxP", len(rows), ctypes.addressof(program)))
    if libc.prctl(PR_SET_SECCOMP, 2, filter_, 0, 0) != 0:
        raise OSError(ctypes.get_errno(), "seccomp")


def main(given: list[str]) -> None:
    try:
        module = _prepare(given)
    except Exception as error:
        print(f"{type(error).__name__}: {error}", file=sys.stderr)
        sys.exit(NOT_READY)
    if module is None:
        os.execv(given[2], given[2:])  # noqa: S606 - no shell: that is the point
    module.main(given[3:])


def _prepare(given: list[str]) -> Any:
    terms = json.loads(given[0])
    module = None
    if given[1] == "call":
        sys.path[:0] = terms["paths"]
        module = importlib.import_module(given[2])  # ours; what is received is read after
    limit(cpu_s=terms["cpu_s"], memory=terms["memory"], output=terms["output"])
    os.nice(terms["nice"])
    seal(readable=terms["readable"], writable=terms["writable"])
    return module


if __name__ == "__main__":
    main(sys.argv[1:])
