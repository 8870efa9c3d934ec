"""What stands on a notebook's page: words as HTML, and the one stylesheet of all panels.

`escape(text)`                      text safe inside HTML
`prose(text)`                       escaped; `code`, *emphasis* and **strong** marked up; a minus sign before a number
`minus(text)`                       the minus sign alone, for plain text
`stylesheet()`                      the rules of `panels.css`, for a widget to bring along
`styled(markup)`                    markup that brings the stylesheet along: for an output of its own
`message(text, kind="")`            one message; its sign and first words say what its colour says
`lines(pairs)`                      states and HTML as a list
`rows(pairs)`                       names and HTML as a description list
`in_notebook()`                     is a Jupyter kernel there to show HTML?
"""

from course_lib.page.markup import escape, lines, message, minus, prose, rows
from course_lib.page.output import in_notebook, styled, stylesheet

__all__ = ["escape", "in_notebook", "lines", "message", "minus", "prose", "rows", "styled", "stylesheet"]
