# The exercises of a new lesson, as text. NN is the lesson's number, TITLE its title.
# fmt: off

# %% [markdown]
# # Exercises NN: TITLE
#
# You compute softplus at zero, and you predict how sharpness moves it. Each check tells you the cause of a mistake and the next step.
#
# About 5 minutes (an estimate). Know first: lesson NN.

# %% [markdown]
# ## How this works
#
# Replace each `...` by your answer, run the cell, then run the check below it. `hint("NN-height")` gives the next of three hints for that task. After three honest attempts, or when you have solved it, `solution("NN-height")` opens a worked solution.

# %%
import math

from course_lib.checks import hint, solution

# %% [markdown]
# ## The height at zero (objective NN-O1)
#
# ### A worked example: β = 2
#
# At x = 0 softplus is log(1 + 1)/β. With β = 2 that is ln 2/2.

# %%
height = math.log(1 + math.exp(0.0)) / 2
print(f"height at zero = {height:.4f}")

# %% [markdown]
# ### Task NN-height
#
# How high is softplus at zero for β = 4? Three digits are enough; an expression is welcome.

# %% nbgrader={"grade": false, "grade_id": "NN-height-answer", "locked": false, "schema_version": 3, "solution": true, "task": false}
height_at_zero = (
    ### BEGIN SOLUTION
    math.log(2) / 4
    ### END SOLUTION
)

# %% nbgrader={"grade": true, "grade_id": "NN-height", "locked": true, "points": 2, "schema_version": 3, "solution": false, "task": false}
from course_lib.checks import check

verdict = check("NN-height", globals())
verdict.points

# %% [markdown]
# ## Sharper (objective NN-O2)
#
# ### Task NN-sharper
#
# What does a larger β do to the height at zero?
#
# - a: it raises it
# - b: it lowers it
# - c: it leaves it as it is

# %% nbgrader={"grade": false, "grade_id": "NN-sharper-answer", "locked": false, "schema_version": 3, "solution": true, "task": false}
# one letter in quotation marks
sharper_is = (
    ### BEGIN SOLUTION
    "b"
    ### END SOLUTION
)

# %% nbgrader={"grade": true, "grade_id": "NN-sharper", "locked": true, "points": 2, "schema_version": 3, "solution": false, "task": false}
from course_lib.checks import check

verdict = check("NN-sharper", globals())
verdict.points
