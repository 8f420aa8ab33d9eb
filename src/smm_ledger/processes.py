"""Which processes still run: what a dead one left half made may be taken away.

Windows is asked through its own functions: there `os.kill` with signal 0 is no question but sends
Ctrl-C to everything in the same window.
"""

import os
import sys

if sys.platform == "win32":
    import ctypes
    from ctypes import wintypes

    _SYNCHRONIZE = 0x00100000
    _WAIT_TIMEOUT = 0x102
    _ERROR_ACCESS_DENIED = 5

    def lives(process: int) -> bool:
        """Tell whether a process of this number runs, ours or another user's."""
        kernel = ctypes.WinDLL("kernel32", use_last_error=True)
        kernel.OpenProcess.argtypes = (wintypes.DWORD, wintypes.BOOL, wintypes.DWORD)
        kernel.OpenProcess.restype = wintypes.HANDLE
        kernel.WaitForSingleObject.argtypes = (wintypes.HANDLE, wintypes.DWORD)
        kernel.CloseHandle.argtypes = (wintypes.HANDLE,)
        handle = kernel.OpenProcess(_SYNCHRONIZE, 0, process)
        if not handle:
            return ctypes.get_last_error() == _ERROR_ACCESS_DENIED  # it is another user's
        try:
            return bool(kernel.WaitForSingleObject(handle, 0) == _WAIT_TIMEOUT)
        finally:
            kernel.CloseHandle(handle)

else:

    def lives(process: int) -> bool:
        """Tell whether a process of this number runs, ours or another user's."""
        try:
            os.kill(process, 0)
        except ProcessLookupError:
            return False
        except OSError:
            return True  # it is another user's
        return True
