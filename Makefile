# Everything runs in .venv, made here on first use; nothing is asked of root, a browser, a server or ../shared.
PYTHON ?= python3
BIN := .venv/bin
DATA ?= ../shared/data

.PHONY: install demo test check audit format lint types walls docs gate gate-fast accuracy pages soak wheel bench model

install: .venv/ready
.venv/ready: pyproject.toml requirements.lock
	$(PYTHON) -m venv .venv
	$(BIN)/pip install --quiet --disable-pip-version-check -r requirements.lock
	$(BIN)/pip install --quiet --disable-pip-version-check --no-deps -e .
	touch $@

demo: install
	$(BIN)/python -m examples.demo

test: install
	$(BIN)/python -m pytest -rs

check: install format lint types walls audit docs test gate-fast

format: install
	$(BIN)/ruff format --check src tests training bench examples manual

lint: install
	$(BIN)/ruff check src tests training bench examples manual

types: install
	$(BIN)/mypy

walls: install
	$(BIN)/lint-imports

# Known holes of the locked versions; where no advisories can be asked for, it says so and goes on.
audit: install
	@mkdir -p build
	@$(BIN)/pip-audit -r requirements.lock --no-deps --disable-pip --progress-spinner off > build/audit.txt 2>&1; true
	@if grep -q "^Found .* known vulnerabilit" build/audit.txt; then cat build/audit.txt; exit 1; fi
	@echo "audit: $$(grep -c 'could not be audited' build/audit.txt) of $$(grep -c '==' requirements.lock) packages could not be asked about, \
	no known hole in the others"

# Pages that are written from code and knowledge must be in step; then the site, in which no link may be dead.
docs: install
	$(BIN)/python -m manual --check
	$(BIN)/python -m sphinx --fail-on-warning --keep-going --quiet -b html docs build/site
	@echo "docs: build/site/index.html"

pages: install
	$(BIN)/python -m manual

gate-fast: install
	@if [ -d $(DATA) ]; then $(BIN)/python -m sayso.evaluate.gate $(DATA) --fast; \
	else echo "gate-fast: skipped, no corpora at $(DATA)"; [ -z "$$SAYSO_NO_SKIP" ]; fi

accuracy: install
	$(BIN)/python -m sayso.evaluate.accuracy $(DATA)

gate: install
	$(BIN)/python -m sayso.evaluate.gate $(DATA)

soak: install
	$(BIN)/python -m pytest -rs tests/soak --soak
	$(BIN)/pip install --quiet --disable-pip-version-check 'atheris>=3.0'
	$(BIN)/python -m tests.soak.fuzz_readers

# Builds the wheel and tries it in an empty environment of each Python that is here; needs PyPI.
wheel: install
	$(BIN)/python -m pytest -rs -rP tests/wheel --wheel

bench: install
	$(BIN)/python -m bench.run --data $(DATA)

# Rebuilds the weights: needs what training/README.md says, and three hours on two cores.
model:
	PYTHONPATH=src $(PYTHON) -m training.train $(DATA) build/first.pt --epochs 7
	PYTHONPATH=src $(PYTHON) -m training.export build/first.pt src/sayso/language/weights --data $(DATA)
	PYTHONPATH=src $(PYTHON) -m training.silver $(DATA) build/silver.conllu.xz
	PYTHONPATH=src $(PYTHON) -m training.train $(DATA) build/second.pt --epochs 5 --start build/first.pt \
		--silver build/silver.conllu.xz
	PYTHONPATH=src $(PYTHON) -m training.export build/second.pt src/sayso/language/weights --data $(DATA)
	PYTHONPATH=src $(PYTHON) -m training.coreference $(DATA) src/sayso/language/weights/antecedents.npz
