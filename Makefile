# Each target sets up what it needs: a fresh machine has Python (3.11 or newer) and make, little else.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/ready
PORT ?= 8080

.PHONY: demo test check soak bench browser words diagrams lock clean

demo: $(READY)  ## the assistant, a simulated Telegram and a chat page, on this machine
	$(BIN)/yidan demo --port $(PORT)

test: $(READY)  ## everything that must hold, in a few minutes
	$(BIN)/python -m pytest -n auto -m "not browser and not soak"

check: $(READY)  ## style, types, imports, words, diagrams, dead code
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m scripts.words check
	$(BIN)/yidan draw --check
	$(BIN)/vulture

soak: $(READY)  ## the full counts of kills, walks and seeds
	$(BIN)/python -m pytest -m soak

bench: $(READY)  ## speed and memory, as medians and ratios of one run
	$(BIN)/python -m bench

browser: $(READY)  ## the chat page in a headless Chromium, with pictures under build/
	@command -v chromium >/dev/null && fc-list 2>/dev/null | grep -q "Noto Color Emoji" || \
	  (apt-get update -qq && apt-get install -y -qq chromium fontconfig fonts-noto-cjk fonts-noto-color-emoji)
	$(BIN)/python -m pytest -m browser

words: $(READY)  ## bring the catalogues up to date with the texts in the code
	$(BIN)/python -m scripts.words update

diagrams: $(READY)  ## draw the flows anew
	$(BIN)/yidan draw

lock:  ## choose new versions of the libraries (needs uv)
	uv pip compile pyproject.toml --group dev --universal --python-version 3.11 --generate-hashes \
	  --no-header --no-annotate --no-emit-index-url --no-emit-find-links --upgrade -o requirements.lock

$(READY): requirements.lock pyproject.toml
	@if command -v uv >/dev/null; then \
	  uv venv -q --allow-existing --python $(PYTHON) $(VENV) && \
	  uv pip install -q --python $(BIN)/python --require-hashes -r requirements.lock && \
	  uv pip install -q --python $(BIN)/python --no-deps --no-build-isolation -e . ; \
	else \
	  $(PYTHON) -m venv $(VENV) && \
	  $(BIN)/python -m pip install -q --disable-pip-version-check --require-hashes -r requirements.lock && \
	  $(BIN)/python -m pip install -q --disable-pip-version-check --no-deps --no-build-isolation -e . ; \
	fi
	@touch $@

clean:
	rm -rf $(VENV) build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis
