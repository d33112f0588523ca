# Two commands are all a newcomer needs: `make demo` and `make test`.
PYTHON ?= python3
BIN := .venv/bin
EXAMPLES := $(filter-out %.tagged.txt,$(wildcard examples/gold/*.txt))
DEMO := demo-out
PIN := --quiet --universal --generate-hashes --python-version 3.11 --no-header
export PIP_DISABLE_PIP_VERSION_CHECK := 1

.PHONY: help setup demo test test-jvm test-encodings soak lint bench bench-nlp lock clean

help: ## show the targets
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*##/:/'

.venv/ready: requirements.lock pyproject.toml
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --no-deps --no-build-isolation -e .
	@touch $@

setup: .venv/ready ## create .venv with everything pinned

demo: setup ## read the examples, list the winners of 首台（套）, draw them
	$(BIN)/kg build -w $(DEMO)/kg-data $(EXAMPLES)
	$(BIN)/kg view -w $(DEMO)/kg-data --program '首台（套）' --out $(DEMO)/winners.html
	$(BIN)/kg query -w $(DEMO)/kg-data winners --param program='首台（套）'
	@echo "$(CURDIR)/$(DEMO)/winners.html"

# The embedded store's other engine brings its own Java; the two cannot stand in one environment.
.venv-jvm/ready: tests/store/jvm-requirements.lock pyproject.toml
	$(PYTHON) -m venv .venv-jvm
	.venv-jvm/bin/python -m pip install --quiet --require-hashes -r tests/store/jvm-requirements.lock
	.venv-jvm/bin/python -m pip install --quiet --no-deps --no-build-isolation -e .
	@touch $@

test: setup ## run the tests (a fixed share of the long ones)
	$(BIN)/python -m pytest -n 3 --dist loadgroup

test-jvm: setup .venv-jvm/ready ## run the store's suites on arcadedb-embedded
	KG_TEST_JVM_PYTHON=$(CURDIR)/.venv-jvm/bin/python $(BIN)/python -m pytest tests/store/test_embedded.py -k own_java

test-encodings: setup ## run the tests on a GBK terminal, and with each encoding that is not named an error
	PYTHONIOENCODING=gbk $(BIN)/python -m pytest -n 3 --dist loadgroup
	$(BIN)/python -X warn_default_encoding -W error::EncodingWarning -m pytest

soak: setup ## run the long tests whole
	KG_SOAK=1 $(BIN)/python -m pytest -n 2 --dist loadgroup --timeout 1800

lint: setup ## format, lint and type checks
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy

bench: setup ## measure speed and memory
	$(BIN)/python -m pipelines.bench

bench-nlp: setup ## names in running text: speed and memory beside LAC and jieba
	$(BIN)/python -m pipelines.bench.nlp

lock: setup ## pin the dependencies anew
	$(BIN)/python -m pip install --quiet uv
	$(BIN)/uv pip compile $(PIN) --upgrade --extra dev pyproject.toml -o requirements.lock
	$(BIN)/uv pip compile $(PIN) -c requirements.lock tests/store/jvm-requirements.in -o tests/store/jvm-requirements.lock

clean: ## remove what the targets made
	rm -rf .venv .venv-jvm $(DEMO) build dist .cache
