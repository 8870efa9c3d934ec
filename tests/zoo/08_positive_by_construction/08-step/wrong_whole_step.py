EXPECTED = "whole-step"
import math

apart = 8 * math.e - 9
