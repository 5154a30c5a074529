"""Make .venv ready, then run one of our tools in it: `python3 tools/bootstrap.py [--dev] tools.serve`.

Runs with whatever python3 the machine has, even one too old for the site itself, so that the answer to
"why does it not start" is a sentence and not a traceback. Standard library only.
"""

import hashlib
import os
import re
import shutil
import subprocess
import sys

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
VENV = os.path.join(ROOT, ".venv")
VENV_PYTHON = os.path.join(VENV, "bin", "python")
VERSIONS = ("3.13", "3.12", "3.11")
PROBE = "import sys, sqlite3, ssl; print('%d.%d' % sys.version_info[:2])"


def main(arguments):
    dev, command = "--dev" in arguments, [argument for argument in arguments if argument != "--dev"]
    os.chdir(ROOT)
    make_ready(["requirements.txt", "requirements-dev.txt"] if dev else ["requirements.txt"])
    if command:
        sys.stdout.flush()
        os.execv(VENV_PYTHON, [VENV_PYTHON, "-m", *command])


def make_ready(locks):
    missing = [lock for lock in locks if not is_installed(lock)]
    if missing and not is_usable():
        create_venv(find_python())
        missing = locks
    for lock in missing:
        install(lock)


def is_usable():
    return answer(VENV_PYTHON, PROBE) in VERSIONS and answer(VENV_PYTHON, "import pip; print('ok')") == "ok"


def find_python():
    """The first Python 3.11 to 3.13 that works, $PYTHON first."""
    named = [os.environ["PYTHON"]] if os.environ.get("PYTHON") else []
    for candidate in [*named, sys.executable, *("python" + version for version in VERSIONS)]:
        path = shutil.which(candidate)
        if path and answer(path, PROBE) in VERSIONS:
            return path
    found = sys.version.split()[0]
    stop(f"Es fehlt ein Python 3.11, 3.12 oder 3.13 (gefunden: {found}).", "sudo apt-get install python3 python3-venv")


def create_venv(python):
    version = answer(python, PROBE)
    if answer(python, "import ensurepip, venv; print('ok')") != "ok":
        stop(
            f"Zu Python {version} fehlt das Modul für virtuelle Umgebungen.",
            f"sudo apt-get install python{version}-venv",
        )
    say(f"Lege die Umgebung .venv an (Python {version}) …")
    subprocess.run([python, "-m", "venv", "--clear", VENV], check=True)


def install(lock):
    """Install one lock file with its hashes; shows how far it is, keeps pip's words in .venv/install.log."""
    total = len(names_in(lock))
    say(f"Installiere {total} Pakete aus {lock} …")
    command = [
        VENV_PYTHON,
        "-m",
        "pip",
        "install",
        "--no-input",
        "--disable-pip-version-check",
        "--progress-bar",
        "off",
        "--require-hashes",
        "-r",
        lock,
    ]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, encoding="utf-8")
    lines = follow(process.stdout, total)
    if process.wait() != 0:
        say("".join(lines[-12:]))
        stop(
            f"Die Pakete aus {lock} ließen sich nicht installieren (Protokoll: .venv/install.log).",
            "Verbindung zum Paketverzeichnis prüfen und make noch einmal aufrufen",
        )
    with open(marker_of(lock), "w", encoding="utf-8") as marker:
        marker.write(fingerprint(lock))


def follow(output, total):
    lines, seen = [], 0
    with open(os.path.join(VENV, "install.log"), "w", encoding="utf-8") as log:
        for line in output:
            log.write(line)
            lines.append(line)
            if line.startswith(("Collecting ", "Processing ")):
                seen += 1
                show_progress(seen, total)
            elif line.startswith("Installing collected packages"):
                say("  … geholt, nun auspacken")
    return lines


def show_progress(seen, total):
    if seen % 10 == 0 or seen == total:
        say(f"  {seen} von {total}")


def is_installed(lock):
    """Whether .venv holds what this lock says; a changed lock asks for a new installation."""
    try:
        with open(marker_of(lock), encoding="utf-8") as marker:
            return marker.read() == fingerprint(lock) and os.path.exists(VENV_PYTHON)
    except OSError:
        return False


def marker_of(lock):
    return os.path.join(VENV, lock + ".installed")


def fingerprint(lock):
    with open(lock, "rb") as content:
        return hashlib.sha256(content.read() + VENV.encode()).hexdigest()


def names_in(lock):
    with open(lock, encoding="utf-8") as content:
        return set(re.findall(r"^([A-Za-z0-9._-]+)(?:\[[^\]]*\])?==", content.read(), re.M))


def answer(python, code):
    try:
        quiet = subprocess.DEVNULL
        return subprocess.check_output([python, "-c", code], stderr=quiet, encoding="utf-8").strip()
    except (OSError, subprocess.CalledProcessError):
        return ""


def say(text):
    print(text, flush=True)


def stop(reason, command):
    sys.exit(f"{reason}\nAbhilfe: {command}")


if __name__ == "__main__":
    main(sys.argv[1:])
