"""Run as a script, in a process of its own: decrypts a workbook with the programs' default password.

Usage: decrypt.py PATH TARGET LIBRARIES MEMORY_BYTES CPU_SECONDS. Excel and WPS write-protect by encrypting
with that password and open such a file without asking. The answer is {}, or {"fault": why not}.
"""

from __future__ import annotations

import json
import os
import resource
import sys
from pathlib import Path

_DEFAULT_PASSWORD = "VelvetSweatshop"  # noqa: S105  (public: the file formats' documentation names it)


def main() -> None:
    path, target, libraries, memory, seconds = sys.argv[1:]
    answers = os.fdopen(os.dup(1), "w")
    os.dup2(2, 1)  # what a library prints is no part of the answer
    sys.path.append(libraries)
    resource.setrlimit(resource.RLIMIT_AS, (int(memory), int(memory)))
    resource.setrlimit(resource.RLIMIT_CPU, (int(seconds), int(seconds)))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    import msoffcrypto

    try:
        with Path(path).open("rb") as file, Path(target).open("wb") as plain:
            book = msoffcrypto.OfficeFile(file)
            book.load_key(password=_DEFAULT_PASSWORD)
            book.decrypt(plain)
        answer = {}
    except BaseException as fault:  # another password, or a way to encrypt that nobody knows
        answer = {"fault": f"encrypted: {type(fault).__name__}: {fault}"[:500]}
    with answers:
        json.dump(answer, answers)


if __name__ == "__main__":
    main()
