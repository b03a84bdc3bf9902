"""What decides a purchase, and where we stand on it: importance against performance.

The gap of a factor is our score less the best rival's. Factors split at the mean importance and at parity into four:
keep up (important, not behind), fix first (important, behind), do not over-invest (less important, not behind) and low
priority (less important, behind). A factor without an importance or a gap is in none of them: it is unknown.

The factors stand under four headings. What a heading decides is the sum of its factors' importance; where we stand on it is
the mean gap of its factors, weighted by importance. Against one rival as a whole, both sides' scores are weighted means over
the factors that both are scored on.
"""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from playbook.client.model import Client
from playbook.client.rows import records
from playbook.steps.findings import Finding
from playbook.steps.status import weakest
from playbook.units import Count, Name, Names, Number, Percent, Printable, inline, is_unknown

__all__ = ["GROUPS", "QUADRANTS", "BuyingFactors", "buying_factors"]

#: The four quadrants; a factor that is in none of them is unknown.
QUADRANTS = ("fix_first", "keep_up", "low_priority", "over_invest")
#: The four headings, as taught, and their names.
GROUPS = {
    "core": Name("产品的核心表现", "Core product performance"),
    "economic": Name("经济表现", "Economic terms"),
    "support": Name("客户支持及服务表现", "Customer support and service"),
    "image": Name("公司总体形象", "Company image"),
}
_COLUMNS = ["factor", "group", "importance", "ours", "best_rival", "best_score", "gap", "quadrant"]


@dataclass(frozen=True)
class BuyingFactors:
    """The factors: factor, group, importance (0-1), ours and best_score (0-4), best_rival, gap, quadrant (None: unknown); the most
    important first. `mean_importance` is NaN where no importance is known.

    `groups`: group, importance (NaN where a factor's is unknown), factors, known (factors with a gap), behind, gap (weighted
    mean over the known; NaN without one), in the order of the headings. `rivals`: operator, weight (of the factors that both
    are scored on), ours, theirs, gap; the strongest first; NaN where less than `known_weight_min` of the weight is known.
    `findings` are those of exhibit 1.5, `group_findings` those of 1.4.
    """

    factors: pd.DataFrame
    groups: pd.DataFrame
    rivals: pd.DataFrame
    mean_importance: float
    status: str
    findings: tuple[Finding, ...]
    group_findings: tuple[Finding, ...]


def buying_factors(client: Client) -> BuyingFactors:
    """The importance-performance matrix of a client. Nothing is raised for what is unknown."""
    factors = _gaps(client)
    mean = float(factors["importance"].mean())
    factors["quadrant"] = _objects([_quadrant(row["importance"], row["gap"], mean) for row in records(factors)], factors)
    factors = factors.sort_values(["importance", "factor"], ascending=[False, True], na_position="last").reset_index(drop=True)
    status = weakest([*client.table("buying_factors")["status"], *client.table("factor_performance")["status"]])
    groups, rivals = _groups(factors), _rivals(client, factors)
    found = (_findings(client, factors), _group_findings(client, factors, groups, rivals)) if len(factors) else ((), ())
    return BuyingFactors(factors[_COLUMNS], groups, rivals, mean, status, *found)


def _gaps(client: Client) -> pd.DataFrame:
    factors = client.table("buying_factors")[["factor", "group", "importance"]].astype({"importance": float})
    scores = client.table("factor_performance").dropna(subset=["score"]).sort_values(["score", "operator"], ascending=[False, True])
    mine = scores["operator"] == client.market.us
    ours, best = scores[mine].set_index("factor")["score"], scores[~mine].drop_duplicates("factor").set_index("factor")
    factors["ours"] = factors["factor"].map(ours).astype(float)
    factors["best_rival"] = _objects([best["operator"].get(factor) for factor in factors["factor"]], factors)
    factors["best_score"] = factors["factor"].map(best["score"]).astype(float)
    factors["gap"] = factors["ours"] - factors["best_score"]
    return factors


def _objects(values: list[str | None], frame: pd.DataFrame) -> pd.Series:
    """A column in which the unknown stays None."""
    return pd.Series(values, index=frame.index, dtype=object)


