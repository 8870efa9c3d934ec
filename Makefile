# Two commands: `make lab` to learn, `make test` to check. Both make the environment (.venv) if there is none.
# Without make (Windows): py tools\course.py lab     py tools\course.py test
PYTHON ?= python3

.PHONY: help lab test other quick lint exercises class

help:  ## what each target does
	@$(PYTHON) tools/course.py --help

lab:   ## open the learner's copy in JupyterLab; LAB_ARGS="--no-browser --port=8899" passes through
	@$(PYTHON) tools/course.py lab -- $(LAB_ARGS)

test:  ## everything that CI checks; TEST_ARGS="tests/claims -k C07" narrows pytest
	@$(PYTHON) tools/course.py test -- $(TEST_ARGS)

other: ## the same with another Python, in an environment of its own: make other PYTHON=python3.12
	@$(PYTHON) tools/course.py other -- $(TEST_ARGS)

quick: ## about a minute: lint, types, imports, rubric, a short test a room, and the tests of what differs from main
	@$(PYTHON) tools/course.py quick -- $(QUICK_ARGS)

lint:  ## ruff and mypy only
	@$(PYTHON) tools/course.py lint

class: ## nbgrader in the environment, then JupyterLab at the course root for a teacher (see TEACHING.md)
	@$(PYTHON) tools/course.py class -- $(LAB_ARGS)

exercises: ## generate exercises/ from solutions/ again
	@$(PYTHON) tools/course.py exercises
