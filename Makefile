# Two commands: `make report` and `make test`. Each does all set-up; a second run finds it done.
.DEFAULT_GOAL := report
.PHONY: setup report test lab lint browser score bench bench-scale fuzz hostile picture api lock clean

PYTHON ?= python3
BIN := .venv/bin
READY := .venv/ready

setup: $(READY)

report: $(READY)
	$(BIN)/python -m analysis report -o build/report

test: $(READY)
	$(BIN)/python -m pytest

lab: $(READY)
	$(BIN)/jupyter lab --notebook-dir=notebooks

lint: $(READY)
	$(BIN)/ruff check . && $(BIN)/ruff format --check . && $(BIN)/lint-imports && $(BIN)/mypy

# The matcher against texts marked by hand (tests/oracles/marked): precision, recall, F1, every difference.
score: $(READY)
	$(BIN)/python -m analysis score tests/oracles/marked/seeds.csv seeds
	for name in sentences news.zh news.vi voices.zh voices.vi voices.news.zh voices.news.vi voices.long.zh voices.long.vi; do \
	  $(BIN)/python tests/marked.py tests/oracles/marked/$$name.txt build/marked/$$name && \
	  $(BIN)/python -m analysis score build/marked/$$name/gold.csv build/marked/$$name; done

# How fast, in ratios of one run: Markdown, in some minutes (docs/benchmarks.md). On text that is made, or BENCH="--text FILE".
# Peers as far as the interpreter has them: BENCH_PYTHON=PATH for one with the extra `bench`.
BENCH_PYTHON ?= $(BIN)/python
bench: $(READY)
	@$(BENCH_PYTHON) benchmarks/all.py $(BENCH)

# A newspaper of 1 GB by one process, by two, by Dask: seconds, memory, the same hits (docs/scale.md). It takes about ten minutes.
bench-scale: $(READY)
	$(BIN)/python benchmarks/scale.py

# A hundred thousand made-up inputs: no uncaught error, no broken range (docs/harm.md).
fuzz: $(READY)
	$(BIN)/python tests/fuzz.py 100000

# How long and how large hostile texts are, 1x beside 4x (docs/harm.md).
hostile: $(READY)
	$(BIN)/python benchmarks/hostile.py

# Needs Chromium on the machine (Debian: apt-get install chromium).
browser: $(READY)
	$(BIN)/python -m pytest tests/browser

# The page of public names, made anew from the docstrings.
api: $(READY)
	$(BIN)/python docs/api.py

# The picture of the README, drawn anew.
picture: $(READY)
	$(BIN)/python docs/picture.py

# The environment: what the lock names, with hashes, then this package. setuptools goes because jieba imports
# pkg_resources where it can, which warns or fails (DECISIONS.md).
$(READY): requirements.lock pyproject.toml
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or later is needed; set PYTHON=python3.x")'
	@echo "Setting up .venv, once: a few minutes, in which pip says nothing."
	$(PYTHON) -m venv --clear .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps -e .
	$(BIN)/python -m pip uninstall --quiet --yes setuptools 2>/dev/null || true
	touch $(READY)

# Only when dependencies change; needs uv.
lock:
	uv pip compile pyproject.toml --group test --extra pdf --extra dask --extra rjieba --universal --python-version 3.11 --generate-hashes \
	  --no-emit-index-url --no-header --no-annotate -o requirements.lock

clean:
	rm -rf build .venv
