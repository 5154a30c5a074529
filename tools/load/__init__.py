"""A webtalk under load, on an installation of its own: all come within a minute, all follow the questions."""
