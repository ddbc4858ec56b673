#!/usr/bin/env python3
"""Opens a study of `kammerspiel compare` and makes the main table and picture of its comparison again.

    python3 comparison.py out/ihk-2022-compare/study.sqlite
    python3 comparison.py STUDY --metric money_lost --picture losses.png --csv losses.csv

Needs pandas; matplotlib for --picture, scipy for exact intervals of few worlds. What the columns mean: docs/store.md;
the formulas: docs/statistics.md. Intervals here are Student's; those of the program correct for
skewness (Hall 1992) and are a little longer to the right.
"""

import argparse
import sqlite3
import sys

import pandas as pd


def student_quantile(worlds):
    """97.5 % quantile of Student's distribution with worlds - 1 degrees of freedom."""
    try:
        from scipy.stats import t
    except ImportError:
        return 1.959964 + 2.372 / max(worlds - 1, 1)  # close from 10 worlds on
    return float(t.ppf(0.975, worlds - 1))


def read_runs(path, metric):
    """One row for each run; a time beyond the horizon, which the study holds as NULL, is NaN."""
    study = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
    if study.execute("SELECT 1 FROM about WHERE key = 'shard'").fetchone():
        sys.exit(f"{path} is a part of a study; put all parts together with 'kammerspiel results merge'")
    known = [row[1] for row in study.execute("PRAGMA table_info(runs)")]
    if metric not in known:
        sys.exit(f"{path} has no metric '{metric}'; it has: {', '.join(known[4:])}")
    runs = pd.read_sql_query(
        f"SELECT world, strategy, attacker, attacker_weight, {metric} AS loss FROM runs",
        study)
    # A study made in rounds (--precision, --time) has worlds in which not all was run: only those with everything
    # can be compared as simply as here.
    runs_of_world = runs.groupby("world").loss.transform("size")
    whole = runs[runs_of_world == runs.strategy.nunique() * runs.attacker.nunique()]
    if len(whole) < len(runs):
        print(f"{whole.world.nunique()} of {runs.world.nunique()} worlds have every strategy and attacker; "
              "the others are left out", file=sys.stderr)
    return whole


def by_world(runs):
    """What a strategy loses in a world, over attackers with their weights: worlds down, strategies across."""
    runs = runs.assign(part=runs.attacker_weight * runs.loss)
    sums = runs.groupby(["world", "strategy"]).agg(
        part=("part", lambda parts: parts.sum(skipna=False)), weight=("attacker_weight", "sum"))
    return (sums.part / sums.weight).unstack("strategy")


def mixture_quantile(runs, share):
    """The smallest loss that at least this share of all runs, by weight, does not exceed."""
    ordered = runs.sort_values("loss", na_position="last")
    reached = ordered.attacker_weight.cumsum() >= share * ordered.attacker_weight.sum() - 1e-12
    return ordered.loss[reached].iloc[0]


def table(runs):
    losses = by_world(runs)
    best = losses.mean().idxmin()
    rows = []
    for strategy in losses.mean().sort_values().index:
        loss = losses[strategy]
        more = loss - losses[best]
        factor = student_quantile(len(loss)) / len(loss) ** 0.5
        of_strategy = runs[runs.strategy == strategy]
        rows.append({
            "strategy": strategy,
            "worlds": len(loss),
            "mean": loss.mean(),
            "mean_low": loss.mean() - factor * loss.std(),
            "mean_high": loss.mean() + factor * loss.std(),
            "median": mixture_quantile(of_strategy, 0.5),
            "p95": mixture_quantile(of_strategy, 0.95),
            "more_than_best": more.mean(),
            "more_low": more.mean() - factor * more.std(),
            "more_high": more.mean() + factor * more.std(),
        })
    return pd.DataFrame(rows).set_index("strategy")


def draw(losses, metric, path):
    import matplotlib
    matplotlib.use("Agg")
    import matplotlib.pyplot as plt

    figure, axis = plt.subplots(figsize=(8, 0.6 * len(losses) + 1.2))
    for row, (strategy, one) in enumerate(losses[::-1].iterrows()):
        axis.plot([one.mean_low, one.mean_high], [row, row], color="#0072b2", linewidth=4)
        axis.plot(one["mean"], row, "D", color="white", markeredgecolor="#0072b2")
    axis.set_yticks(range(len(losses)), list(losses.index[::-1]))
    axis.set_xlabel(f"{metric}: mean and 95 % interval")
    axis.grid(axis="x", alpha=0.3)
    figure.tight_layout()
    figure.savefig(path)


def main():
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("study", help="study.sqlite of a comparison")
    options.add_argument("--metric", default="member_hours_lost", help="a column of the view `runs`")
    options.add_argument("--csv", help="write the table here")
    options.add_argument("--picture", help="draw it here (PNG, SVG, PDF)")
    asked = options.parse_args()
    losses = table(read_runs(asked.study, asked.metric))
    if asked.csv:
        losses.to_csv(asked.csv)
    if asked.picture:
        draw(losses, asked.metric, asked.picture)
    with pd.option_context("display.float_format", "{:,.1f}".format, "display.width", 160,
                           "display.max_columns", None):
        print(losses)


if __name__ == "__main__":
    main()
