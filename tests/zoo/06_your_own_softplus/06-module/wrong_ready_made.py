from course_lib.activations import Softplus as SavingSoftplus

EXPECTED = "calls-ready-form"

__all__ = ["SavingSoftplus"]
