#!/usr/bin/env python3
"""Where losses fall: organisations of a study that keeps places, as a table, a map and a picture of how services come back.

    kammerspiel compare SCENARIO --keep places
    python3 places.py out/SCENARIO-compare/study.sqlite
    python3 places.py STUDY --strategy by-region --map map.png --curve back.png --csv organisations.csv

Needs pandas; matplotlib for pictures. What the columns mean: `kammerspiel schema --results`, docs/results-dictionary.md.
"""

import argparse
import sqlite3
import sys

import pandas as pd


def quantile(values, weights, share):
    """The smallest value that at least this share, by weight, does not exceed."""
    ordered = values.sort_values()
    reached = weights[ordered.index].cumsum() >= share * weights.sum() - 1e-12
    return ordered[reached].iloc[0]


def best_strategy(study):
    """The one that loses least, over attackers with their weights."""
    means = pd.read_sql_query("SELECT strategy, sum(attacker_weight * mean_member_hours_lost) AS loss FROM strategies "
                              "GROUP BY strategy ORDER BY loss", study)
    return means.strategy.iloc[0]


def organisations(study, strategy):
    """One row for each organisation, the one whose people lose most first."""
    runs = pd.read_sql_query("SELECT world, attacker_weight, name, member_hours_lost, hours_to_all_status FROM place_runs "
                             "WHERE kind = 'organisation' AND strategy = ?", study, params=(strategy,))
    rows = []
    for name, of in runs.groupby("name"):
        weights = of.attacker_weight / of.attacker_weight.sum()
        rows.append({
            "name": name,
            "mean_member_hours_lost": (weights * of.member_hours_lost).sum(),
            "p95_member_hours_lost": quantile(of.member_hours_lost, weights, 0.95),
            "share_not_restored": weights[of.hours_to_all_status == "beyond_horizon"].sum(),
        })
    places = pd.read_sql_query("SELECT name, title, region, members, latitude, longitude FROM organisation", study)
    table = places.merge(pd.DataFrame(rows), on="name")
    table["hours_lost_per_member"] = table.mean_member_hours_lost / table.members.clip(lower=1)
    return table.sort_values("mean_member_hours_lost", ascending=False).set_index("name")


def draw_map(table, path):
    import matplotlib
    matplotlib.use("Agg")
    import matplotlib.pyplot as plt

    placed = table.dropna(subset=["latitude", "longitude"])
    if placed.empty:
        sys.exit("no organisation of this study has coordinates")
    figure, axis = plt.subplots(figsize=(7, 8))
    points = axis.scatter(placed.longitude, placed.latitude, s=20 + 400 * placed.members / placed.members.max(),
                          c=placed.hours_lost_per_member, cmap="viridis", alpha=0.8, edgecolor="black", linewidth=0.5)
    figure.colorbar(points, label="hours lost per member, mean")
    axis.set_aspect(1.6)  # a degree of latitude is so much longer than one of longitude at 51° north
    axis.set_xlabel("°E")
    axis.set_ylabel("°N")
    figure.tight_layout()
    figure.savefig(path)


def draw_curve(study, path):
    """Mean share of people who have their services, by strategy; bins are rounded down to 2 %."""
    import matplotlib
    matplotlib.use("Agg")
    import matplotlib.pyplot as plt

    counts = pd.read_sql_query("SELECT strategy, hours, attacker_weight * worlds AS weight, share_up_at_least FROM restoration", study)
    figure, axis = plt.subplots(figsize=(8, 4))
    for strategy, of in counts.groupby("strategy"):
        sums = of.assign(part=of.weight * of.share_up_at_least).groupby("hours")[["part", "weight"]].sum()
        axis.step(sums.index, sums.part / sums.weight, where="post", label=strategy)
    axis.set_xscale("symlog", linthresh=24)
    axis.set_xlabel("hours since the start")
    axis.set_ylabel("share of people with their services")
    axis.legend()
    figure.tight_layout()
    figure.savefig(path)


def main():
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("study", help="study.sqlite of a comparison with --keep places")
    options.add_argument("--strategy", help="without it the one that loses least")
    options.add_argument("--csv", help="write the table here")
    options.add_argument("--map", help="draw the organisations here (PNG, SVG, PDF)")
    options.add_argument("--curve", help="draw how services come back here")
    asked = options.parse_args()
    study = sqlite3.connect(f"file:{asked.study}?mode=ro", uri=True)
    if dict(study.execute("SELECT key, value FROM about")).get("places") != "1":
        sys.exit(f"{asked.study} keeps no figures of places; make it with 'kammerspiel compare SCENARIO --keep places'")
    table = organisations(study, asked.strategy or best_strategy(study))
    if table.empty:
        sys.exit(f"{asked.study} has no strategy '{asked.strategy}'")
    if asked.csv:
        table.to_csv(asked.csv)
    if asked.map:
        draw_map(table, asked.map)
    if asked.curve:
        draw_curve(study, asked.curve)
    with pd.option_context("display.float_format", "{:,.2f}".format, "display.width", 160, "display.max_columns", None):
        print(table.drop(columns=["latitude", "longitude"]).head(20))


if __name__ == "__main__":
    main()
