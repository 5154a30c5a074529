"""The demo: invented towns, people and cases, and the open data beside them; one command puts them in, one takes
them out again."""
