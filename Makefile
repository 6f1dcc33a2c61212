# Every target does its own set-up: a machine needs Python 3.11 or newer, make and git.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
DEADLINE_CORPUS ?= ../shared/corpus
export DEADLINE_CORPUS
export PIP_DISABLE_PIP_VERSION_CHECK = 1

.PHONY: setup scale run demo lint test test-slow bench bench-crash bench-engines bench-ledger bench-listen bench-scale fuzz image lock schema clean
.DEFAULT_GOAL := setup

setup: $(VENV)/.installed

# What the daemon needs, by version and hash; nothing more.
$(VENV)/.installed: requirements.lock requirements-build.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Python 3.11 or newer is needed; set PYTHON=/path/to/python3.11"; exit 2; }
	@echo "setting up $(VENV) (once, about a minute)"
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@$(BIN)/pip install --quiet --require-hashes -r requirements.lock -r requirements-build.lock
	@$(BIN)/pip install --quiet --no-deps --no-build-isolation --editable .
	@touch $@

# What the tests and checks need on top.
$(VENV)/.installed-dev: requirements-dev.lock $(VENV)/.installed
	@$(BIN)/pip install --quiet --require-hashes -r requirements-dev.lock
	@touch $@

# What `monitor run --role` needs on top.
scale: $(VENV)/.installed
	@$(BIN)/pip install --quiet --require-hashes -r requirements-scale.lock

run: $(VENV)/.installed
	@exec $(BIN)/monitor run

demo: $(VENV)/.installed
	@exec $(BIN)/monitor demo

lint: $(VENV)/.installed-dev
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy

test: $(VENV)/.installed-dev
	$(BIN)/pytest -m "not slow" -n 4 --dist loadfile

test-slow: $(VENV)/.installed-dev
	@sh tests/browser/get_chromium.sh
	$(BIN)/pytest -m slow -n 2 --dist loadfile

bench: $(VENV)/.installed-dev
	$(BIN)/python bench/pipeline.py
	$(BIN)/python bench/extract.py
	$(BIN)/python bench/notify.py
	$(BIN)/python bench/send.py
	$(BIN)/python bench/site.py
	$(MAKE) bench-crash

# A thousand kills on each database: about ten minutes each.
bench-crash: $(VENV)/.installed-dev
	$(BIN)/python bench/crash.py --kills 1000 --alerts 10000 --database sqlite
	$(BIN)/python bench/crash.py --kills 1000 --alerts 10000 --database postgresql
	$(BIN)/python bench/crash.py --kills 1000 --alerts 10000 --database postgresql --daemons 2

# What it costs to read and to poll feeds, beside feedparser, a bare loop of httpx and lemon24/reader.
bench-listen: $(VENV)/.installed-dev
	$(BIN)/pip install --quiet --require-hashes -r requirements-bench.lock
	$(BIN)/python bench/feeds.py
	$(BIN)/python bench/poll.py --feeds 1000

# A million deadlines on both databases: takes half an hour and 12 GB of disk.
bench-ledger: $(VENV)/.installed-dev
	$(BIN)/python bench/ledger.py --database sqlite
	$(BIN)/python bench/ledger.py --database postgresql --items 0

# Several machines: processes die, PostgreSQL is stopped. Half an hour; network namespaces need root.
bench-scale: $(VENV)/.installed-dev
	$(BIN)/python bench/scale.py

# Job engines beside each other: ten minutes.
bench-engines: $(VENV)/.installed-dev
	$(BIN)/pip install --quiet --require-hashes -r requirements-bench.lock
	$(BIN)/python bench/engines.py

# Hostile texts for the reader, on one core: `make fuzz MINUTES=1` for a shorter run.
MINUTES ?= 10
fuzz: $(VENV)/.installed-dev
	$(BIN)/python bench/fuzz.py --minutes $(MINUTES)

# Where Docker or buildah exists.
image:
	@if command -v docker >/dev/null && docker info >/dev/null 2>&1; then docker build -t deadline-monitor .; \
	elif command -v buildah >/dev/null; then buildah bud -t deadline-monitor .; \
	else echo "make image needs a running Docker engine, or buildah"; exit 1; fi

lock: $(VENV)/.installed-dev
	echo 'hatchling>=1.27' | $(BIN)/uv pip compile - --universal --python-version 3.11 --generate-hashes --no-annotate --no-header --no-emit-index-url -q -o requirements-build.lock
	$(BIN)/uv pip compile pyproject.toml --universal --python-version 3.11 --generate-hashes --no-annotate --no-header --no-emit-index-url -q -o requirements.lock
	$(BIN)/uv pip compile pyproject.toml --extra scale --universal --python-version 3.11 --generate-hashes --no-annotate --no-header --no-emit-index-url -q -c requirements.lock -o requirements-scale.lock
	$(BIN)/uv pip compile pyproject.toml --extra bench --universal --python-version 3.11 --generate-hashes --no-annotate --no-header --no-emit-index-url -q -c requirements.lock -o requirements-bench.lock
	$(BIN)/uv pip compile pyproject.toml --extra dev --universal --python-version 3.11 --generate-hashes --no-annotate --no-header --no-emit-index-url -q -c requirements.lock -o requirements-dev.lock

schema: $(VENV)/.installed
	$(BIN)/monitor check --write-schema config/schema
	$(BIN)/python -m monitor.notify.webhook_schema config/schema

clean:
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .hypothesis build dist
