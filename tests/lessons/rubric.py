r"""The rubric as a program: what a lesson must look like, one pure function a row.

    python tests/lessons/rubric.py notebooks/01_meet_softplus.ipynb …    findings and one line a row
    python tests/lessons/rubric.py --minutes notebooks/*.ipynb           how the minutes of each lesson add up

Conventions for authors (structure is carried by cell tags; a tag that is not listed here is a finding)
---------------------------------------------------------------------------------------------------------

NN is the lesson's number, the first two characters of the file name.

frame       first cell, markdown, no tag. The only H1 of the notebook, then three paragraphs:

                # 01 · Meet softplus

                **Promise:** One sentence, or two.

                **Time:** about 45 minutes (estimate).

                **Before you start:** lesson 00; what the graph of a function is.

            The minutes are those of minutes.py (words, code cells, predictions, quizzes, widgets, tasks by kind),
            rounded to five; the finding tells you the number to write.
objectives  markdown. Two to four list items, numbered from O1, each with an observable verb first (VERBS in rows/frame.py):

                ## After this lesson you can
                - **01-O1:** compute softplus and its gap to ReLU at any input.

retrieval   (lessons 02 on) code cells that call `quiz("02-R1", "From lesson 01: …?", [Option(…), …])`. At least two
            questions; each begins "From lesson NN:", and one NN is older than the lesson before.
worked:O1   the worked example of objective O1 (code or markdown), one for each objective; a cell may carry several:
            `worked:O1`, `worked:O2`. Plain `worked` marks a further example.
predict:P1  code cell with the one call `predict("01-P1", "question?", [Option(text, reason), Option(text, reason, correct=True)])`.
            Two or more options, exactly one correct; at least one wrong option is a real misconception (RUBRIC.md lists them).
            No cell above may hold the correct option's text or its number.
experiment:P1   code cell at most three cells after predict:P1 (ends, if you like, with `compare("01-P1", measured)`).
explain:P1  markdown cell at most two cells after experiment:P1: names the prediction ("You predicted …") and the result
            ("the experiment gave / measured / printed …"), and asks for the reason in a sentence "Why …?".
            From lesson 01 on at least two complete predictions; P1, P2, … in order.
figure      code cell that calls `show(fig, alt=…, caption=…)`; every such cell carries the tag. No other way puts a picture
            in a lesson. Alt text 80–400 characters, naming what is on both axes (`describe(ax)` does); the caption is a
            sentence of at least five words that states the finding and ends with a full stop. Colours only from COLORS.
widget      code cell that calls `explore(draw, update, [Slider(…), …], sentence, alt=…, question="…?")`. One to three controls,
            each with a label; a `figure` cell at most six cells before it; the question ends with a question mark.
claim:C07   code cell that calls `state("C07")` as its last line, so that its stored output holds sentence and verdict.
            Every claim whose `.lesson` is NN has such a cell in lesson NN.
recap       markdown. One list item for each objective: `- **01-O1** You can now …`.
exit        code cells with three calls `quiz("01-X1", …)`, `quiz("01-X2", …)`, `quiz("01-X3", …)` (one, two or three cells),
            and one markdown cell, also tagged `exit`, that asks "What surprised you …?".
references  markdown list, at least three:
                - Dugas et al. 2001, *Incorporating second-order functional knowledge* – supports: the first use of softplus.
            The dash before "supports:" may be – or -; a link may stand around the title. Not in the size limit of prose.
teacher     markdown for teachers; outside the word count and the minutes.
compiles    code cell that calls a compiler: 15 s instead of 5.
long        code cell of 16 to 20 lines that cannot be cut; without the tag 15 is the limit.
nbval-ignore-output   code cell whose output is volatile (times, device names, versions). Its output supports no number in
            the prose. `nbval-skip`, `skip-execution`, `raises-exception` and `# NBVAL_SKIP` are refused.

Quiz, predict, Option, explore and show are called with literals (an f-string is fine): a script reads them.
Every Option has a reason of eight words or more. Ids: "01-P1" prediction, "01-Q1" quiz, "01-R1" retrieval, "01-X1" exit.

Numbers: a number with three or more significant digits in prose (markdown, question, reason, caption, alt; not the text of an
option) must be printed by a code cell of the same lesson (0.6931 in prose is covered by 0.69315 in an output; not
by a string that merely repeats it, nor by a volatile cell), be a literal in code (an input), or stand in a paragraph that
names a claim, "(C20)", whose statement holds the number. Free: years, ids, section numbers, the frame, references,
powers of ten. Significant digits: 100 has one, 0.050 has two, 1.00 has three.

Size: code ≤ 15 lines (blank lines and comments count), prose cell ≤ 120 words (a formula is one word), at most two code
cells in a row, ≤ 60 cells. Headings go down one level at a time. A link says where it goes (never "here", "click", "link").
Imports of the course come from the faces: `from course_lib.figures import …`, never deeper. No line ends with `;`.
"""
