from fractions import Fraction

crossing = Fraction(2502, 10000)
