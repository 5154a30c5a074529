# `make run` to see it, `make test` to trust it; everything longer than a line lives in tools/.
PYTHON3 := $(shell command -v python3 || echo missing)
TOOL     = @$(PYTHON3) tools/bootstrap.py
DEV_TOOL = @$(PYTHON3) tools/bootstrap.py --dev

.PHONY: help run test bench bench-relevance bench-search bench-saved bench-load map vendor css messages lock lint types clean
.DEFAULT_GOAL := help

help: ## list what make can do
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/make \1	\2/p' Makefile | expand -t 20

run: python ## start the site with demo data on http://127.0.0.1:8000 (PORT=… for another port)
	$(TOOL) tools.serve

test: python ## run every check: lint, types, tests on SQLite and PostgreSQL, browser tests
	$(DEV_TOOL) tools.test

bench: python ## measure pages beside bare Flask, and the map of shops; writes instance/bench/{pages,shops}.json
	$(TOOL) tools.bench

bench-relevance: python ## measure how well search ranks, beside plain engines; writes instance/bench/relevance.json
	$(DEV_TOOL) tools.bench_relevance

bench-search: python ## measure search; writes instance/bench/search.json
	$(TOOL) tools.bench_search

bench-saved: python ## measure saved searches; writes instance/bench/saved.json
	$(TOOL) tools.bench_saved

bench-load: python ## measure 500 people at the door of a webtalk and 300 listeners; writes instance/bench/load.json
	$(DEV_TOOL) tools.load

map: python ## take in a map of your region: make map FILE=region.pmtiles
	$(TOOL) tools.take_map "$(FILE)" $(if $(SOURCE),"$(SOURCE)")

vendor: python ## fetch the front-end files under app/static/vendor again, byte for byte
	$(TOOL) tools.vendor

css: python ## join and prune the stylesheets, pack what is sent often
	$(DEV_TOOL) tools.build_css

messages: python ## gather the sentences to translate into app/translations/messages.pot
	$(TOOL) tools.messages

lock: python ## resolve requirements*.in into locked files with hashes for Python 3.11 to 3.13
	$(DEV_TOOL) tools.lock

lint: python ## look for mistakes and style
	$(DEV_TOOL) ruff check .

types: python ## check the types
	$(DEV_TOOL) mypy

clean: ## remove what can be made again; data in instance/ stays
	rm -rf .venv .pytest_cache .mypy_cache .ruff_cache .hypothesis test-results

.PHONY: python
python:
	@[ -x "$(PYTHON3)" ] || { echo "Es fehlt Python. Abhilfe: sudo apt-get install python3 python3-venv"; exit 1; }
