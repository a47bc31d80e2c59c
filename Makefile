# Every habit of this project has one line here. `make` alone lists them.
.DEFAULT_GOAL := help
.PHONY: help setup demo dev test check fix bench bench-risk bench-duties bench-brief campaign docs findings clean

PY := .venv/bin/python

help: ## list the habits
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | awk -F':.*## ' '{printf "  make %-11s %s\n", $$1, $$2}'

setup: ## make .venv and install what Firstlight needs to run
	@scripts/setup run

demo: setup ## set up, fill a fictional county, and serve it on this machine
	@.venv/bin/firstlight demo

dev: ## as setup, with what the tests and checks need
	@scripts/setup dev

test: dev ## everything: checks, house, unit, integration on both databases, journeys
	@$(PY) scripts/test

check: dev ## only the checks that read the code: ruff, mypy, import-linter, house
	@$(PY) scripts/test check

fix: dev ## mend what a machine can mend: ruff's fixes and the formatting
	@.venv/bin/ruff check --fix --quiet . || true
	@.venv/bin/ruff format --quiet .
	@.venv/bin/ruff check .

bench: setup ## measure speed and scale on this machine
	@.venv/bin/firstlight bench
	@.venv/bin/firstlight bench scale --people 9100

bench-risk: setup ## measure floors, look-back and rivals against the simulators' hidden truth
	@.venv/bin/firstlight bench risk

bench-duties: setup ## measure ten thousand duties due at once, alerts with 200 pages open, 500 open episodes
	@.venv/bin/firstlight bench duties

bench-brief: setup ## measure from a job's arrival to its brief on a phone, beside a plain search
	@.venv/bin/firstlight bench brief --postgres

campaign: dev ## the long runs: chance, crashes, scale (one: scripts/test campaign NAME)
	@$(PY) scripts/test campaign

docs: dev ## write docs/generated from the running tables
	@$(PY) scripts/docs write

findings: dev ## keep what new rules, cases and versions of rules say
	@PYTHONPATH=.:tests $(PY) -m unit.risk.findings

clean: ## remove .venv, caches and built files; leaves var, where databases are
	@rm -rf .venv build staticfiles test-results .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache *.egg-info
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +
