# One page of commands; `make` alone prints them.
.DEFAULT_GOAL := help
SHELL := /bin/bash
PYTHON ?= python3
UV := .tools/bin/uv
VENV := .venv
BIN := $(VENV)/bin
WORKERS ?= auto

.PHONY: help run test quick lint fix install lock browser bench migrations clean

help: ## print these commands
	@grep -E '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 14

install: .stamp ## install all that is needed into .venv, the `sejour` command with it

.stamp: pyproject.toml requirements.lock Makefile
	@$(PYTHON) -c 'import sys, venv; sys.exit(sys.version_info < (3, 11))' || { \
		echo "Python 3.11 or newer, with its venv module, is needed: apt-get install python3 python3-venv"; exit 1; }
	@test -x $(UV) || { echo "Installing uv…"; $(PYTHON) -m venv .tools && .tools/bin/pip install --quiet --disable-pip-version-check uv==0.13.9; }
	@test -x $(BIN)/python || $(UV) venv --quiet --python $(PYTHON) $(VENV)
	@echo "Installing packages…"
	@$(UV) pip sync --quiet --python $(BIN)/python requirements.lock
	@$(UV) pip install --quiet --python $(BIN)/python --no-deps --no-build-isolation --editable .
	@touch .stamp

run: install ## start the platform with demonstration data; Ctrl-C stops it
	@$(BIN)/sejour run --demo

test: install system ## everything CI does (T=path for one file)
	@scripts/test $(T)

system: ## system packages for the tests: chromium, poppler-utils, softhsm2
	@scripts/system-packages

lint: install ## formatting, types, import contracts
	@$(BIN)/ruff format --check --quiet . && $(BIN)/ruff check --quiet . && $(BIN)/lint-imports --no-cache && $(BIN)/mypy

fix: install ## format and mend what can be mended
	@$(BIN)/ruff format . && $(BIN)/ruff check --fix .

bench: install ## the measurements of bench/README.md (B="watch --quick" for a part)
	@$(BIN)/python -m bench $(B)

lock: ## choose newest compatible versions and pin them with their hashes
	@test -x $(UV) || { $(PYTHON) -m venv .tools && .tools/bin/pip install --quiet uv==0.13.9; }
	@$(UV) pip compile --quiet --universal --upgrade --generate-hashes --no-emit-index-url --no-annotate \
		--python-version 3.11 --extra dev --custom-compile-command "make lock" --output-file requirements.lock pyproject.toml

migrations: install ## write missing migrations; name them: make migrations N=intention
	@$(BIN)/sejour manage makemigrations $(if $(N),--name $(N))

clean: ## forget the demonstration's data
	@test ! -x $(BIN)/python || $(BIN)/python -c 'import shutil; from sejour.project.settings import EMBEDDED as e; e.stop(); shutil.rmtree(e.data, ignore_errors=True)'
	@rm -rf .sejour
