"""The referee's own tests, then the program on 310 worlds of all levels, always the same: for_ctest.py PROGRAM. Exit status 77
where PyYAML is missing."""
import subprocess
import sys
from pathlib import Path

try:
    import yaml  # noqa: F401  the referee reads scenarios with it
except ImportError:
    print("skipped: there is no PyYAML (Debian: python3-yaml)")
    sys.exit(77)

from generate import LEVELS

WORLDS = 300
HERE = Path(__file__).parent

for arguments in (["-m", "unittest"], ["compare.py", "--program", sys.argv[1], "--seed", "1", "--count", str(WORLDS // LEVELS + 1)]):
    status = subprocess.run([sys.executable, "-B", *arguments], cwd=HERE).returncode
    if status:
        sys.exit(status)
