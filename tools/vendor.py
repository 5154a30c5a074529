"""Rebuild the vendored files: `make vendor`.

Reads app/static/vendor/vendor.lock.json (package, version, sha512 of the packed archive, files to copy), fetches each
archive with its registry's own program (`npm pack`, `pip download`), refuses it when the checksum differs, and copies
the named files byte for byte. Writes `integrity.json` (sha512 per file) and VENDOR.md beside them. Needs npm, for
developers only. The tests need no network: they hold every file against the lists, and the lists against the lock.
"""

import base64
import hashlib
import json
import shutil
import subprocess
import sys
import tarfile
import tempfile
import zipfile
from pathlib import Path

ROOT = Path(__file__).parent.parent
LOCK = ROOT / "app/static/vendor/vendor.lock.json"


def integrity(data: bytes) -> str:
    """Subresource-integrity value: `sha512-…`."""
    return f"sha512-{base64.b64encode(hashlib.sha512(data).digest()).decode()}"


def packages() -> list[dict]:
    """The entries of the lock file, in its order."""
    return json.loads(LOCK.read_text("utf-8"))["packages"]


def fetch(package: dict, folder: Path) -> Path:
    """Pack one package into an empty folder and return the archive. Raises SystemExit when its checksum differs."""
    folder.mkdir()
    subprocess.run(_fetching(package, folder), check=True, stdout=subprocess.DEVNULL, cwd=folder)
    (archive,) = folder.iterdir()
    found = integrity(archive.read_bytes())
    if found != package["integrity"]:
        raise SystemExit(f"{package['name']}: expected {package['integrity']}, but the registry gave {found}")
    return archive


def _fetching(package: dict, folder: Path) -> list[str]:
    name, version = package["name"], package["version"]
    if package.get("from") == "pypi":
        pip = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--only-binary=:all:"]
        return [*pip, "--dest", str(folder), f"{name}=={version}"]
    return ["npm", "pack", "--silent", "--pack-destination", str(folder), f"{name}@{version}"]


def unpack(package: dict, archive: Path, root: Path = ROOT) -> None:
    """Copy the named files of one archive into its folder, which is emptied first."""
    target = root / package["into"] / package["folder"]
    shutil.rmtree(target, ignore_errors=True)
    target.mkdir(parents=True)
    content = _content(archive)
    for source, name in package["files"].items():
        if source not in content:
            raise SystemExit(f"{package['name']}: {source} is not a file in the archive")
        (target / name).write_bytes(content[source])


def _content(archive: Path) -> dict[str, bytes]:
    """Files by their path in the package. npm packs them below package/."""
    if archive.suffix == ".whl":
        with zipfile.ZipFile(archive) as wheel:
            return {name: wheel.read(name) for name in wheel.namelist()}
    with tarfile.open(archive) as tar:
        files = [(member, tar.extractfile(member)) for member in tar if member.isfile()]
        return {member.name.removeprefix("package/"): file.read() for member, file in files if file}


def listing(into: str, root: Path = ROOT) -> dict[str, str]:
    """Path below `into` → sha512 of every vendored file."""
    base = root / into
    return {
        f"{package['folder']}/{name}": integrity((base / package["folder"] / name).read_bytes())
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
        "The files are unchanged copies; `integrity.json` holds their sha512.",
        "",
        "| package | version | licence | folder |",
        "|---|---|---|---|",
    ]
    lines += [
        f"| {p['name']} | {p['version']} | {p['licence']} | `{p['folder']}/` |" for p in packages() if p["into"] == into
    ]
    return "\n".join(lines) + "\n"


def targets() -> list[str]:
    return sorted({package["into"] for package in packages()})


def write_lists(root: Path = ROOT) -> None:
    """Write integrity.json and VENDOR.md into every target folder."""
    for into in targets():
        text = json.dumps(listing(into, root), indent=2) + "\n"
        (root / into / "integrity.json").write_text(text, "utf-8")
        (root / into / "VENDOR.md").write_text(describe(into), "utf-8")


def main() -> None:
    """Fetch, check and copy everything in the lock file."""
    if shutil.which("npm") is None:
        sys.exit("npm is missing; install it with: apt-get install npm")
    with tempfile.TemporaryDirectory() as folder:
        for package in packages():
            unpack(package, fetch(package, Path(folder) / package["folder"]))
            print(f"{package['name']} {package['version']}")
    write_lists()


if __name__ == "__main__":
    main()
