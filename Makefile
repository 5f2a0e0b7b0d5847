# Needs only python3 (3.11 or later), python3-pip and make; everything else lands in .venv.
# Debian's python3 has no ensurepip, so the environment is made without pip and the system's pip installs into it.

PYTHON ?= python3
VENV := .venv
PY := $(VENV)/bin/python
PIP := $(PYTHON) -m pip --python $(PY) --disable-pip-version-check
# pip would compile what it has installed, one file after another.
INSTALL := $(PIP) install --quiet --no-compile --require-hashes --only-binary :all:
COMPILED := $(PY) -m compileall -qq -j 0 $(VENV)/lib || true
UV_VERSION := 0.13.9

.DEFAULT_GOAL := help
.PHONY: help run dev test test-fast test-long pytest check format soak kills many-kills screenshots benchmarks messages requirements wheel clean setup setup-test browser

help: ## show this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-14s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

run: setup ## serve on port 8000 (or PORT) with an SQLite file
	@exec $(PY) -m opennight serve

dev: setup-test ## the same; restarts whenever a file of the program changes
	@exec $(PY) -m tests.dev

# Python may keep what it has compiled, or each of some three hundred processes would compile it anew.
# Linters and types are looked at beside them. If either fails, so does this.
test: ## everything CI runs; ARGS="-k vote" passes arguments on to pytest
	@$(MAKE) --no-print-directory --jobs 2 setup-test browser
	@$(MAKE) --no-print-directory --jobs 2 check pytest

KEEPING := env -u PYTHONDONTWRITEBYTECODE
PYTEST := $(KEEPING) $(PY) -m pytest
pytest: setup-test
	@$(KEEPING) $(PY) -m tests.suite $(ARGS)

# Those that need no server and no browser.
FAST = tests/night tests/record tests/store tests/live/test_hub.py tests/test_architecture.py tests/test_config.py
test-fast: setup-test ## the tests of the domain, the log and the record, in about a minute
	$(PY) -m pytest --quiet $(FAST) $(ARGS)

PROPERTIES = tests/lineup tests/night/test_whole.py tests/night/test_setupfile.py tests/test_writers_at_odds.py \
  tests/live/test_pages_follow.py tests/store/test_golden.py
test-long: setup-test browser ## what make test leaves out, and properties with thirty times as many examples
	$(PYTEST) --numprocesses 4 --dist worksteal -m long $(ARGS)
	OPENNIGHT_TEST_LONG=1 $(PYTEST) --numprocesses 2 -m "long or not long" $(PROPERTIES) $(ARGS)

check: setup-test ## lint, format and types, without the tests
	$(PY) -m ruff check .
	$(PY) -m ruff format --check .
	$(VENV)/bin/oxlint --deny-warnings static/js
	$(PY) -m tests.oldest
	$(PY) -m mypy

format: setup-test ## format the code, and fix what ruff can fix
	$(PY) -m ruff check --fix .
	$(PY) -m ruff format .

soak: setup-test ## a night that goes on for an hour; ARGS="--minutes 5" for less
	$(PY) -m tests.lost.soak $(ARGS)

kills: setup-test ## kill the server 50 times while people vote; ARGS="--times 10" for less
	$(PY) -m tests.lost.kills $(ARGS)

many-kills: setup-test ## kill one of several processes on PostgreSQL; ARGS="--processes 4"
	$(PY) -m tests.many.kills $(ARGS)

screenshots: setup-test browser ## take pictures of every page
	$(PY) -m tests.screenshots

# One after another, each with its references in the same run. Figures count only if the machine does nothing else.
BENCHMARKS = fanout phones desk pushed stampede readers votes uploads stall growth processes town weight weight_record length_record lineup press flipchart captions bridges replay commons
benchmarks: setup-test browser ## measure speed and size beside what others do; takes half an hour
	@for name in $(BENCHMARKS); do $(PY) -m benchmarks.$$name || exit 1; done

messages: setup-test ## collect the sentences to translate into opennight/locale/opennight.pot
	$(PY) -m tests.messages

wheel: setup-test ## build the wheel into dist/
	$(PY) -m build --wheel --no-isolation

# Pins come from pyproject.toml alone, resolved against the public index, whichever this machine is set up to use,
# for Python 3.11 and later on every system, with the hashes of all files. UPGRADE=1 moves to the newest versions.
COMPILE = env -u UV_INDEX -u UV_INDEX_URL -u UV_DEFAULT_INDEX -u UV_EXTRA_INDEX_URL -u UV_FIND_LINKS -u UV_CONSTRAINT \
  $(VENV)/bin/uv pip compile --quiet --no-config --universal --python-version 3.11 --generate-hashes --no-annotate \
  --no-emit-index-url --no-emit-find-links --custom-compile-command "make requirements" $(if $(UPGRADE),--upgrade)
requirements: $(PY) ## pin the versions again; UPGRADE=1 moves to the newest
	$(PIP) install --quiet uv==$(UV_VERSION)
	$(COMPILE) pyproject.toml --extra postgres --extra media --output-file requirements.txt
	$(COMPILE) pyproject.toml --extra postgres --extra media --extra captions --extra s3 --extra test --constraint requirements.txt --output-file requirements-test.txt

clean: ## remove the environment and everything built
	rm -rf $(VENV) build dist .mypy_cache .pytest_cache .ruff_cache .hypothesis test-results
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

setup: $(VENV)/.ready-to-run ## create .venv with what the server needs
setup-test: $(VENV)/.ready-to-test ## create .venv with what the tests need too

browser: ## install Chromium and fonts for the browser tests, if missing
	@./.ci/browser

$(PY):
	@$(PYTHON) -m pip --version >/dev/null 2>&1 || { echo "pip is missing: on Debian, apt-get install python3-pip" >&2; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Python 3.11 or later is needed" >&2; exit 1; }
	$(PYTHON) -m venv --without-pip $(VENV)

$(VENV)/.ready-to-run: requirements.txt | $(PY)
	@echo "Installing what the server needs into $(VENV) ..."
	$(INSTALL) --requirement requirements.txt
	@$(COMPILED)
	@touch $@

# The test requirements hold the server's too.
$(VENV)/.ready-to-test: requirements-test.txt | $(PY)
	@echo "Installing what the tests need into $(VENV) ..."
	$(INSTALL) --requirement requirements-test.txt
	@$(COMPILED)
	@touch $(VENV)/.ready-to-run $@
