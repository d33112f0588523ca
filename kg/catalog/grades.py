"""The grades of a prize (一等奖, 提名奖), as a pattern that the readers of names, facts and layouts share."""

from kg.catalog.lists import alternation, words

GRADES = alternation(words("prize_grades.txt"))
