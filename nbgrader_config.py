"""How nbgrader runs this course. ``COURSE_DB_URL`` (for example postgresql://…) replaces the SQLite grade book."""

import os
import sys
import warnings
from pathlib import Path

c = get_config()  # noqa: F821

# nbgrader starts `alembic` by name, also when the environment is not on PATH.
os.environ["PATH"] = os.pathsep.join([str(Path(sys.executable).parent), os.environ.get("PATH", "")])
# SQLAlchemy's remarks on nbgrader's own queries, and deprecations inside libraries, are no news for a teacher.
warnings.filterwarnings(
    "ignore", module=r"(nbgrader|sqlalchemy|traitlets|jupyter.*|nbconvert|nbformat)(\..*)?"
)

c.CourseDirectory.course_id = "softplus"
c.CourseDirectory.source_directory = "solutions"
c.CourseDirectory.release_directory = "exercises"
if "COURSE_DB_URL" in os.environ:
    c.CourseDirectory.db_url = os.environ["COURSE_DB_URL"]

# Three dots are valid Python wherever a blank stands, so that an untouched stub runs through.
c.ClearSolutions.code_stub = {"python": "...  # your answer here"}
c.ClearSolutions.text_stub = "YOUR ANSWER HERE"

c.Execute.timeout = 60
c.Execute.extra_arguments = [
    "--log-level=ERROR"
]  # a kernel's remark on encryption, for each student, is no news
c.Execute.shutdown_kernel = "immediate"  # all is answered; a polite end costs a third of a second
c.OverwriteCells.add_missing_cells = True  # holds for RestoreCells below, which is one
c.LimitOutput.max_lines = 200
c.LimitOutput.max_traceback = 40

# Without force nbgrader skips what it has made before: a second hand-in, a regrade, feedback that is out of date.
c.GenerateAssignment.force = True
c.Autograde.force = True
c.GenerateFeedback.force = True
c.ExchangeCollect.update = True  # `nbgrader collect` fetches a newer hand-in too
c.GenerateAssignment.post_convert_hook = "course_lib.classroom.release.tidy_release"

c.Autograde.sanitize_preprocessors = [
    "nbgrader.preprocessors.ClearOutput",
    "course_lib.classroom.nbgrader_plugins.ForgetFinished",
    "nbgrader.preprocessors.DeduplicateIds",
    "nbgrader.preprocessors.OverwriteKernelspec",
    "course_lib.classroom.nbgrader_plugins.RestoreCells",
    "nbgrader.preprocessors.CheckCellMetadata",
]
c.Autograde.autograde_preprocessors = [
    "nbgrader.preprocessors.Execute",
    "course_lib.classroom.nbgrader_plugins.RequireVerdict",
    "course_lib.classroom.nbgrader_plugins.CapReadyForms",
    "course_lib.classroom.nbgrader_plugins.CapOutput",
    "nbgrader.preprocessors.IgnorePattern",
    "nbconvert.preprocessors.ClearMetadataPreprocessor",
    "nbgrader.preprocessors.LimitOutput",
    "nbgrader.preprocessors.SaveAutoGrades",
    "nbgrader.preprocessors.AssignLatePenalties",
    "nbgrader.preprocessors.CheckCellMetadata",
    "course_lib.classroom.nbgrader_plugins.MarkFinished",
]
c.GenerateFeedback.preprocessors = [
    "course_lib.classroom.nbgrader_plugins.RefuseUnfinished",
    "nbgrader.preprocessors.GetGrades",
    "course_lib.classroom.nbgrader_plugins.HideHidden",
    "nbconvert.preprocessors.CSSHTMLHeaderPreprocessor",
]
c.ExportApp.plugin_class = "course_lib.classroom.nbgrader_plugins.QuotedCsvExport"
