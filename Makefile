# Python 3.11 to 3.13 and make are all that has to be there; the rest comes from the package registries.

VENV := .venv
BIN := $(VENV)/bin
# Trust what this machine trusts (a proxy's certificate, say), where it has a list.
TRUST := $(if $(wildcard /etc/ssl/certs/ca-certificates.crt /etc/ssl/cert.pem /etc/pki/tls/cert.pem),--system-certs)
UV := $(BIN)/uv --quiet $(TRUST)
# Written last, so an installation that was cut short is taken up again.
STAMP := $(VENV)/installed
LINTED := $(VENV)/linted

# The first Python here that will do; name another with `make PYTHON=...`. The system's comes first: distributions compile
# theirs along a profile, which pyenv does only if told to, and by that all of it takes a fifth less (docs/performance.md).
PYTHON ?= $(shell for python in /usr/bin/python3 python3 python3.13 python3.12 python3.11; do \
	$$python -c 'import ensurepip, sys; sys.exit(not (3, 11) <= sys.version_info < (3, 14))' 2>/dev/null \
	&& echo $$python && break; done)

# All processes have the other clock; files keep the times of the true one.
AS_IF = $(if $(AT),faketime "$(AT)" )

.DEFAULT_GOAL := help
.PHONY: help install up down status demo test check fuzz faults victims flood worst audit bench scale dictionary rules lock

help: ## this list
	@sed -n 's/^\([a-z]*\):.*## /make \1: /p' Makefile

install: $(STAMP) ## everything into .venv, nothing started; instant when it is there

# Others may read what is installed: as root, PostgreSQL runs as an account of its own.
$(STAMP): requirements.txt pyproject.toml
	@test -n "$(PYTHON)" || { \
		echo "Jibao needs Python 3.11, 3.12 or 3.13 with venv; name one with: make PYTHON=/path/to/python" >&2; \
		echo "On Debian and Ubuntu: apt-get install python3-venv. Then make install again." >&2; exit 1; }
	@$(BIN)/python -m pip --version >/dev/null 2>&1 || { umask 022 && rm -rf $(VENV) && $(PYTHON) -m venv $(VENV); } || { \
		rm -rf $(VENV); \
		echo "$(PYTHON) cannot make a virtual environment with pip in it." >&2; \
		echo "On Debian and Ubuntu: apt-get install python3-venv. Then make install again." >&2; \
		exit 1; }
	@echo "installing into $(VENV), about a minute"
	@umask 022 && sed -n '/^uv==/,/[^\\]$$/p' requirements.txt > $(VENV)/uv.txt
	@umask 022 && $(BIN)/python -m pip install --quiet --require-hashes --no-deps -r $(VENV)/uv.txt
	@umask 022 && $(UV) pip install --python $(BIN)/python --compile-bytecode --require-hashes -r requirements.txt
	@umask 022 && $(UV) pip install --python $(BIN)/python --no-deps --no-build-isolation --editable .
	@umask 022 && $(BIN)/python -m compileall -q etl schemas
	@touch $(STAMP)

up: install ## starts PostgreSQL and Airflow
	$(BIN)/jibao up

down: ## stops everything
	@if [ -x $(BIN)/jibao ]; then $(BIN)/jibao down; fi

status: install ## what runs, and who has reported
	@$(BIN)/jibao status

demo: install ## sample returns through the whole walk; leaves the system up
	$(BIN)/jibao demo

# What pytest makes of the tests is compiled once, also where the environment keeps Python from writing that down.
# Three at a time even on two cores, as many wait for Airflow; a module to a worker, which has a PostgreSQL of its own.
# In our order: by itself one of few tests comes last, and those are the long ones. The slowest are listed at the end.
test: install ## all tests; AT="2026-12-16 10:00 +0800" as if it were then, needs faketime
	PYTHONDONTWRITEBYTECODE= $(AS_IF)$(BIN)/python -m pytest --numprocesses 3 --dist loadscope --no-loadscope-reorder --durations=30

