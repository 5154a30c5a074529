"""`make run`: a site with demo data, ready to look at; web server and job worker side by side."""

import os
import secrets
import socket
import subprocess
import sys
import threading
import time
import urllib.request
from pathlib import Path

from config import Settings
from tools.children import Child, Family
from tools.prepared import as_last_time, note

HOST = "127.0.0.1"
READY_SECONDS = 60


def main() -> int:
    port = port_to_use()
    instance = Path(os.environ.get("INSTANCE_PATH") or "instance").resolve()
    environment = settings_for(instance)
    Settings.from_environment(environment)
    logins = as_last_time(environment) or prepare(environment)
    family = Family([web_server(port, environment), job_worker(environment)])
    threading.Thread(target=greet, args=(port, logins, environment), daemon=True).start()
    code = family.run()
    print("Beendet; alle Daten bleiben in", instance, flush=True)
    return code


def port_to_use() -> int:
    """PORT (1 to 65535), when nobody else holds it."""
    text = os.environ.get("PORT") or "8000"
    if not text.isdecimal() or not 0 < int(text) < 65536:
        sys.exit(f"PORT ist »{text}«, muss aber eine Zahl von 1 bis 65535 sein.")
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, int(text)))
        except OSError as error:
            sys.exit(f"Anschluss {text} ist nicht frei ({error.strerror}). Abhilfe: PORT=8001 make run")
    return int(text)


def settings_for(instance: Path) -> dict[str, str]:
    secret = os.environ.get("SECRET_KEY") or secret_in(instance / "secret_key")
    usual = {"DEMO": "true", "WEB_WORKERS": "2", "FLASK_APP": "wsgi"}
    return {**usual, **os.environ, "INSTANCE_PATH": str(instance), "SECRET_KEY": secret}


def secret_in(path: Path) -> str:
    """The installation's own random key, made at the first start and readable by its owner alone."""
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        with open(path, "x", opener=lambda name, flags: os.open(name, flags, 0o600)) as file:
            file.write(secrets.token_hex(32))
    return path.read_text().strip()


def prepare(environment: dict[str, str]) -> str:
    """Tables up to date, demo data at the first start; returns who may log in."""
    done = subprocess.run([sys.executable, "-m", "tools.prepare"], env=environment, stdout=subprocess.PIPE, text=True)
    if done.returncode != 0:
        sys.exit("Der Start ist nicht möglich; der Grund steht oben.")
    logins = done.stdout.strip()
    note(environment, logins)
    return logins


def web_server(port: int, environment: dict[str, str]) -> Child:
    options = ["--preload", "--bind", f"{HOST}:{port}", "--workers", environment["WEB_WORKERS"]]
    command = [sys.executable, "-m", "gunicorn", *options, "--no-control-socket", "--log-level", "warning", "wsgi:app"]
    return Child("Der Webserver", command, environment)


def job_worker(environment: dict[str, str]) -> Child:
    return Child("Der Arbeiter", [sys.executable, "-m", "flask", "jobs", "run"], environment)


def greet(port: int, logins: str, environment: dict[str, str]) -> None:
    """Once the site answers, say where it is and who may log in."""
    address = f"http://{HOST}:{port}"
    if not answers(f"{address}/healthz"):
        print(f"Die Seite antwortet seit {READY_SECONDS} s nicht; Gründe stehen oben.", flush=True)
        return
    outbox = f"liegen unter {address}/redaktion/postausgang"
    mail = "gehen an MAIL_URL" if environment.get("MAIL_URL") else outbox
    print(f"\nOrtskern läuft: {address}\n\n{logins}\n\nE-Mails {mail}.")
    print(f"Daten: {environment['INSTANCE_PATH']}\nBeenden mit Strg-C.", flush=True)


def answers(address: str) -> bool:
    deadline = time.monotonic() + READY_SECONDS
    while time.monotonic() < deadline:
        try:
            with urllib.request.urlopen(address, timeout=2):
                return True
        except OSError:
            time.sleep(0.1)
    return False


if __name__ == "__main__":
    sys.exit(main())
