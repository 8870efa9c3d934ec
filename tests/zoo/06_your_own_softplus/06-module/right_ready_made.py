from course_lib.activations import Softplus as SavingSoftplus
