"""`rate`, `study` and `service samples` on the command line."""

from tests.cli.conftest import Program

PLAN = ("net_income=24000", "weeks=40", "hours-per-week=25", "billable_percent=60%")


def test_the_plan_is_empty_until_it_is_set(cli: Program) -> None:
    found = cli.json("rate", "show")
    assert (found["plan"], found["steps"], found["floor"]) == (None, [], None)
    assert "rate set net_income" in cli.done("rate", "show").out


def test_the_hour_comes_with_its_steps(cli: Program) -> None:
    cli.done("rate", "set", *PLAN)
    found = cli.json("rate", "set", "training_cost=600", "training_hours=20")
    assert set(found) == {
        *("schema", "currency", "plan", "steps", "floor", "target", "training"),
        "billable_hours_per_month",
    }
    assert (found["floor"], found["target"], found["billable_hours_per_month"]) == (
        *("41.84", "50.20"),
        "49",
    )
    assert found["plan"]["weeks"] == "40"
    assert found["steps"][0] == {"label": "Income to keep", "unit": "money", "value": "24000.00"}
    assert found["steps"][-1] == {
        "label": "Target of an hour",
        "unit": "per_hour",
        "value": "50.20",
    }
    lines = cli.done("rate", "show").out.splitlines()
    assert max(len(line) for line in lines) <= 80
    assert any("Billable hours" in line and line.endswith("588 h") for line in lines)


def test_a_wrong_figure_is_refused_by_its_key(cli: Program) -> None:
    for pair in ("weeks=0", "luck=1", "net_income=1.234", "costs", "billable_percent=0"):
        assert pair.partition("=")[0] in cli.refused(5, "rate", "set", *PLAN, pair)
    assert "net_income" in cli.refused(5, "rate", "set", "weeks=40")


def test_training_counts_against_the_plan(cli: Program) -> None:
    cli.done("rate", "set", *PLAN, "training_hours=40", "training_cost=800")
    made = cli.json("study", "add", "1:30", "--cost", "49", "--topic", "Ads course")
    assert made == {
        "schema": 1,
        "id": "study-1",
        "date": "2026-03-02",
        "minutes": 90,
        "cost": "49.00",
        "currency": "EUR",
        "topic": "Ads course",
        "takes_back": None,
    }
    for duration in ("2h", "90m", "1,5"):
        cli.done("study", "add", duration, "--date", "2026-02-01")
    cli.done("study", "add", "8h", "--date", "2025-12-31")
    assert [row["minutes"] for row in cli.json("study", "list")] == [90, 90, 90, 120]
    assert [row["minutes"] for row in cli.json("study", "list", "--year", "2025")] == [480]
    assert cli.json("rate", "show")["training"] == {
        "year": 2026,
        "minutes": 390,
        "planned_hours": "40",
        "cost": "49.00",
        "planned_cost": "800.00",
    }
    assert "6 h 30 min of 40 h and €49.00 of €800.00" in cli.done("study", "list").out
    back = cli.json("study", "take-back", "study-2")
    assert (back["minutes"], back["takes_back"]) == (-120, "study-2")
    assert cli.json("rate", "show")["training"]["minutes"] == 270


def test_what_was_not_learned_yet_is_refused(cli: Program) -> None:
    cli.refused(5, "study", "add", "1h", "--date", "2026-03-03")
    cli.refused(5, "study", "add", "0")
    cli.refused(5, "study", "add", "1h", "--cost", "-5")
    cli.refused(3, "study", "take-back", "study-9")
    cli.refused(3, "study", "take-back", "study-x")


def test_months_show_what_is_agreed(cli: Program) -> None:
    cli.done("quote", "new", "rossi", "--title", "T", "--service", "reel:4")
    cli.done("quote", "send", "P-2026-001")
    cli.done("quote", "accept", "P-2026-001")
    unknown = cli.json("rate", "capacity", "--months", "1")
    assert unknown["billable_hours"] is None
    assert unknown["months"] == [
        {"month": "2026-03", "booked_hours": "12", "free_hours": None, "percent": None}
    ]
    assert "rate set" in cli.done("rate", "capacity").out
    cli.done("rate", "set", *PLAN)
    found = cli.json("rate", "capacity")
    assert found["as_of"] == "2026-03-02"
    assert found["months"][0] == {
        "month": "2026-03",
        "booked_hours": "12",
        "free_hours": "38",
        "percent": 24,
    }
    assert len(found["months"]) == 3
    assert "24%" in cli.done("rate", "capacity").out
    words = ["--title", "R", "--service", "reel:2", "--every", "month", "--start", "2026-04-01"]
    cli.done("retainer", "add", "rossi", *words)
    months = cli.json("rate", "capacity")["months"]
    assert [row["booked_hours"] for row in months] == ["12", "6", "6"]


def test_the_shipped_catalogue_is_taken_over_and_priced(cli: Program) -> None:
    offered = {row["code"]: row for row in cli.json("service", "samples")}
    assert "reel" not in offered  # it is in use already
    assert {row["price"] for row in offered.values()} == {None}
    (one,) = cli.json("service", "samples", "post", "--add")
    assert (one["code"], one["price"], one["hours"]) == ("post", None, "1")
    assert len(cli.json("service", "samples", "--add")) == len(offered) - 1
    assert cli.json("service", "samples") == []
    cli.refused(3, "service", "samples", "post", "--add")
    cli.refused(5, "quote", "new", "rossi", "--title", "T", "--service", "post")
