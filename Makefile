# The portal's commands. `make run` and `make test` need only Python 3.11 or newer and make.
PYTHON ?= $(shell for python in python3 python3.13 python3.12 python3.11; do \
	$$python -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null \
	&& { echo $$python; break; }; done)
VENV_PYTHON = .venv/bin/python
LOCK = $(VENV_PYTHON) -m uv pip compile --quiet --universal --python-version 3.11 \
	--generate-hashes --no-emit-index-url --no-emit-find-links --fork-strategy fewest \
	--custom-compile-command "make lock"

.DEFAULT_GOAL := help
.PHONY: help run setup assets setup-tools check test test-sqlite test-postgres test-browser bench \
	format screenshots lock clean python

help: ## Show this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-15s %s\n", $$1, $$2 }' Makefile

run: setup ## Set up what is missing and serve on http://127.0.0.1:8000/ (PORT=... changes it)
	@exec $(VENV_PYTHON) -m scripts.serve

setup: python ## Everything but serving
	@$(PYTHON) -m scripts.prepare --database

assets: python ## Packages, styles, translations and static files, without a database
	@$(PYTHON) -m scripts.prepare

setup-tools: python ## What checks and tests need
	@$(PYTHON) -m scripts.prepare --tools

check: setup-tools ## Format, lint, types, settings, and the quick tests on SQLite
	@$(VENV_PYTHON) -m scripts.check check

test: setup-tools ## All of it: checks, tests on SQLite and PostgreSQL and in a browser
	@$(VENV_PYTHON) -m scripts.check check thorough postgres browser

test-sqlite: setup-tools ## Only the tests on SQLite
	@$(VENV_PYTHON) -m pytest --numprocesses=2 -m "not browser"

test-postgres: setup-tools ## Only the tests on PostgreSQL (DATABASE_URL names a server to use)
	@$(VENV_PYTHON) -m scripts.check postgres

test-browser: setup-tools ## Only the tests in Chromium (PORTAL_CHROMIUM names one to use)
	@$(VENV_PYTHON) -m scripts.check browser

bench: setup-tools ## Measure loading, pages and exports at scale; writes docs/benchmarks.md
	@$(VENV_PYTHON) -m scripts.bench

format: setup-tools ## Format Python and templates
	@.venv/bin/ruff check --fix --quiet . || true
	@.venv/bin/ruff format .
	@find templates -name '*.html' -exec .venv/bin/djade {} + || true
	@.venv/bin/djhtml --tabwidth 2 templates

screenshots: setup-tools ## Make the pictures of the README anew
	@$(VENV_PYTHON) -m scripts.chromium $(VENV_PYTHON) -m scripts.screenshots

lock: setup-tools ## Pin the newest versions of all packages
	@$(LOCK) --upgrade requirements.in -o requirements.txt
	@$(LOCK) --upgrade requirements-dev.in -o requirements-dev.txt
	@$(LOCK) --upgrade requirements-node.in -o requirements-node.txt
	@npm install --package-lock-only

clean: ## Remove what can be made again; the database, its key and .venv stay
	rm -rf node_modules var/log var/stamps var/static var/vendor
	rm -rf .mypy_cache .pytest_cache .ruff_cache .hypothesis test-results
	find . -path ./.venv -prune -o -name __pycache__ -type d -print | xargs rm -rf
	rm -f locale/*/LC_MESSAGES/*.mo

python:
	@test -n "$(PYTHON)" || { echo "Python 3.11 or newer is needed; PYTHON=... names one."; exit 1; }