check: install $(LINTED) ## style, types, SQL and the fast tests, within a minute
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy etl schemas dags
	PYTHONDONTWRITEBYTECODE= $(BIN)/python -m pytest -q -m "not slow" --numprocesses 2 --dist loadscope

# The SQL that changed since it was all well; all of it where the rules may have changed.
$(LINTED): $(STAMP) $(shell find sql -name '*.sql')
	$(BIN)/sqlfluff lint --processes 2 --disable-progress-bar $(if $(filter $(STAMP),$?),sql,$?)
	@touch $(LINTED)

fuzz: install ## other returns, in other houses' hands, over all four years, and 2024 by county and enterprise; SEED=1, HOUSES=mixed or steady; GUIDED=300: so many seconds of bytes through guard and reader, by atheris
ifdef GUIDED
	@$(UV) pip install --python $(BIN)/python --target $(VENV)/guided --require-hashes -r tests/fuzz/requirements.txt
	PYTHONPATH=$(VENV)/guided $(BIN)/python -m tests.fuzz.guided --seconds $(GUIDED) $(VENV)/guided/inputs
else
	$(BIN)/python -m tests.fuzz --seed $(or $(SEED),1) --houses $(or $(HOUSES),mixed)
	$(BIN)/python -m tests.fuzz.months --seed $(or $(SEED),1)
endif

faults: install ## the walk stopped at each of its steps by each kind of fault; EVERY=5 takes every fifth step
	$(BIN)/python -m tests.faults --every $(or $(EVERY),1)

victims: install ## each of Airflow's components, and a task, killed while files are judged
	$(BIN)/python -m tests.faults.victims

flood: install ## one league sends FILES=10000, each other league one: all answered, nobody waits, memory flat
	$(BIN)/python -m tests.faults.flood --files $(or $(FILES),10000)

worst: install ## what the most costly files take of the machine: processor, memory, clock
	$(BIN)/python -m tests.faults.worst

audit: install ## known faults of what requirements.txt pins, by pip-audit, which asks PyPI
	@$(UV) tool run pip-audit --requirement requirements.txt --disable-pip --progress-spinner off \
		|| { echo "there are faults, or PyPI could not be asked: see above" >&2; exit 1; }

bench: install ## seconds from a file's lying still in the inbox to its reply, Airflow's apart; a month of 300 enterprises and of 3,000; the walk beside pandas, Pandera and COPY, and with PEERS=yes beside dlt and frictionless, of the samples and of RETURNS=1000 at once
	$(BIN)/python -m tests.bench
	$(BIN)/python -m tests.bench.many
	$(BIN)/python -m tests.bench.cold
	@$(if $(PEERS),$(UV) pip install --python $(BIN)/python --target $(VENV)/peers --require-hashes -r tests/bench/peers.txt)
	$(BIN)/python -W ignore -m tests.bench.walk $(if $(PEERS),--peers $(VENV)/peers)
	$(BIN)/python -W ignore -m tests.bench.at_once $(or $(RETURNS),1000) $(if $(PEERS),--peers $(VENV)/peers)

scale: install ## the samples over two Celery workers, one killed at work, against a single process; needs redis-server
	$(BIN)/python -m tests.scale

dictionary: install ## docs/dictionary*.md from the warehouse's comments
	$(BIN)/python -m etl.operate.handbook.dictionary

rules: install ## docs/rules from the register of rules
	$(BIN)/python -m etl.operate.handbook.rule_pages

lock: install ## requirements.txt from pyproject.toml; UPGRADE=--upgrade takes the latest
	$(UV) pip compile --universal --python-version 3.11 --all-extras --generate-hashes \
		--no-emit-index-url --no-emit-find-links --custom-compile-command "make lock" $(UPGRADE) \
		--output-file requirements.txt pyproject.toml
