# Each target sets up what it needs and says so; a second run finds it there.

PYTHON ?= python3
PORT ?= 8000
BIN := .venv/bin

.PHONY: help run booth demo-reset test lint format messages mutants bench docs lock

help:
	@echo "make run         the demonstration at http://127.0.0.1:8000 (PORT=... for another)"
	@echo "make booth       the voter's page, built anew from src/booth-client"
	@echo "make demo-reset  forget what the demonstration has stored"
	@echo "make test        every check and every test"
	@echo "make lint        the checks alone"
	@echo "make format      lay the code out"
	@echo "make messages    take up the texts of every room, and say which lack French"
	@echo "make mutants     put deliberate errors in, one by one, and see a test catch each"
	@echo "make bench       time the counts beside other programs'"
	@echo "make docs        write the generated parts of docs/ anew"
	@echo "make lock        write requirements/*.txt anew after a change of dependencies"

run:
	@$(PYTHON) tools/prepare.py run
	@$(BIN)/hustings demo --data data --port $(PORT)

booth:
	@$(PYTHON) tools/prepare.py run

demo-reset:
	rm -rf data

test:
	@$(PYTHON) tools/prepare.py test
	@$(BIN)/python tools/suites.py

lint:
	@$(PYTHON) tools/prepare.py test
	@$(BIN)/python tools/suites.py lint

format:
	@$(PYTHON) tools/prepare.py test
	@$(BIN)/ruff check --fix --quiet . || true
	@$(BIN)/ruff format .

messages:
	@$(PYTHON) tools/prepare.py test
	@$(BIN)/python tools/messages.py

mutants:
	@$(PYTHON) tools/prepare.py test
	@$(BIN)/python tools/mutants.py

bench:
	@$(PYTHON) tools/prepare.py bench
	@$(BIN)/python -m benchmarks

docs:
	@$(PYTHON) tools/prepare.py test
	@$(BIN)/python tools/docs.py

lock:
	@$(PYTHON) tools/prepare.py lock
	@.venv-lock/bin/python tools/lock.py $(LOCK)
