"""What a browser calls itself, in words a person recognises."""

BROWSERS = (
    ("Edg", "Edge"),
    ("OPR/", "Opera"),
    ("SamsungBrowser", "Samsung Internet"),
    ("Firefox", "Firefox"),
    ("FxiOS", "Firefox"),
    ("Chrome", "Chrome"),
    ("CriOS", "Chrome"),
    ("Safari", "Safari"),
)
SYSTEMS = (
    ("iPhone", "dem iPhone"),
    ("iPad", "dem iPad"),
    ("Android", "Android"),
    ("Windows", "Windows"),
    ("Mac OS", "dem Mac"),
    ("CrOS", "dem Chromebook"),
    ("Linux", "Linux"),
)


def device_name(user_agent: str) -> str:
    """ "Firefox auf Windows"; "Unbekanntes Gerät" when it says neither."""
    browser = next((name for sign, name in BROWSERS if sign in user_agent), "")
    system = next((name for sign, name in SYSTEMS if sign in user_agent), "")
    if browser and system:
        return f"{browser} auf {system}"
    return browser or (f"Browser auf {system}" if system else "Unbekanntes Gerät")
