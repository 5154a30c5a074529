"""python -m tools.basemap"""

from tools.basemap.germany import germany
from tools.basemap.heidelberg import heidelberg
from tools.basemap.places import TARGET


def main() -> None:
    TARGET.mkdir(exist_ok=True)
    for name, made in (("deutschland", germany()), ("heidelberg", heidelberg())):
        (TARGET / f"{name}.pmtiles").write_bytes(made)
        print(f"{name}.pmtiles: {len(made):,} bytes")


if __name__ == "__main__":
    main()
