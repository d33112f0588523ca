"""Precision, recall and F1 of mentions and facts against a gold folder (``kg eval``).

gold = read_gold(folder)
scores = score(gold, predictions)
"""

from kg.evaluate.gold import GoldDocument, read_gold
from kg.evaluate.scores import Score, score

__all__ = ["GoldDocument", "Score", "read_gold", "score"]
