"""The one kind of model we train: character n-grams, weighted by tf-idf, into a logistic regression.

Characters, because jieba splits names and places in the wrong spot and a dialect word is a run of characters like any
other. Under Rasa's own featurizer counts are not weighted and the regression's C stays 1; both cost accuracy here
(docs/bot.md, "Pipelines").
"""

from __future__ import annotations

import re

from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import Pipeline, make_pipeline

_NOISE = re.compile(r"[\s，。！？、,.!?…~～：:；;“”\"'（）()]+")


def squeezed(text: str) -> str:
    """Speech has no punctuation, so the model sees none either; but it sees where a sentence begins and ends."""
    return f"^{_NOISE.sub('', text) or text}$"


def fit(texts: list[str], labels: list[str], longest: int, strength: float) -> Pipeline:
    """Trains on n-grams of 1…`longest` characters; `strength` is the regression's C."""
    model = make_pipeline(
        TfidfVectorizer(analyzer="char", ngram_range=(1, longest), sublinear_tf=True, preprocessor=squeezed),
        LogisticRegression(C=strength, class_weight="balanced", max_iter=1000, random_state=42),
    )
    return model.fit(texts, labels)


def ranking(model: Pipeline, text: str) -> list[tuple[str, float]]:
    """(label, probability), the most likely first."""
    scores = zip(model.classes_, model.predict_proba([text])[0], strict=True)
    return sorted(((str(label), float(score)) for label, score in scores), key=lambda pair: -pair[1])
