"""pytest for the whole repository: one plugin a file in tests/plugins, each named for what it does.

One that imports another stands below it."""

pytest_plugins = [
    "garbage_after_collection",
    "nbval_repairs",
    "compared_outputs",
    "whole_notebooks",
    "notebook_limits",
    "one_thread_each",
    "no_compiler_probes",
    "work_units",
    "warm_kernels",
    "time_report",
]
