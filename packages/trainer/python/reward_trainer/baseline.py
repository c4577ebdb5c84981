"""What a reward model must beat: words and length, fitted on the same training rows."""

from collections.abc import Sequence

from scipy.sparse import csr_matrix, vstack
from sklearn.feature_extraction.text import CountVectorizer
from sklearn.linear_model import LogisticRegression, LogisticRegressionCV
from sklearn.model_selection import GroupKFold

from .data import Pair
from .metrics import wins

FOLDS = 5
INVERSE_PENALTIES = (0.001, 0.003, 0.01, 0.03, 0.1)


def fitted_controls(train: Sequence[Pair], tests: Sequence[Sequence[Pair]]) -> list[dict[str, list[float]]]:
    """For each test set: name of the control -> its difference chosen - rejected of each pair.

    The names are bag_of_words and, for the length rule, longer or shorter.
    """
    name, lengths = length_differences(train, tests)
    words = word_differences(train, tests)
    return [{"bag_of_words": word, name: length} for word, length in zip(words, lengths, strict=True)]


def word_differences(train: Sequence[Pair], tests: Sequence[Sequence[Pair]]) -> list[list[float]]:
    """Bradley-Terry over word counts: logistic regression on the difference of the two responses' counts.

    Fitted on each pair in both orders and without an intercept, so position means nothing. The penalty is chosen
    by cross-validation inside the training rows.
    """
    vectorizer = CountVectorizer(token_pattern=r"\w+|[^\w\s]", max_features=5000)
    vectorizer.fit([text for pair in train for text in (pair.chosen, pair.rejected)])

    def differences(pairs: Sequence[Pair]) -> csr_matrix:
        chosen = vectorizer.transform([pair.chosen for pair in pairs])
        return (chosen - vectorizer.transform([pair.rejected for pair in pairs])).tocsr().astype(float)

    rows = differences(train)
    openings = [next(turn["content"] for turn in pair.prompt if turn["role"] == "user") for pair in train]
    model = _classifier(openings * 2).fit(vstack([rows, -rows]).tocsr(), [1] * len(train) + [0] * len(train))
    return [model.decision_function(differences(test)).tolist() if test else [] for test in tests]


def _classifier(groups: list[str]) -> LogisticRegression | LogisticRegressionCV:
    """Folds never part the two orders of a pair, nor pairs with the same opening; too few of those: a fixed penalty."""
    if len(set(groups)) < FOLDS:
        return LogisticRegression(C=0.01, fit_intercept=False, max_iter=1000)
    folds = list(GroupKFold(FOLDS).split(groups, groups=groups))
    return LogisticRegressionCV(
        Cs=INVERSE_PENALTIES,
        l1_ratios=(0,),
        cv=folds,
        fit_intercept=False,
        max_iter=1000,
        scoring="accuracy",
        use_legacy_attributes=False,
    )


def length_differences(train: Sequence[Pair], tests: Sequence[Sequence[Pair]]) -> tuple[str, list[list[float]]]:
    """Always the shorter or always the longer response (in characters), whichever wins more training pairs.

    Returns ("longer" or "shorter", the differences of each test set).
    """
    longer = [len(pair.chosen) - len(pair.rejected) for pair in train]
    sign = 1 if wins(longer) >= len(train) / 2 else -1
    found = [[float(sign * (len(pair.chosen) - len(pair.rejected))) for pair in test] for test in tests]
    return ("longer" if sign == 1 else "shorter"), found
