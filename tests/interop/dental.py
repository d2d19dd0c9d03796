#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Two years of a clinic that nobody here wrote, through import and out again, against the raw CSV.

TAP. Everything that chairtime answers is recomputed here from the files alone.
"""
import calendar
import collections
import csv
import datetime
import json
import os
import pathlib
import subprocess
import sys

DATA = pathlib.Path(os.environ["SHARED"]) / "data" / "dental"
NOW = "2026-01-02T08:00"
TODAY = datetime.date(2026, 1, 2)
LIVE = ("booked", "arrived", "seated", "done")
EXAMS = ("recall_examination", "new_patient_examination")
STATES = {"completed": "done", "no_show": "missed", "cancelled": "cancelled",
          "rescheduled": "cancelled"}
count = 0


def chairtime(*words, status=0):
    run = subprocess.run([os.environ["CHAIRTIME"], "--db", "t.db", "--now", NOW, *words],
                         stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    if run.returncode != status:
        print(f"# {' '.join(words)}: exit {run.returncode}: {run.stderr}")
    return run.stdout, run.returncode


def rows(name):
    with open(DATA / name, newline="") as file:
        return list(csv.DictReader(file))


def ok(holds, name, why=""):
    global count
    count += 1
    print(f"{'ok' if holds else 'not ok'} {count} - {name}")
    if not holds and why:
        print(f"# {why}")


def clock(moment):
    return moment[11:16] or None


def expected(raw):
    """What an exported visit must say, from its CSV row."""
    return {"day": raw["scheduled_start_at"][:10], "start": clock(raw["scheduled_start_at"]),
            "minutes": int(raw["planned_duration_min"]), "type": raw["visit_type"],
            "state": STATES[raw["status"]], "arrived": clock(raw["check_in_at"]),
            "seated": clock(raw["chair_start_at"]), "done": clock(raw["chair_end_at"])}


def check_visits(visits, raw):
    by_ref = {visit["ref"]: visit for visit in visits}
    wrong = [row["appointment_id"] for row in raw
             if any(by_ref[row["appointment_id"]][key] != value
                    for key, value in expected(row).items())]
    ok(len(visits) == 8000 == len(by_ref), "8,000 visits, each once")
    ok(not wrong, "every visit says what its row said", f"refs {wrong[:10]}")
    states = collections.Counter(visit["state"] for visit in visits)
    ok(states == {"done": 5936, "missed": 826, "cancelled": 1238}, "5,936 done, 826 missed, "
       "1,238 cancelled", str(states))
    keys = ["id", "ref", "patient", "provider", "chair", "day", "start", "minutes", "type",
            "state", "confirmed", "arrived", "seated", "done"]
    ok(all(key in visits[0] for key in keys), "the keys of the contract are there")


def minutes(text):
    return int(text[:2]) * 60 + int(text[3:])


def check_chairs(visits):
    chairs = collections.defaultdict(list)
    for visit in visits:
        if visit["state"] in LIVE:
            begin = minutes(visit["start"])
            chairs[visit["chair"], visit["day"]].append((begin, begin + visit["minutes"]))
    overlaps = 0
    for spans in chairs.values():
        spans.sort()
        overlaps += sum(a[1] > b[0] for a, b in zip(spans, spans[1:]))
    ok(all(visit["chair"] for visit in visits if visit["state"] in LIVE)
       and not any(visit["chair"] for visit in visits if visit["state"] not in LIVE),
       "live visits have a chair, the others none")
    ok(overlaps == 0, "no two live visits overlap on a chair by their planned minutes",
       f"{overlaps} do")




def due_day(day, months=6):
    """6 months on, the day clamped to the month."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    month += 1
    return day.replace(year=year, month=month,
                       day=min(day.day, calendar.monthrange(year, month)[1]))


def check_recall(raw, patients):
    latest = {}
    for row in raw:
        if row["status"] == "completed" and row["visit_type"] in EXAMS:
            day = datetime.date.fromisoformat(row["scheduled_start_at"][:10])
            latest[row["patient_id"]] = max(day, latest.get(row["patient_id"], day))
    wanted = {}
    for patient in patients:
        if patient["patient_status"] == "active":
            last = latest.get(patient["patient_id"])
            if last is None or due_day(last) <= TODAY:
                wanted[patient["patient_id"]] = due_day(last).isoformat() if last else None
    out, _ = chairtime("recall", "list", "--json", "--due-by", "2026-01-02")
    listed = json.loads(out)
    named = {line["ref"]: line["due"] for line in listed}
    ok(len(named) == len(listed), "the recall list names nobody twice")
    ok(named == wanted, f"the recall list names exactly the {len(wanted)} who are due",
       f"too many {sorted(set(named) - set(wanted))[:5]}, missing "
       f"{sorted(set(wanted) - set(named))[:5]}")
    keys = {"patient", "ref", "household", "name", "recall_type", "previous", "due", "stage",
            "contacts", "last_contact", "phone", "next_visit"}
    ok(keys <= set(listed[0]), "with the keys of the contract", str(keys - set(listed[0])))


def main():
    if not DATA.exists():
        print("1..1\nok 1 # SKIP ../shared/data/dental is absent")
        return
    raw, patients = rows("appointments.csv"), rows("patients.csv")
    out, status = chairtime("import", "csv", str(DATA / "import.conf"))
    ok(status == 0, "the import is taken, into a store that didn't exist", out)
    visits = json.loads(chairtime("export", "json", "appointments")[0])
    check_visits(visits, raw)
    check_chairs(visits)
    people = json.loads(chairtime("export", "json", "patients")[0])
    ok(len(people) == 2000, "2,000 patients", str(len(people)))
    check_recall(raw, patients)
    before = chairtime("export", "csv", "changes")[0]
    out, status = chairtime("import", "csv", str(DATA / "import.conf"))
    ok(status == 0 and chairtime("export", "csv", "changes")[0] == before,
       "the same files again change nothing")
    out, status = chairtime("check")
    ok(status == 0, "check finds nothing", out)
    print(f"1..{count}")


sys.exit(main())
