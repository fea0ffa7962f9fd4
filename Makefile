# Every target works as the only command on a machine with git and Python 3.11.
PYTHON ?= python3
BIN := .venv/bin

.PHONY: demo test slow lint soak bench quality docs clean

.venv/done: pyproject.toml
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --upgrade 'pip>=25.1'
	$(BIN)/python -m pip install --quiet --editable . --group dev
	touch $@

demo: .venv/done
	PATH="$(CURDIR)/$(BIN):$$PATH" sh examples/demo.sh

test: .venv/done
	$(BIN)/python -m pytest -n auto

slow: .venv/done
	$(BIN)/python -m pytest -n auto -m "slow and not soak"

lint: .venv/done
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

soak: .venv/done
	$(BIN)/python -m pytest -m soak

.venv/peers/done: .venv/done
	$(PYTHON) -m venv .venv/peers
	.venv/peers/bin/python -m pip install --quiet --upgrade 'pip>=25.1'
	.venv/peers/bin/python -m pip install --quiet --group bench
	touch $@

bench: .venv/peers/done
	$(BIN)/python -m benchmarks

# make quality EVAL=DIR, where DIR holds a labelled set (docs/quality.md)
quality: .venv/done
	$(BIN)/python -m benchmarks.quality $(EVAL)

clean:
	rm -rf .venv
