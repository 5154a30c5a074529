"""Small programs behind `make`: nothing the running site imports."""
