# On a fresh Debian with python3, python3-venv, python3-dev, gcc and make:
#   make demo    set up, and run the main job on a real case
#   make test    set up, and run lint, types, the import contract and all tests
PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.set-up
DEMO_CASE ?= $(firstword $(wildcard fixtures/03-*/case.json))
DEMO_OUT ?= build/demo
WORKERS ?= 2

.DEFAULT_GOAL := help
.PHONY: help setup demo test lint types imports unit property random bench i18n \
	docx lock clean

help:
	@echo "make demo      run the main job on a real case, into $(DEMO_OUT)"
	@echo "make test      lint, types, import contract and all tests"
	@echo "make lint      lint, types and import contract alone"
	@echo "make property  the long runs of the property tests"
	@echo "make random    the property tests over new examples"
	@echo "make bench     the benchmarks"
	@echo "make i18n      message catalogues from the sources"
	@echo "make docx      render the demo's papers to pictures"
	@echo "make lock      write constraints.txt anew"
	@echo "make clean     remove what was built"

# Everything is pinned with hashes. setuptools first: durable_rules comes as
# source, and is built with the pinned one rather than with whatever is newest.
$(STAMP): constraints.txt pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "Python 3.11 or newer is needed: make PYTHON=python3.11"; \
		exit 2; }
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python scripts/pick.py setuptools < constraints.txt \
		> $(VENV)/build.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check \
		--require-hashes -r $(VENV)/build.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check \
		--require-hashes --no-build-isolation --use-pep517 \
		-r constraints.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check \
		--no-deps --no-build-isolation -e .
	touch $@

setup: $(STAMP)

demo: $(STAMP)
	@$(BIN)/penaltykit run $(DEMO_CASE) -o $(DEMO_OUT) --fail-on never

test: lint unit

lint: $(STAMP)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

unit: $(STAMP)
	$(BIN)/python -m pytest -n $(WORKERS)

property: $(STAMP)
	PENALTYKIT_PROPERTY=long $(BIN)/python -m pytest -n $(WORKERS) \
		-m property

# Only the files that have properties: the others draw nothing.
random: $(STAMP)
	PENALTYKIT_PROPERTY=random $(BIN)/python -m pytest -n $(WORKERS) \
		$$(grep -rl --include='test_*.py' '^@given' tests)

bench: $(STAMP)
	@for file in benchmarks/bench_*.py; do \
		echo "== $$file"; $(BIN)/python $$file || exit 1; done

i18n: $(STAMP)
	$(BIN)/python scripts/i18n.py

docx: demo
	scripts/render_docx.sh $(DEMO_OUT)/pictures $(DEMO_OUT)/*.docx

lock:
	scripts/lock.sh

clean:
	rm -rf build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis \
		.import_linter_cache
	find src tests benchmarks scripts -name __pycache__ -prune \
		-exec rm -rf {} +