def _quadrant(importance: float, gap: float, mean: float) -> str | None:
    if pd.isna(importance) or pd.isna(gap):
        return None
    if importance >= mean:
        return "keep_up" if gap >= 0 else "fix_first"
    return "over_invest" if gap >= 0 else "low_priority"


def _groups(factors: pd.DataFrame) -> pd.DataFrame:
    """What each heading decides, and where we stand on it."""
    rows = []
    for group in GROUPS:
        own = [row for row in records(factors[["group", "importance", "gap"]]) if row["group"] == group]
        known = [row for row in own if not is_unknown(row["gap"]) and row["importance"] > 0]
        weight = sum(row["importance"] for row in known)
        gap = sum(row["gap"] * row["importance"] for row in known) / weight if known else float("nan")
        counts = {"factors": len(own), "known": sum(not is_unknown(row["gap"]) for row in own), "behind": sum(row["gap"] < 0 for row in own)}
        if own:
            rows.append({"group": group, "importance": round(sum(row["importance"] for row in own), 9), **counts, "gap": gap})
    return pd.DataFrame(rows, columns=["group", "importance", "factors", "known", "behind", "gap"])


def _rivals(client: Client, factors: pd.DataFrame) -> pd.DataFrame:
    """Our weighted score beside each rival's, over the factors on which both are scored."""
    table = client.table("factor_performance")
    scores = {(row["operator"], row["factor"]): row["score"] for row in records(table) if not is_unknown(row["score"])}
    weights = {row["factor"]: row["importance"] for row in records(factors) if row["importance"] > 0}
    us, least = client.market.us, client.assume("known_weight_min") * sum(weights.values())
    rows = []
    for operator in sorted(set(table["operator"]) - {us}):
        both = {factor: weight for factor, weight in weights.items() if (us, factor) in scores and (operator, factor) in scores}
        known = sum(both.values())
        enough = known > 0 and known >= least - 1e-9
        ours, theirs = (
            sum(scores[who, factor] * weight for factor, weight in both.items()) / known if enough else float("nan") for who in (us, operator)
        )
        rows.append({"operator": operator, "weight": known, "ours": ours, "theirs": theirs, "gap": ours - theirs})
    frame = pd.DataFrame(rows, columns=["operator", "weight", "ours", "theirs", "gap"])
    return frame.sort_values(["gap", "operator"], na_position="last").reset_index(drop=True)


def _group_findings(client: Client, factors: pd.DataFrame, groups: pd.DataFrame, rivals: pd.DataFrame) -> tuple[Finding, ...]:
    """Exhibit 1.4: which heading decides most, where we lose most ground, and how we stand against the strongest rival."""
    weighed = groups[groups["importance"] > 0]
    figures: dict[str, Printable] = {"factors": Count(len(factors)), "n": Count(len(groups))}
    if weighed.empty:
        return (Finding("industry.groups_unweighed", "1.4", figures, internal=True),)
    top = weighed.sort_values("importance", ascending=False, kind="stable").iloc[0]
    figures |= {"top": inline(GROUPS[top["group"]]), "top_share": Percent(float(top["importance"]), 0)}
    scored = weighed[weighed["gap"].notna()]
    if scored.empty:
        return (Finding("industry.groups_unscored", "1.4", figures, internal=True),)
    lost = (scored["importance"] * scored["gap"]).sort_values(kind="stable")
    worst = scored.loc[lost.index[0]]
    figures |= {
        "worst": inline(GROUPS[worst["group"]]),
        "share": Percent(float(worst["importance"]), 0),
        "gap": Number(abs(float(worst["gap"])), 1),
        "behind": Count(int(worst["behind"])),
        "of": Count(int(worst["known"])),
    }
    rule = "groups_ahead" if lost.iloc[0] >= 0 else "group_top_behind" if worst["group"] == top["group"] else "group_behind"
    return (Finding(f"industry.{rule}", "1.4", figures, confidence=0.6, internal=True), *_strongest(client, rivals), *_argument(client, factors))


