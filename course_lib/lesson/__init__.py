"""What a notebook shows a person. No torch here; everything works offline.

`show(fig, *, alt, caption)`      a figure with alt text (80–400 characters) and caption, one output
`explore(measure, draw, update, controls, sentence, *, alt, question)`
                                    `measure(**values)` → frame, once a setting; `draw(frame, **values)` → `(fig, artists)`;
                                    `update(artists, frame, **values)`; `sentence(frame, **values)` → str;
                                    `values` are the controls' values by name
`Slider(name, label, low, high, value, step=None, log=False)`   `name` is the keyword, `label` what the learner reads
`Choice(name, label, options, value=None)`   options: list of texts, or mapping text → value
`predict(id)`                     the question of that id in the lesson's file `questions/lesson_NN.toml`; the answer is kept
                                    in the journal; nothing said about right or wrong
`compare(id, **numbers)`          the kept prediction and what was measured: the file's sentence, filled with the numbers
`quiz(id)`                        one right answer; every answer gets its reason
`recall(id)`                      of several questions the one that the learner needs most
`show(fig, id, **numbers)`        alt text and caption from the file, where they would tell an answer
`written_questions.py` says what the file holds. Content may also be passed: `predict(id, question, options)`,
`compare(id, measured)`, `quiz(id, question, options)`, `recall(id, [Question(about, text, options), …])`
`Option(text, reason, correct=False, unsure=False)`   reason: eight words or more; unsure: "I do not know yet"
`routes()`                        ways through the lessons that are there, with their minutes
`progress()`, `doctor()`        also `progress_command()` and `doctor_command()` → exit status
`make_copies(source, target)` → `tuple[Copy(path, action), …]`; `copies_command(root, target=None)` → exit status
                                    `source` is the course's folder; `target/notebooks` and `target/exercises` are made

Ids: "01-P1" prediction, "01-Q1" quiz, "01-R1" retrieval, "01-X1" exit question. Each function shows its result itself. As
the last line of a cell it prints nothing more, so `_ =` is not needed.
"""

from course_lib.lesson.controls import Choice, Slider
from course_lib.lesson.copies import Copy, copies_command, make_copies
from course_lib.lesson.doctor import doctor, doctor_command
from course_lib.lesson.explorations import explore
from course_lib.lesson.figure_output import show
from course_lib.lesson.options import Option
from course_lib.lesson.predictions import compare, predict
from course_lib.lesson.progress_table import progress, progress_command
from course_lib.lesson.quizzes import Question, quiz, recall
from course_lib.lesson.route_table import routes

__all__ = [
    "Choice",
    "Copy",
    "Option",
    "Question",
    "Slider",
    "compare",
    "copies_command",
    "doctor",
    "doctor_command",
    "explore",
    "make_copies",
    "predict",
    "progress",
    "progress_command",
    "quiz",
    "recall",
    "routes",
    "show",
]
