"""Mutants of every reference answer: at least 98 of 100 must be caught, equivalent ones set apart with their reason."""

import ast

import mutants
import pytest


@pytest.fixture(scope="module")
def survey():
    return mutants.survey()


@pytest.mark.slow
def test_enough_mutants_are_made(survey):
    assert survey and all(count >= 1 for count, _ in survey.values())


@pytest.mark.slow
def test_nearly_all_mutants_are_caught(survey):
    known = mutants.equivalents()
    alive = {
        task: [words for words, _ in left if words not in known.get(task, {})]
        for task, (_, left) in survey.items()
    }
    total = sum(count for count, _ in survey.values()) - sum(len(same) for same in known.values())
    surviving = sum(len(left) for left in alive.values())
    assert surviving <= 0.02 * total, {task: left for task, left in alive.items() if left}


@pytest.mark.slow
def test_listed_equivalents_exist_and_have_a_reason(survey):
    for task, reasons in mutants.equivalents().items():
        survivors = {words for words, _ in survey[task][1]}
        assert set(reasons) <= survivors, f"{task}: these no longer survive: {set(reasons) - survivors}"
        assert all(len(reason.split()) >= 5 for reason in reasons.values())


def test_the_generator_makes_the_changes_that_it_promises():
    source = "def f(x, beta=1.0):\n    z = -beta * x\n    return torch.where(z > 20, z, torch.exp(z)) / beta"
    made = dict(mutants.mutants_of(source))
    texts = "\n".join(made.values())
    assert "z < 20" in texts and "torch.expm1" in texts and "torch.where(z > 20, torch.exp(z), z)" in texts
    assert ".double()" in texts and ".detach()" in texts and "beta=2.0" in texts and "x += 0.5" in texts
    assert len({ast.dump(ast.parse(text)) for text in made.values()}) == len(made)


def test_only_the_learners_lines_are_changed():
    blank = f"    z = (\n        {mutants.BEGIN}\n        beta * x\n        {mutants.END}\n    )"
    source = f"def f(x, beta=1.0):\n{blank}\n    return z + 1"
    texts = [text for _, text in mutants.mutants_of(source)]
    assert texts and all("return z + 1" in text and "beta=1.0" in text for text in texts)


def test_the_reference_itself_is_no_mutant():
    for source, _ in mutants.references().values():
        tree = ast.unparse(ast.parse(source))
        assert tree not in {text for _, text in mutants.mutants_of(source)}
