"""Calls of the Linux kernel that Python 3.11 has no function for.

Each is best effort: a kernel or a container may forbid it, and reading goes on without.
"""

from __future__ import annotations

import ctypes
import signal

_PR_SET_PDEATHSIG = 1
_PR_SET_NO_NEW_PRIVS = 38
_CLONE_NEWUSER = 0x10000000
_CLONE_NEWNET = 0x40000000


def die_with_parent() -> None:
    """From here on, this process is killed when the thread that started it ends."""
    _libc().prctl(_PR_SET_PDEATHSIG, int(signal.SIGKILL), 0, 0, 0)


def gain_no_privileges() -> None:
    """No program that this process or a child of it starts has more rights than it."""
    _libc().prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)


def leave_network() -> bool:
    """Give up the network for this process and all that it starts; whether the kernel allowed it.

    A network namespace of its own has not even a loopback that is up. Who is not root needs a user
    namespace for it, which some systems forbid.
    """
    libc = _libc()
    return any(
        libc.unshare(flags) == 0 for flags in (_CLONE_NEWNET, _CLONE_NEWUSER | _CLONE_NEWNET)
    )


def _libc() -> ctypes.CDLL:
    return ctypes.CDLL(None, use_errno=True)
