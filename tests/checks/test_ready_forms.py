"""A ready form is recognised under any name, and an answer's own helper may be called as it likes."""

import functools

import pytest
import torch
from torch import nn
from torch.nn import functional as F
from torch.nn.functional import softplus as curve

import course_lib.activations
from course_lib.checks import TASKS, judge, run
from course_lib.checks.panel import as_text

TASK = TASKS["04-soft-maximum"]

module = nn.Softplus
held = nn.Softplus()
table = {"f": F.softplus}
bound = functools.partial(F.softplus, beta=1.0)
operation = torch.ops.aten.softplus
course = course_lib.activations


class Own:
    form = F.softplus
    layer = nn.Softplus()


def by_closure(form):
    return lambda x, level=0.0: level + form(x - level)


READY = {
    "imported name": lambda x, level=0.0: level + curve(x - level),
    "class under a name": lambda x, level=0.0: level + module()(x - level),
    "module": lambda x, level=0.0: level + held(x - level),
    "in a table": lambda x, level=0.0: level + table["f"](x - level),
    "partial": lambda x, level=0.0: level + bound(x - level),
    "operation": lambda x, level=0.0: level + operation(x - level),
    "overload": lambda x, level=0.0: level + torch.ops.aten.softplus.default(x - level),
    "name put together": lambda x, level=0.0: level + getattr(F, "soft" + "plus")(x - level),
    "course": lambda x, level=0.0: level + course.softplus(x - level),
    "attribute": lambda x, level=0.0: level + Own.form(x - level),
    "attribute of an object": lambda x, level=0.0: level + Own().layer(x - level),
    "closure": by_closure(F.softplus),
    "default": lambda x, level=0.0, f=F.softplus: level + f(x - level),
    "special": lambda x, level=0.0: torch.special.logsumexp(torch.stack([x, torch.full_like(x, level)]), 0),
    "method": lambda x, level=0.0: torch.stack([x, torch.full_like(x, level)]).logsumexp(0),
    "logsigmoid": lambda x, level=0.0: level - nn.LogSigmoid()(level - x),
}


@pytest.mark.parametrize("name", READY)
def test_a_ready_form_is_recognised(name):
    verdict = judge(TASK, 0, run(TASK, READY[name]))
    causes = {cause.id for cause in verdict.causes}
    assert "calls-ready-form" in causes and verdict.points <= TASK.points_if_called, as_text(verdict)


def softplus(z):
    """An own helper, which has the name of a ready form."""
    return z.clamp(min=0) + torch.log1p(torch.exp(-z.abs()))


class Logsumexp:
    def softplus(self, z):
        return softplus(z)

    def logaddexp(self, z):
        return self.softplus(z)


def test_an_own_helper_may_have_the_name_of_a_ready_form():
    own = Logsumexp()
    answers = [
        lambda x, level=0.0: level + softplus(x - level),
        lambda x, level=0.0, f=softplus: level + f(x - level),
        lambda x, level=0.0: level + own.logaddexp(x - level) + 0 * softplus(x),
    ]
    for answer in answers[:2]:
        verdict = judge(TASK, 0, run(TASK, answer))
        assert "calls-ready-form" not in {cause.id for cause in verdict.causes}, as_text(verdict)
