"""Draws the map that every installation brings along: `python -m tools.basemap`.

Reads demo/municipalities (outlines of the states, names of the towns) and demo/geo (streets of Heidelberg), and writes
vector tiles as PMTiles archives to app/shops/map/bundled/. For developers; the result is committed. The formats are
small enough to be written here: Mapbox Vector Tile 2.1, PMTiles 3.
"""
