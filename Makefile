# The two commands of the README are `make plan` and `make test`; each sets up what it needs. `make check` changes
# nothing, `make fix` does.
CLIENT ?= pingan-life-fuzhou
LANG_ ?=
AS_OF ?=
OUT ?= outputs
PYTHON ?= python3

BIN := .venv/bin
READY := .venv/.ready
PIP := $(BIN)/python -P -m pip --disable-pip-version-check
WORKERS ?= auto

.DEFAULT_GOAL := help
.PHONY: codebook help plan lab test long brought check fix lock reference bench clean

help:  ## what there is to make
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  make %-10s %s\n", $$1, $$2}'

$(READY): requirements.lock pyproject.toml
	@$(PYTHON) -I -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] < (3, 13))' || \
		{ echo "Python 3.11 or 3.12 is needed; name one with PYTHON=python3.12"; exit 2; }
	@$(PYTHON) -I -c 'import ensurepip, venv' 2>/dev/null || \
		{ echo "Python's venv is missing; on Debian: apt-get install python3-venv"; exit 2; }
	$(PYTHON) -I -m venv .venv
	$(PIP) install --quiet --require-hashes -r requirements.lock
	$(PIP) install --quiet --no-deps -e .
	@touch $@

plan: $(READY)  ## the plan of CLIENT (LANG_=zh or en, AS_OF=2003-01-23, OUT=outputs)
	$(BIN)/playbook run $(CLIENT) $(if $(LANG_),--lang $(LANG_)) $(if $(AS_OF),--as-of $(AS_OF)) --out $(OUT)

lab: $(READY)  ## JupyterLab on a copy of the notebooks, in outputs/lab
	mkdir -p outputs/lab
	cp -n notebooks/*.ipynb outputs/lab/
	PYTHONSAFEPATH=1 $(BIN)/jupyter lab outputs/lab

test: $(READY) brought  ## every test
	$(BIN)/python -m pytest -n $(WORKERS) --dist loadscope

long: $(READY)  ## the tests that take minutes, beside those of `make test`
	$(BIN)/python -m pytest -n $(WORKERS) --dist loadscope -m long

# What tests need beside Python: Debian's chromium for the pages, OpenSSH's server for the stores, PostgreSQL's for imports. Where
# they may not be installed, their tests say that they are left out.
brought:
	@lacking=; \
	command -v chromium >/dev/null || lacking="chromium"; \
	[ -x /usr/sbin/sshd ] || lacking="$$lacking openssh-server"; \
	ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1 || lacking="$$lacking postgresql"; \
	if [ -z "$$lacking" ]; then :; \
	elif ! command -v apt-get >/dev/null; then echo "missing: $$lacking; their tests are left out"; \
	elif [ "$$(id -u)" = 0 ]; then apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $$lacking >/dev/null; \
	elif sudo -n true 2>/dev/null; then sudo -n apt-get update -qq && sudo -n DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $$lacking >/dev/null; \
	else echo "missing, and may not be installed: $$lacking; their tests are left out"; fi

check: $(READY)  ## what a machine can judge: style, types, floors, house rules
	$(BIN)/ruff check .
	$(BIN)/ruff format --check --quiet .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-logo
	$(BIN)/python -m pytest -q tests/house

fix: $(READY)  ## mend what a machine can mend
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format --quiet .

lock: $(READY)  ## new versions: requirements.lock, and the pins of environment.yml
	$(PIP) install --quiet uv
	$(BIN)/uv pip compile --quiet --upgrade pyproject.toml --all-extras --universal --generate-hashes --no-emit-index-url -o requirements.lock
	$(BIN)/python tests/house/pins.py

reference: $(READY)  ## run the reference notebooks of tests/reference again
	$(BIN)/python tests/notebooks/reference.py

codebook: $(READY)  ## data/README.md and README.zh.md from the schema again
	$(BIN)/python -P -m playbook.client.codebook

bench: $(READY)  ## how fast it is: steps, cold run, batch (benchmarks/README.md names more)
	$(BIN)/python benchmarks/steps.py
	$(BIN)/python benchmarks/cold_run.py
	$(BIN)/python benchmarks/batch.py

clean:  ## remove what can be made again (not .venv)
	rm -rf outputs dist build .mypy_cache .ruff_cache .pytest_cache .import_linter_cache
