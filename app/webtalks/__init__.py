"""Webtalks: announced video talks, alone or as a series; who may come, who has a seat, who waits for one."""
