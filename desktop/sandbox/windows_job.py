"""Windows only: a process that is born into a job object, which ends with everything in it.

Hides ctypes and the call order. Unverified: written from Microsoft's documentation, not run on Windows yet.
"""

from __future__ import annotations

import ctypes
import subprocess
import sys
from collections.abc import Mapping

_KILL_ON_JOB_CLOSE = 0x2000
_ACTIVE_PROCESS = 0x0008
_JOB_MEMORY = 0x0200
_EXTENDED_LIMITS, _ACCOUNTING = 9, 1
_CREATE_SUSPENDED, _CREATE_NO_WINDOW, _UNICODE_ENVIRONMENT = 0x4, 0x08000000, 0x400
_WAIT_TIMEOUT = 258
_MB = 1024 * 1024


class _BasicLimits(ctypes.Structure):
    # ctypes.c_ulong has 8 bytes outside Windows; fixed sizes keep the layout testable anywhere.
    _fields_ = [
        ("per_process_time", ctypes.c_int64),
        ("per_job_time", ctypes.c_int64),
        ("limit_flags", ctypes.c_uint32),
        ("minimum_working_set", ctypes.c_size_t),
        ("maximum_working_set", ctypes.c_size_t),
        ("active_process_limit", ctypes.c_uint32),
        ("affinity", ctypes.c_size_t),
        ("priority_class", ctypes.c_uint32),
        ("scheduling_class", ctypes.c_uint32),
    ]


class ExtendedLimits(ctypes.Structure):
    """JOBOBJECT_EXTENDED_LIMIT_INFORMATION: 144 bytes on a 64-bit system."""

    _fields_ = [
        ("basic", _BasicLimits),
        ("io_counters", ctypes.c_uint64 * 6),
        ("process_memory", ctypes.c_size_t),
        ("job_memory", ctypes.c_size_t),
        ("peak_process_memory", ctypes.c_size_t),
        ("peak_job_memory", ctypes.c_size_t),
    ]


class _Accounting(ctypes.Structure):
    _fields_ = [
        ("user_time", ctypes.c_int64),
        ("kernel_time", ctypes.c_int64),
        ("period_user_time", ctypes.c_int64),
        ("period_kernel_time", ctypes.c_int64),
        ("counts", ctypes.c_uint32 * 4),
    ]


if sys.platform == "win32":
    import _winapi

    class Job:
        """One job with one program in it."""

        def __init__(self, max_processes: int, max_memory_mb: int) -> None:
            """``0`` means no limit. Raises OSError."""
            self._kernel = ctypes.WinDLL("kernel32", use_last_error=True)
            self._kernel.CreateJobObjectW.restype = ctypes.c_void_p
            self._job = ctypes.c_void_p(self._kernel.CreateJobObjectW(None, None))
            self._check(bool(self._job.value))
            limits = ExtendedLimits()
            limits.basic.limit_flags = _KILL_ON_JOB_CLOSE
            if max_processes > 0:
                limits.basic.limit_flags |= _ACTIVE_PROCESS
                limits.basic.active_process_limit = max_processes
            if max_memory_mb > 0:
                limits.basic.limit_flags |= _JOB_MEMORY
                limits.job_memory = max_memory_mb * _MB
            size = ctypes.sizeof(limits)
            self._check(
                self._kernel.SetInformationJobObject(self._job, _EXTENDED_LIMITS, ctypes.byref(limits), size)
            )

        def start(self, command: list[str], environment: Mapping[str, str], work_dir: str) -> None:
            """Start the program; it runs only once it is in the job. Raises OSError."""
            flags = _CREATE_SUSPENDED | _CREATE_NO_WINDOW | _UNICODE_ENVIRONMENT
            line = subprocess.list2cmdline(command)
            self._process, thread, _, _ = _winapi.CreateProcess(
                command[0],
                line,
                None,
                None,
                True,
                flags,
                dict(environment),
                work_dir,
                subprocess.STARTUPINFO(),
            )
            try:
                self._check(self._kernel.AssignProcessToJobObject(self._job, ctypes.c_void_p(self._process)))
                self._kernel.ResumeThread(ctypes.c_void_p(thread))
            except OSError:
                _winapi.TerminateProcess(self._process, 1)
                raise
            finally:
                _winapi.CloseHandle(thread)

        def exit_code(self) -> int | None:
            """The program's exit code; ``None`` while it runs."""
            if _winapi.WaitForSingleObject(self._process, 0) == _WAIT_TIMEOUT:
                return None
            return _winapi.GetExitCodeProcess(self._process)

        def end(self) -> None:
            """Kill everything in the job."""
            self._kernel.TerminateJobObject(self._job, 1)
            _winapi.WaitForSingleObject(self._process, 5000)

        def peak_kb(self) -> int:
            """The largest memory of the whole job."""
            limits = ExtendedLimits()
            self._query(_EXTENDED_LIMITS, limits)
            return int(limits.peak_job_memory) // 1024

        def cpu_ms(self) -> int:
            """Processor time of all processes there were in the job."""
            facts = _Accounting()
            self._query(_ACCOUNTING, facts)
            return int(facts.user_time + facts.kernel_time) // 10_000

        def _query(self, kind: int, into: ctypes.Structure) -> None:
            self._check(
                self._kernel.QueryInformationJobObject(
                    self._job, kind, ctypes.byref(into), ctypes.sizeof(into), None
                )
            )

        def _check(self, result: int) -> None:
            if not result:
                raise ctypes.WinError(ctypes.get_last_error())
