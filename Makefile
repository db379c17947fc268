# make chat    talk to the bot here: no token, no account
# make web     talk to the bot in a browser, on this machine only; PORT=8090 for another port
# make run     run it in Telegram, with the token from .env
# make test    every check
# make cover   the tests, and the lines that none of them reaches
# make bench   the figures of docs/benchmarks.md, measured on this machine; SIZE=full takes the longest ones in full
# make screenshots   the pictures of README.md, taken with Chromium
# make lock    renew the locked requirements, and see on which machines they can be installed

PYTHON ?= python3
SIZE ?= small
BIN := .venv/bin
SPREAD := -n auto --dist worksteal
QUIET := --quiet --disable-pip-version-check
# Nothing is resolved and nothing is built, so that no later release can change or break what is installed.
INSTALL := $(BIN)/pip install $(QUIET) --no-deps --only-binary :all: --require-hashes -r
# What pip has not found, in one line; whatever else went wrong, in its own words.
NO_WHEEL := awk '/No matching distribution found for/ { \
    missing = $$0; sub(/.*found for /, "", missing); sub(/ \(from .*/, "", missing) } { all = all $$0 "\n" } \
    END { if (missing) print "Nothing was installed: there is no ready-made package of " missing " for this machine and " \
    "this Python. \"Where it runs\" in docs/operating.md lists those that do."; else printf "%s", all }'

.PHONY: chat web run test cover bench screenshots lock clean

chat: .venv/ready
	@$(BIN)/python -m bot chat

web: .venv/ready
	@$(BIN)/python -m bot chat --web $(if $(PORT),--port $(PORT))

run: .venv/ready
	@$(BIN)/python -m bot run

test: .venv/ready-test
	$(BIN)/ruff format --check
	$(BIN)/ruff check
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m bot check
	$(BIN)/python -m tools.audit
	$(BIN)/pytest $(SPREAD)

cover: .venv/ready-test
	$(BIN)/pytest $(SPREAD) --cov --cov-report=term:skip-covered

bench: .venv/ready-test
	@$(BIN)/python -m benchmarks --size $(SIZE)

screenshots: .venv/ready-test
	@$(BIN)/python -m tools.screenshots

lock: .venv/ready-test
	$(BIN)/pip install $(QUIET) uv
	$(BIN)/uv pip compile $(LOCK) -o requirements.txt pyproject.toml
	$(BIN)/uv pip compile $(LOCK) -o requirements-test.txt pyproject.toml --group test
	-$(BIN)/python -m tools.wheels
LOCK := --quiet --upgrade --universal --generate-hashes --no-emit-index-url --no-emit-find-links \
        --custom-compile-command "make lock"

clean:
	rm -rf .venv .coverage .hypothesis .mypy_cache .pytest_cache .ruff_cache .import_linter_cache

.venv/ready: requirements.txt | .venv/made
	@echo "Installing what the bot needs into .venv, once: about a minute ..."
	@$(INSTALL) $< 2>.venv/said || { $(NO_WHEEL) .venv/said >&2; exit 1; }
	@$(BIN)/pip check $(QUIET)
	@touch $@

.venv/ready-test: requirements-test.txt | .venv/made
	@echo "Installing what the checks need into .venv, once: about a minute ..."
	@$(INSTALL) $< 2>.venv/said || { $(NO_WHEEL) .venv/said >&2; exit 1; }
	@$(BIN)/pip check $(QUIET)
	@touch $@ .venv/ready

.venv/made:
	@command -v $(PYTHON) >/dev/null || { echo "Python is missing: install Python 3.11 or later." >&2; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
	    echo "$$($(PYTHON) --version) is too old: install Python 3.11 or later, then say make PYTHON=python3.11." >&2; exit 1; }
	@$(PYTHON) -c 'import venv, ensurepip' 2>/dev/null || { \
	    echo "Python's venv module is missing: install it (Debian and Ubuntu: apt install python3-venv)." >&2; exit 1; }
	@$(PYTHON) -m venv .venv
	@touch $@
