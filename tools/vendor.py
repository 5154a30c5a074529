"""Rebuild the vendored front-end files: `python -m tools.vendor`.

Reads app/static/vendor/vendor.lock.json (package, version, sha512 of the packed archive, files to copy),
fetches each archive with `npm pack`, refuses it when the checksum differs, and copies the named files byte
for byte. Writes `integrity.json` (sha384 per file) and VENDOR.md beside them. Needs npm, for developers only.
"""

import base64
import hashlib
import json
import shutil
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path

ROOT = Path(__file__).parent.parent
LOCK = ROOT / "app/static/vendor/vendor.lock.json"


def integrity(data: bytes, algorithm: str = "sha512") -> str:
    """Subresource-integrity value, e.g. `sha512-…`."""
    return f"{algorithm}-{base64.b64encode(hashlib.new(algorithm, data).digest()).decode()}"


def packages() -> list[dict]:
    """The entries of the lock file, in its order."""
    return json.loads(LOCK.read_text("utf-8"))["packages"]


def fetch(package: dict, folder: Path) -> Path:
    """Pack one package into folder and return the archive. Raises SystemExit when its checksum differs."""
    name = f"{package['name']}@{package['version']}"
    answer = subprocess.run(
        ["npm", "pack", "--silent", "--pack-destination", str(folder), name],
        check=True,
        capture_output=True,
        text=True,
        cwd=folder,
    )
    archive = folder / answer.stdout.split()[-1]
    found = integrity(archive.read_bytes())
    if found != package["integrity"]:
        raise SystemExit(f"{name}: expected {package['integrity']}, but the registry gave {found}")
    return archive


def unpack(package: dict, archive: Path) -> None:
    """Copy the named files of one archive into its folder, which is emptied first."""
    target = ROOT / package["into"] / package["folder"]
    shutil.rmtree(target, ignore_errors=True)
    target.mkdir(parents=True)
    with tarfile.open(archive) as tar:
        for source, name in package["files"].items():
            member = tar.extractfile(f"package/{source}")
            if member is None:
                raise SystemExit(f"{package['name']}: {source} is not a file in the archive")
            (target / name).write_bytes(member.read())


def listing(into: str) -> dict[str, str]:
    """Path below `into` → sha384 of every vendored file."""
    base = ROOT / into
    return {
        f"{package['folder']}/{name}": integrity((base / package["folder"] / name).read_bytes(), "sha384")
        for package in packages()
        if package["into"] == into
        for name in sorted(package["files"].values())
    }


def describe(into: str) -> str:
    """The text of VENDOR.md for one folder."""
    lines = [
        "# Vendored files",
        "",
        "Written by `make vendor` from `app/static/vendor/vendor.lock.json`; do not edit.",
        "The files are unchanged copies; `integrity.json` holds their sha384.",
        "",
        "| package | version | licence | folder |",
        "|---|---|---|---|",
    ]
    lines += [
        f"| {p['name']} | {p['version']} | {p['licence']} | `{p['folder']}/` |" for p in packages() if p["into"] == into
    ]
    return "\n".join(lines) + "\n"


def write_lists() -> None:
    """Write integrity.json and VENDOR.md into every target folder."""
    for into in sorted({package["into"] for package in packages()}):
        text = json.dumps(listing(into), indent=2) + "\n"
        (ROOT / into / "integrity.json").write_text(text, "utf-8")
        (ROOT / into / "VENDOR.md").write_text(describe(into), "utf-8")


def main() -> None:
    """Fetch, check and copy everything in the lock file."""
    if shutil.which("npm") is None:
        sys.exit("npm is missing; install it with: apt-get install npm")
    with tempfile.TemporaryDirectory() as folder:
        for package in packages():
            unpack(package, fetch(package, Path(folder)))
            print(f"{package['name']} {package['version']}")
    write_lists()


if __name__ == "__main__":
    main()
