"""Headers of every answer. A page that needs more says so with `g.csp` (the webtalk room, the map).

Who may show a page in a frame says frame-ancestors; X-Frame-Options, which knows nothing but "nobody", stays away then.
"""

from flask import Flask, Response, current_app, g, request

CSP = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self' data:",
    "font-src": "'self'",
    "connect-src": "'self'",
    "manifest-src": "'self'",
    "base-uri": "'none'",
    "form-action": "'self'",
    "frame-ancestors": "'none'",
    "object-src": "'none'",
}
PERMISSIONS = "camera=(), microphone=(), geolocation=(), display-capture=(), payment=(), usb=(), browsing-topics=()"
FIXED = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "strict-origin-when-cross-origin",
    "Permissions-Policy": PERMISSIONS,
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
NEEDED_BY_ALL = ("X-Content-Type-Options", "Cross-Origin-Resource-Policy")
POLICY = "; ".join(f"{name} {value}" for name, value in CSP.items())


def never_a_page(response: Response) -> Response:
    """For styles, scripts, fonts, pictures and tiles of ours: they need none of the headers that rule over pages."""
    g.never_a_page = True
    return response


def add_headers(response: Response) -> Response:
    if current_app.config["SETTINGS"].https:
        response.headers["Strict-Transport-Security"] = "max-age=31536000; includeSubDomains"
    if g.get("never_a_page") and response.status_code < 400:
        response.headers.extend({name: FIXED[name] for name in NEEDED_BY_ALL})
        return response
    extra = g.get("csp")
    for name, value in FIXED.items():
        if not (name == "X-Frame-Options" and extra and "frame-ancestors" in extra and response.status_code == 200):
            response.headers.setdefault(name, value)
    policy = "; ".join(f"{n} {v}" for n, v in {**CSP, **extra}.items()) if extra else POLICY
    response.headers.setdefault("Content-Security-Policy", policy)
    if not response.cache_control.max_age and "Cache-Control" not in response.headers:
        response.headers["Cache-Control"] = "private, no-cache" if request.cookies else "no-cache"
    return response


def cookie_settings(https: bool) -> dict[str, object]:
    """Flask's session cookie: never readable by scripts, never sent with foreign posts."""
    return {
        "SESSION_COOKIE_NAME": "__Host-ortskern" if https else "ortskern",
        "SESSION_COOKIE_SECURE": https,
        "SESSION_COOKIE_HTTPONLY": True,
        "SESSION_COOKIE_SAMESITE": "Lax",
        "SESSION_COOKIE_PATH": "/",
        "SESSION_REFRESH_EACH_REQUEST": False,
        "WTF_CSRF_TIME_LIMIT": None,
        "WTF_CSRF_SSL_STRICT": True,
    }


def same_origin() -> bool:
    """False when the browser says that another site sent this request.

    Sec-Fetch-Site decides where the browser sends it; Origin reads "null" on pages that send no referrer.
    """
    site = request.headers.get("Sec-Fetch-Site")
    if site is not None:
        return site in {"same-origin", "none"}
    return request.headers.get("Origin") in {None, request.host_url.rstrip("/")}


def refuse_foreign_posts() -> Response | None:
    """A second lock beside the CSRF token."""
    if request.method in {"GET", "HEAD", "OPTIONS"} or same_origin() or g.get("csrf_exempt"):
        return None
    return current_app.make_response(("Diese Anfrage kam von einer fremden Seite und wurde nicht ausgeführt.", 403))


def set_up(app: Flask) -> None:
    app.before_request(refuse_foreign_posts)
    app.after_request(add_headers)
