"""A private Prosody with Jitsi's plugins, on loopback, in a folder of its own; set up by our own settings."""

import os
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from app.webtalks.xmpp import Refused, Session, Unreachable
from tests.harness.live_site import free_port
from tests.webtalks.room.verifier import APP_ID, DOMAIN, SECRET
from tools.machine import find_prosody

NEEDED = ("mod_auth_token.lua", "mod_token_verification.lua", "token/util.lib.lua", "mod_token_affiliation.lua")
BY_KEY = "schluessel.test"
CONFIG = """
run_as_root = true
pidfile = "{place}/prosody.pid"
data_path = "{place}/data"
certificates = "{place}"
log = {{ info = "{place}/prosody.log" }}
plugin_paths = {{ {plugins} }}
modules_enabled = {{ "bosh", "websocket", "saslauth" }}
modules_disabled = {{ "s2s", "offline", "posix", "http_files" }}
interfaces = {{ "127.0.0.1" }}
c2s_ports = {{ }}
s2s_ports = {{ }}
https_ports = {{ }}
http_ports = {{ {port} }}
http_interfaces = {{ "127.0.0.1" }}
http_default_host = "{domain}"
consider_bosh_secure = true
c2s_require_encryption = false
muc_mapper_domain_base = "{domain}"

VirtualHost "{domain}"
  authentication = "token"
  app_id = "{app_id}"
  app_secret = "{secret}"
  asap_accepted_audiences = {{ "jitsi" }}

Component "conference.{domain}" "muc"
  modules_enabled = {{ "token_verification", "token_affiliation" }}
  restrict_room_creation = false
  muc_room_locking = false

VirtualHost "{by_key}"
  authentication = "token"
  app_id = "{app_id}"
  asap_key_server = "http://127.0.0.1:{key_port}/jitsi/schluessel"
  asap_accepted_audiences = {{ "jitsi" }}
"""


def folders() -> list[Path]:
    """JITSI_PLUGINS_DIR: one folder, or several divided by colons (token_affiliation comes from another collection)."""
    return [Path(one).resolve() for one in os.environ.get("JITSI_PLUGINS_DIR", "").split(os.pathsep) if one]


@contextmanager
def running_prosody(place: Path, key_port: int) -> Iterator[str]:
    """Host and port where it takes log-ins over HTTP."""
    if not folders():
        pytest.skip("JITSI_PLUGINS_DIR names no folder with Jitsi's plugins for Prosody")
    missing = [name for name in NEEDED if not any((folder / name).exists() for folder in folders())]
    program = find_prosody()
    assert not missing, f"JITSI_PLUGINS_DIR lacks {', '.join(missing)}"
    assert program, "prosody is missing: sudo apt-get install prosody lua-cjson lua-luaossl lua-basexx lua-inspect"
    port = free_port()
    _write(place, port, key_port)
    process = subprocess.Popen(
        [program, "--config", place / "prosody.cfg.lua"], env=_environment(place), stdout=subprocess.DEVNULL
    )
    try:
        _wait(f"127.0.0.1:{port}", process, place)
        yield f"127.0.0.1:{port}"
    finally:
        process.terminate()
        process.wait(timeout=20)


def _write(place: Path, port: int, key_port: int) -> None:
    (place / "data").mkdir()
    plugins = ", ".join(f'"{folder}"' for folder in folders())
    values = {"place": place, "port": port, "key_port": key_port, "plugins": plugins, "by_key": BY_KEY}
    text = CONFIG.format(domain=DOMAIN, app_id=APP_ID, secret=SECRET, **values)
    (place / "prosody.cfg.lua").write_text(text)


def _environment(place: Path) -> dict[str, str]:
    """Debian keeps two of the libraries out of the sight of Lua 5.4; any version of them will do."""
    lua = place / "lua"
    lua.mkdir()
    for name in ("basexx.lua", "inspect.lua"):
        found = [one for one in sorted(Path("/usr/share/lua").glob(f"*/{name}")) if one.exists()]
        (lua / name).symlink_to(found[-1])
    return {**os.environ, "LUA_PATH": f"{lua}/?.lua;;"}


def _wait(host: str, process: subprocess.Popen[bytes], place: Path) -> None:
    ends = time.monotonic() + 30
    while time.monotonic() < ends and process.poll() is None:
        try:
            with Session(f"http://{host}/http-bind", DOMAIN, seconds=2) as session:
                return session.log_in()
        except Refused:
            return None
        except Unreachable:
            time.sleep(0.1)
    raise AssertionError((place / "prosody.log").read_text()[-2000:])
