"""Every setting: name, environment variable, type, unit, default. Nothing else reads the environment."""

import os
import re
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import urlsplit

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator, model_validator

ROOT = Path(__file__).parent


class ConfigError(SystemExit):
    """A wrong setting stops the start with a sentence that names it."""


class Settings(BaseModel):
    """All settings; each field is read from the environment variable of the same name in capitals."""

    model_config = ConfigDict(frozen=True)

    port: int = Field(8000, ge=1, le=65535, description="TCP port that `make run` listens on")
    instance_path: Path = Field(ROOT / "instance", description="folder for everything the installation writes")
    database_url: str = Field("", description="SQLAlchemy address; empty: SQLite file in INSTANCE_PATH")
    secret_key: str = Field(..., min_length=32, description="random text that signs cookies, 32 characters or more")
    server_name: str = Field("", description="host name of the installation, e.g. ortskern.example; empty: as asked")
    https: bool = Field(False, description="site is reached by HTTPS only: secure __Host- cookies, HSTS")
    trusted_proxies: int = Field(0, ge=0, le=5, description="number of reverse proxies whose X-Forwarded-* is believed")
    site_name: str = Field("Ortskern", min_length=1, max_length=60, description="name shown on every page")
    operator_name: str = Field("", max_length=200, description="who runs the installation; shown in mails and feeds")
    mail_url: str = Field("", description="smtp://user:password@host:port (smtps:// for TLS); empty: outbox page")
    mail_from: str = Field("ortskern@localhost", description="sender address of all mail")
    mail_timeout_seconds: int = Field(20, ge=1, le=120, description="seconds until a mail server counts as hanging")
    search_engine: str = Field("tantivy", pattern="^(tantivy|whoosh)$", description="tantivy or whoosh")
    search_statistics: bool = Field(
        True, description="count searches without hits and clicks by rank, without any person"
    )
    shop_statistics: bool = Field(True, description="count views and clicks of shops, without any person")
    redis_url: str = Field("", description="redis://host:port/0 for rate limits; empty: a table of the database")
    upload_megabytes: int = Field(20, ge=1, le=200, description="largest file, MB; a request may have three times that")
    recording_megabytes: int = Field(300, ge=1, le=5000, description="largest recording of a webtalk, MB")
    shop_import_megabytes: int = Field(60, ge=1, le=1000, description="largest list of shops staff may upload, MB")
    session_days: int = Field(30, ge=1, le=365, description="days until an unused log-in ends")
    page_cache_seconds: int = Field(60, ge=0, le=60, description="seconds a guest's page may be kept; 0: never")
    log_level: str = Field(
        "INFO", pattern="^(DEBUG|INFO|WARNING|ERROR)$", description="least severity written to the log"
    )
    demo: bool = Field(False, description="let invented people log in though HTTPS is on; never in production")
    web_workers: int = Field(2, ge=1, le=64, description="number of gunicorn worker processes")
    jitsi_domain: str = Field("", description="host name of the Jitsi server (webtalks)")
    jitsi_app_id: str = Field("", description="application id of the Jitsi server's tokens")
    jitsi_app_secret: str = Field("", description="secret of the Jitsi server's tokens (HS256)")
    jitsi_xmpp_domain: str = Field("", description="XMPP domain in the tokens; empty: JITSI_DOMAIN; * for any")
    jitsi_key_file: str = Field("", description="PEM file of an RSA key; then tokens are signed with it (RS256)")
    jitsi_key_id: str = Field("", description="kid of that key, as the Jitsi server asks for it")
    jitsi_events_secret: str = Field("", description="bearer secret of the Jitsi server's reservations and events")
    webtalk_recap_days: int = Field(30, ge=1, le=365, description="days after a webtalk in which its recap is mailed")
    webtalk_data_days: int = Field(90, ge=1, le=3650, description="days after a webtalk until names of who came go")
    shop_statements: bool = Field(
        False, description="shops may upload bank statements to confirm receipts; only after legal advice"
    )
    shop_link_checks: bool = Field(True, description="ask now and then whether links of shops still lead somewhere")
    shop_letters: bool = Field(True, description="ask shops once a quarter by mail whether entries are right")
    shop_hours_days: int = Field(200, ge=30, le=1000, description="days a confirmation of hours carries open now")
    map_tiles_url: str = Field(
        "",
        description="outside map tiles, https://host/{z}/{x}/{y}.png; asked only after a click; empty: none",
    )
    map_tiles_attribution: str = Field("", max_length=300, description="whom the map names for MAP_TILES_URL")
    embed_hosts: str = Field(
        "",
        description="origins that may frame map and shop cards, e.g. https://www.stadt.example; empty: all",
    )
    argon2_memory_kib: int = Field(19456, ge=8, description="memory of one password hash, KiB (tests lower it)")

    @field_validator("mail_url")
    @classmethod
    def _smtp_only(cls, value: str) -> str:
        if value and urlsplit(value).scheme not in {"smtp", "smtps", "smtp+starttls"}:
            raise ValueError("must start with smtp://, smtp+starttls:// or smtps://")
        return value

    @field_validator("redis_url")
    @classmethod
    def _redis_only(cls, value: str) -> str:
        if value and urlsplit(value).scheme not in {"redis", "rediss", "redis+unix"}:
            raise ValueError("must start with redis://, rediss:// or redis+unix://")
        return value

    @field_validator("server_name")
    @classmethod
    def _host_only(cls, value: str) -> str:
        if "/" in value:
            raise ValueError("is a host name without https:// and without a slash")
        return value

    @field_validator("map_tiles_url")
    @classmethod
    def _tiles_of_one_host(cls, value: str) -> str:
        parts = urlsplit(value)
        if value and (parts.scheme != "https" or not re.fullmatch(r"[a-z0-9.-]+(:\d+)?", parts.netloc)):
            raise ValueError("must start with https:// and one host name in small letters")
        if value and not all(part in value for part in ("{z}", "{x}", "{y}")):
            raise ValueError("must contain {z}, {x} and {y}")
        return value

    @field_validator("embed_hosts")
    @classmethod
    def _origins_only(cls, value: str) -> str:
        for origin in value.split():
            if not re.fullmatch(r"https?://[a-z0-9.*-]+(:\d+)?", origin):
                raise ValueError("is a list of origins with blanks between, e.g. https://www.stadt.example")
        return " ".join(value.split())

    @model_validator(mode="after")
    def _tiles_name_their_source(self) -> "Settings":
        if self.map_tiles_url and not self.map_tiles_attribution:
            raise ValueError("MAP_TILES_URL needs MAP_TILES_ATTRIBUTION")
        return self

    @property
    def database_uri(self) -> str:
        if self.database_url:
            return self.database_url.replace("postgres://", "postgresql+psycopg://", 1).replace(
                "postgresql://", "postgresql+psycopg://", 1
            )
        return f"sqlite:///{self.instance_path.resolve() / 'ortskern.sqlite3'}"

    @property
    def base_url(self) -> str:
        """Address of the installation without a slash at the end; used where no request is at hand."""
        host = self.server_name or f"127.0.0.1:{self.port}"
        return f"{'https' if self.https else 'http'}://{host}"

    @classmethod
    def from_environment(cls, environ: Mapping[str, str] | None = None) -> "Settings":
        """Read all settings. Raises ConfigError with one sentence that names the wrong variables."""
        environ = os.environ if environ is None else environ
        given = {name: environ[name.upper()] for name in cls.model_fields if environ.get(name.upper())}
        given.setdefault("secret_key", _stored_secret(given.get("instance_path")))
        try:
            return cls(**given)  # type: ignore[arg-type]
        except ValidationError as error:
            raise ConfigError(_sentence(error)) from None


def _stored_secret(instance_path: str | None) -> str:
    """The secret that `make run` wrote to the instance folder, or nothing: there is no default secret."""
    path = Path(instance_path or ROOT / "instance") / "secret_key"
    return path.read_text().strip() if path.is_file() else ""


def _sentence(error: ValidationError) -> str:
    wrong = [
        f"{str(e['loc'][0]).upper()}: {e['msg']} (given: {_shown(e)})" if e["loc"] else e["msg"] for e in error.errors()
    ]
    return "Ortskern does not start because of a wrong setting. " + "; ".join(wrong)


def _shown(error: Mapping) -> str:
    secret = "SECRET" in str(error["loc"][0]).upper() or "url" in str(error["loc"][0])
    return "hidden" if secret and error["input"] else repr(error["input"])
