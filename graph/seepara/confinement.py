"""What a process gives up that reads hostile files or answers queries: network, memory, rights.

Each is best effort: a kernel or a container may forbid it, and the work goes on without.
"""

from __future__ import annotations

import signal
import sys

_PR_SET_PDEATHSIG = 1
_PR_SET_NO_NEW_PRIVS = 38
_CLONE_NEWUSER = 0x10000000
_CLONE_NEWNET = 0x40000000


def die_with_parent() -> None:
    """From here on, this process is killed when the one that started it ends (Linux)."""
    if sys.platform == "linux":
        import ctypes

        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, int(signal.SIGKILL), 0, 0, 0)


def gain_no_privileges() -> None:
    """No program that this process or a child of it starts has more rights than it (Linux)."""
    if sys.platform == "linux":
        import ctypes

        ctypes.CDLL(None).prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)


def leave_network() -> bool:
    """Give up the network for this process and all that it starts; whether the kernel allowed it.

    A network namespace of its own has not even a loopback that is up. Who is not root needs a user
    namespace for it, which some systems forbid.
    """
    if sys.platform != "linux":
        return False
    import ctypes

    libc = ctypes.CDLL(None)
    return any(
        libc.unshare(flags) == 0 for flags in (_CLONE_NEWNET, _CLONE_NEWUSER | _CLONE_NEWNET)
    )


def limit_memory(size: int) -> None:
    """At most so many bytes of address space, no file written, no core dump (not on Windows)."""
    limit_address_space(size)
    if sys.platform != "win32":
        import resource

        _lower(resource.RLIMIT_CORE, 0)
        _lower(resource.RLIMIT_FSIZE, 0)


def limit_address_space(size: int) -> None:
    """At most so many bytes of address space: behind that, `MemoryError` (not on Windows, macOS)."""
    if sys.platform != "win32":
        import resource

        _lower(resource.RLIMIT_AS, size)


def _lower(kind: int, most: int) -> None:
    import resource

    _, hard = resource.getrlimit(kind)
    allowed = most if hard == resource.RLIM_INFINITY else min(most, hard)
    try:
        resource.setrlimit(kind, (allowed, allowed))
    except (OSError, ValueError):  # macOS has no limit of address space
        if sys.platform == "linux":
            raise