def _strongest(client: Client, rivals: pd.DataFrame) -> tuple[Finding, ...]:
    """The rival that does best against us, weighted by importance."""
    known = rivals[rivals["gap"].notna()]
    if known.empty:
        return ()
    first = known.iloc[0]
    figures: dict[str, Printable] = {
        "rival": client.market.names("operators")[first["operator"]],
        "ours": Number(float(first["ours"]), 2),
        "theirs": Number(float(first["theirs"]), 2),
        "gap": Number(abs(float(first["gap"])), 2),
        "n": Count(len(known)),
    }
    level = abs(first["gap"]) < client.assume("level_within")
    rule = "industry.rivals_level" if level else "industry.rival_ahead" if first["gap"] < 0 else "industry.rivals_behind"
    return (Finding(rule, "1.4", figures, confidence=0.6, internal=True),)


def _argument(client: Client, factors: pd.DataFrame) -> tuple[Finding, ...]:
    """The factor that we lead on and that weighs most: gap x importance."""
    lead = factors[(factors["gap"] > 0) & (factors["importance"] > 0)]
    if lead.empty:
        return ()
    best = lead.loc[(lead["gap"] * lead["importance"]).sort_values(ascending=False, kind="stable").index[0]]
    figures: dict[str, Printable] = {
        "factor": inline(client.names("buying_factors")[best["factor"]]),
        "name": client.names("buying_factors")[best["factor"]],
        "rival": client.market.names("operators")[best["best_rival"]],
        "gap": Number(float(best["gap"]), 1),
        "importance": Percent(float(best["importance"]), 0),
    }
    return (Finding("industry.argument", "1.4", figures, confidence=0.6, internal=True),)


def _findings(client: Client, factors: pd.DataFrame) -> tuple[Finding, ...]:
    """Exhibit 1.5: how many factors to fix first and which is worst, what we may leave alone, what is not known."""
    found = [_position(client, factors)]
    names = {factor: inline(name) for factor, name in client.names("buying_factors").items()}
    ahead = factors[(factors["quadrant"] == "over_invest") & (factors["gap"] > 0)].sort_values(["gap", "factor"], ascending=[False, True])
    if len(ahead) and found[0].rule != "industry.no_factor_known":
        figures: dict[str, Printable] = {"n": Count(len(ahead)), "which": Names(tuple(names[factor] for factor in ahead["factor"][:3]))}
        found.append(Finding("industry.over_invest", "1.5", figures, internal=True))
    unknown = factors.loc[factors["quadrant"].isna(), "factor"]
    if len(unknown) and found[0].rule != "industry.no_factor_known":
        figures = {"n": Count(len(unknown)), "which": Names(tuple(names[factor] for factor in unknown))}
        found.append(Finding("industry.factors_unknown", "1.5", figures, internal=True))
    return tuple(found)


def _position(client: Client, factors: pd.DataFrame) -> Finding:
    names, operators = {factor: inline(name) for factor, name in client.names("buying_factors").items()}, client.market.names("operators")
    placed = factors[factors["quadrant"].notna()]
    if placed.empty:
        return Finding("industry.no_factor_known", "1.5", {"n": Count(len(factors))}, internal=True)
    important = placed[placed["quadrant"].isin(["keep_up", "fix_first"])]
    behind = placed[placed["quadrant"] == "fix_first"].sort_values(["gap", "importance", "factor"], ascending=[True, False, True])
    figures: dict[str, Printable] = {"n": Count(len(behind)), "important": Count(len(important)), "factors": Count(len(placed))}
    if important.empty:
        return Finding("industry.no_important_known", "1.5", figures, internal=True)
    if behind.empty:
        return Finding("industry.nothing_to_fix", "1.5", figures, confidence=0.6, internal=True)
    worst = behind.iloc[0]
    figures |= {
        "worst": names[worst["factor"]],
        "gap": Number(abs(worst["gap"]), 1),
        "rival": operators[worst["best_rival"]],
        "importance": Percent(worst["importance"], 0),
        "others": Names(tuple(names[factor] for factor in behind["factor"][1:4])),
    }
    return Finding("industry.fix_first" if len(behind) > 1 else "industry.fix_one", "1.5", figures, confidence=0.6, internal=True)
