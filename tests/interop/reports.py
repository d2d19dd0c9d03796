#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The reports of two years of a clinic that nobody here wrote, against the raw CSV.

TAP. Every figure is recomputed here from the files alone.
"""
import collections
import csv
import datetime
import json
import math
import os
import pathlib
import subprocess
import sys

DATA = pathlib.Path(os.environ["SHARED"]) / "data" / "dental"
FROM, TO = "2025-03-01", "2025-09-30"
WEEKDAYS = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
count = 0


def chairtime(*words):
    run = subprocess.run([os.environ["CHAIRTIME"], "--db", "t.db", "--now", "2026-01-02T08:00", *words],
                         stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    if run.returncode:
        print(f"# {' '.join(words)}: exit {run.returncode}: {run.stderr}")
    return run.stdout


def rows(name):
    with open(DATA / name, newline="") as file:
        return list(csv.DictReader(file))


def same(came, want, name):
    global count
    count += 1
    print(f"{'ok' if came == want else 'not ok'} {count} - {name}")
    if came != want:
        print(f"# came {came}\n# want {want}")


def moment(text):
    return datetime.datetime.fromisoformat(text)


def groups(dentists):
    """What a visit is grouped by."""
    names = {row["dentist_id"]: f"Dr {row['dentist_id']} ({row['dentist_role']})" for row in dentists}
    at = "scheduled_start_at"
    return {"": lambda row: None,
            "provider": lambda row: names[row["dentist_id"]],
            "weekday": lambda row: WEEKDAYS[moment(row[at]).weekday()],
            "hour": lambda row: row[at][11:13],
            "month": lambda row: row[at][:7],
            "type": lambda row: row["visit_type"]}


def grouped(raw, group):
    parts = collections.defaultdict(list)
    for row in raw:
        parts[group(row)].append(row)
    order = WEEKDAYS.index if set(parts) <= set(WEEKDAYS) else lambda key: key or ""
    return [(key, parts[key]) for key in sorted(parts, key=order)]


def waited(row):
    ready = max(moment(row["scheduled_start_at"]), moment(row["check_in_at"]))
    return max(0, int((moment(row["chair_start_at"]) - ready).total_seconds() // 60))


def rank(values, part):
    """The nearest rank."""
    return sorted(values)[math.ceil(part * len(values)) - 1]


def waiting(raw):
    waits = [waited(row) for row in raw if row["status"] == "completed"]
    return waits and {"visits": len(waits), "within": sum(wait <= 10 for wait in waits),
                      "minutes": 10, "median": rank(waits, 0.5), "p90": rank(waits, 0.9)}


def missed(raw):
    states = collections.Counter(row["status"] for row in raw)
    return {"visits": states["completed"] + states["no_show"], "done": states["completed"],
            "missed": states["no_show"], "left_unseen": 0,
            "cancelled": states["cancelled"] + states["rescheduled"]}


def check(name, figures, raw, by, group, *span):
    came = json.loads(chairtime("report", name, "--json", *span, *(["--by", by] if by else [])))
    want = []
    for key, part in grouped(raw, group):
        figure = figures(part)
        if figure:
            want.append({**({"group": key} if by else {}), **figure})
    if name == "missed":
        came = [{key: value for key, value in line.items() if not key.startswith("by_")}
                for line in came]
    same(came, want, f"{name}{' by ' + by if by else ''}{' of some months' if span else ''}")


def main():
    if not DATA.exists():
        print("1..1\nok 1 # SKIP ../shared/data/dental is absent")
        return
    raw = rows("appointments.csv")
    chairtime("import", "csv", str(DATA / "import.conf"))
    some = [row for row in raw if FROM <= row["scheduled_start_at"][:10] <= TO]
    for by, group in groups(rows("dentists.csv")).items():
        for name, figures in (("waiting", waiting), ("missed", missed)):
            check(name, figures, raw, by, group)
            check(name, figures, some, by, group, "--from", FROM, "--to", TO)
    whole = json.loads(chairtime("report", "waiting", "--json"))[0]
    same((whole["visits"], round(100 * whole["within"] / whole["visits"], 1)), (5936, 73.2),
         "73.2 % of 5,936 are seated within 10 minutes")
    same(json.loads(chairtime("report", "missed", "--json"))[0]["missed"], 826, "826 are missed")
    print(f"1..{count}")


sys.exit(main())
