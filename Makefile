# Two commands do it all: `make ask` asks Ishøj's document a question, `make test` runs every test.
# Both need Python 3.11+ and make, nothing else; what they install goes into .venv.

SHELL := /bin/sh
.DEFAULT_GOAL := help

# The first Python on the path that is new enough; else plain python3, which is then told what it lacks.
PYTHON ?= $(shell for p in python3 python3.14 python3.13 python3.12 python3.11 python; do \
	"$$p" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && { echo "$$p"; exit; }; \
	done; echo python3)

ifeq ($(OS),Windows_NT)
BIN := .venv/Scripts
else
BIN := .venv/bin
endif

QUESTION ?= akut
AS_OF ?= 2026-11-23
UV := uv==0.13.9
COMPILE := .venv-lock/bin/uv pip compile pyproject.toml --quiet --universal --python-version 3.11 \
	--generate-hashes --no-annotate --no-emit-index-url --no-emit-find-links --custom-compile-command "make constraints"
UPGRADE ?=
# Processes that share the tests: one has the server, what is left goes to the others.
WORKERS ?= 2
PYTEST := $(BIN)/python -m pytest --numprocesses=$(WORKERS) --dist=loadfile

.PHONY: help env env-dev ask test test-all test-fast lint types format check messages bench constraints clean

help: ## show this list
	@grep -E '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## /  make \1	/' | expand -t 22

env: # what the program needs
	@$(PYTHON) tools/setup_env.py run

env-dev: # that, and what the tests need
	@$(PYTHON) tools/setup_env.py dev

ask: env ## ask Ishøj's document: make ask QUESTION="hvem skal have besked, når det er akut?"
	@$(BIN)/samspil ask "$(QUESTION)" --as-of $(AS_OF) --format table

test: lint ## everything that must be green: format, lint, types, tests
	$(PYTEST) $(PYTEST_ARGS)

# What is random: kinds of input, times that each fault is made, questions made up for both engines.
test-all: export SAMSPIL_INPUTS ?= 10000
test-all: export SAMSPIL_FAULTS ?= 20
test-all: export SAMSPIL_FUZZ ?= 2000
test-all: export SAMSPIL_FORGED ?= all
test-all: test ## the same with ten times as much of what is random

test-fast: env-dev ## what takes seconds: no Java, no browser, nothing slow, no lint
	$(PYTEST) -m "not neo4j and not browser and not slow" $(PYTEST_ARGS)

lint: env-dev ## ruff format --check, ruff check, mypy --strict
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy

format: env-dev ## let ruff format, and mend what it safely can
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

check: env ## check the ontology, the data and every quote
	@$(BIN)/samspil check

messages: env-dev ## compile the message catalogues (a checkout also does so by itself)
	$(BIN)/pybabel --quiet compile --directory graph/samspil/locale --domain samspil
	$(BIN)/pybabel --quiet compile --directory graph/samspil/locale --domain click

bench: env-dev ## the measurements of the README
	$(BIN)/python -m benchmarks

constraints: ## pin all dependencies anew, with hashes (UPGRADE=--upgrade for newer versions)
	@$(PYTHON) -m venv .venv-lock && .venv-lock/bin/python -m pip install --quiet $(UV)
	$(COMPILE) $(UPGRADE) --group build --output-file constraints.txt
	$(COMPILE) $(UPGRADE) --extra pdf --group build --group dev --constraint constraints.txt --output-file constraints-dev.txt

clean: ## remove what was made here (.venv too)
	rm -rf .venv .venv-lock .cache .hypothesis .mypy_cache .pytest_cache .ruff_cache build dist
	find graph -name '*.mo' -delete
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
