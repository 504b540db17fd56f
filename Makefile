# e救助: two commands matter, `make run` and `make test`; both set up what is missing first.
.DEFAULT_GOAL := help
SHELL := /bin/bash
PYTHON := .venv/bin/python
# Two at a time: the bot trains while the screens are built.
PREPARE := +@$(MAKE) --no-print-directory -j2 setup train

.PHONY: help run test test-engine engine setup system python bot assets miniprogram train eval bench bench-api bench-bot call fuzz lock lint policy-check

help:            ## what there is
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:[^#]*## /\t/' | expand -t 16

run:             ## set up on first use and start everything with demo data; Ctrl-C stops all
	$(PREPARE)
	@exec $(PYTHON) -m tools.run

test:            ## set up on first use; lint, types and every test
	$(PREPARE)
	@tools/test.sh

test-engine:     ## the storage, API and filing tests against a real engine
	@tools/test_engine.sh

engine:          ## make engine DO=start|stop|kill|uri|destroy (start when not said)
	@tools/engine.sh $(or $(DO),start)

setup: system python bot assets miniprogram  ## both Python environments, the screens' assets, system packages
system python assets miniprogram:
	@tools/setup.sh $@
bot:
	@tools/setup.sh bot

train: bot       ## the bot's model, only when what it is made from changed
	@cd bot && mkdir -p models && flock models .venv/bin/python train.py

eval: train      ## how well the bot understands, on sentences it was not trained on
	@$(PYTHON) -m bot.evaluation

bench: setup train  ## speed and load beside the numbers we promise (make bench ONLY=worklist: one of tools/bench)
	@$(PYTHON) -m tools.bench $(ONLY); status=$$?; \
	  { [ -n "$(ONLY)" ] || $(PYTHON) -m bot.evaluation.bench; } && exit $$status

bench-api: python  ## handing in and looking up, 32 residents at once, against a bare page
	@$(PYTHON) -m tools.bench residents

bench-bot: setup train  ## conversations a second, a long call, and a bot that is killed
	@$(PYTHON) -m bot.evaluation.bench

call: bot        ## ring the 12349 line in this terminal, while `make run` runs in another
	@cd bot && .venv/bin/python call.py

fuzz: python     ## five thousand generated requests against every operation of the API
	@$(PYTHON) -m tools.fuzz 5000

lock:            ## write the locked requirements anew
	@tools/lock.sh

lint: python     ## ruff, mypy, the policy packs
	@tools/lint.sh

policy-check: python  ## every parameter of every pack: value, unit, date, source
	@$(PYTHON) -m backend.policy.check_packs
