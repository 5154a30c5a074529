"""Resolve requirements*.in into locked files with hashes that hold on every Python we support."""

import subprocess
import sys

OPTIONS = [
    "--universal",
    "--python-version",
    "3.11",
    "--generate-hashes",
    "--quiet",
    "--no-header",
    "--no-emit-index-url",
    "--no-emit-find-links",
]


def main() -> None:
    newest = ["--upgrade"] if "--upgrade" in sys.argv else []
    for name in ("requirements", "requirements-dev"):
        compiling = [sys.executable, "-m", "uv", "pip", "compile", *OPTIONS, *newest]
        subprocess.run([*compiling, f"{name}.in", "-o", f"{name}.txt"], check=True)
        print(f"{name}.txt ist aufgelöst.")


if __name__ == "__main__":
    main()
