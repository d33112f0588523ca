"""Precision, recall and F1 of mentions and facts against a gold folder (``kg eval``).

gold = read_gold(folder)
scores = score(gold, predictions)
"""

from kg.evaluate.gold import GoldDocument, read_gold
from kg.evaluate.scores import FIELDS, Comparison, Score, compare, score

__all__ = ["FIELDS", "Comparison", "GoldDocument", "Score", "compare", "read_gold", "score"]
