# SPDX-License-Identifier: GPL-3.0-or-later
"""due.py JOURNAL DATA: who had to be on each day's list, recomputed from the raw CSV of the clinic and
from what the worker of the journal (replay.c) did, beside what the program said. Prints TAP."""
import calendar
import collections
import csv
import datetime
import pathlib
import sys

EXAMS = ("recall_examination", "new_patient_examination")
STEPS = (-21, -7, 0, 14, 45, 90, 120, 365, 548, 730)
CONFIRM, CARE = {"confirm", "need"}, {"promised", "concern"}
NOT_REACHED = ("no_answer", "left_message", "wrong_number")
MOURNING = 30
ALWAYS = datetime.date(1, 1, 1)


def day_of(text):
    return datetime.date.fromisoformat(text[:10])


def half_a_year_on(day):
    year, month = divmod(day.year * 12 + day.month - 1 + 6, 12)
    month += 1
    return day.replace(year=year, month=month,
                       day=min(day.day, calendar.monthrange(year, month)[1]))


class Clinic:
    """The files, and what has happened up to the day that the journal is at."""

    def __init__(self, data):
        folder = pathlib.Path(data) / "dental"
        with open(folder / "patients.csv", newline="", encoding="utf-8") as file:
            self.active = {row["patient_id"] for row in csv.DictReader(file)
                           if row["patient_status"] == "active"}
        self.exams = collections.defaultdict(list)  # (booked, day, over, done)
        with open(folder / "appointments.csv", newline="", encoding="utf-8") as file:
            for row in csv.DictReader(file):
                if row["visit_type"] in EXAMS:
                    self.exams[row["patient_id"]].append(self.exam(row))
        self.home = {}
        self.members = collections.defaultdict(list)
        self.dead = {}
        self.complaints = set()
        self.refused = set()
        self.stopped = {}  # the visit before, at the time
        self.attempts = collections.defaultdict(list)  # (day, counts, until)
        self.today, self.known = None, {}

    @staticmethod
    def exam(row):
        day, over = day_of(row["scheduled_start_at"]), day_of(row["status_updated_at"])
        came = row["status"] in ("completed", "no_show")
        return (day_of(row["booked_at"]), day, day if came else min(day, over),
                row["status"] == "completed")

    def home_of(self, ref):
        return self.home.get(ref, ref)

    def home_add(self, home, refs):
        self.members[home] = refs
        self.home.update((ref, home) for ref in refs)

    def live(self, day):
        self.today, self.known = day, {}

    def previous(self, ref):
        """Looked up once a day."""
        if ref not in self.known:
            self.known[ref] = self.find_previous(ref)
        return self.known[ref]

    def find_previous(self, ref):
        return max((day for _, day, _, done in self.exams[ref] if done and day <= self.today),
                   default=None)

    def due(self, ref):
        previous = self.previous(ref)
        return half_a_year_on(previous) if previous else None

    def next_visit(self, ref):
        if ref in self.dead:
            return None
        return max((day for made, day, over, _ in self.exams[ref] if made <= self.today < over),
                   default=None)

    def is_stopped(self, ref):
        return ref in self.stopped and self.stopped[ref] == self.previous(ref)

    def is_due(self, ref):
        due, visit = self.due(ref), self.next_visit(ref)
        return ((due is None or due <= self.today) and not self.is_stopped(ref)
                and (visit is None or visit < self.today))

    def act_on(self, ref):
        """The day of the next step, or of the promise."""
        previous, due = self.previous(ref), self.due(ref)
        counted = [(day, until) for day, counts, until in self.attempts[ref]
                   if counts and (previous is None or day > previous)]
        if counted and counted[-1][1]:
            return counted[-1][1]
        if due is None:
            return ALWAYS
        steps = (due + datetime.timedelta(step) for step in STEPS)
        return next((day for day in steps if not counted or day > counted[-1][0]), None)

    def rests(self, ref):
        """Why the home isn't invited today, at nine o'clock."""
        people = self.members.get(self.home_of(ref), [ref])
        mourned = len(people) > 1 and any(
            (self.today - self.dead[one]).days <= MOURNING for one in people if one in self.dead)
        return (ref in self.refused or mourned
                or any(one in self.complaints for one in people))

    def to_call(self):
        """Of whom the recall is a reason to call, today."""
        found = set()
        for ref in self.active:
            act = self.act_on(ref)
            if (act and act <= self.today and not self.is_stopped(ref)
                    and self.next_visit(ref) is None and not self.rests(ref)):
                found.add(ref)
        return found


class Day:
    """What the journal says of one day."""

    def __init__(self, date):
        self.date, self.due, self.calls, self.again, self.made = date, [], [], [], []
        self.counts = self.end = None


class Findings:
    """Days on which something was wrong, by what."""

    def __init__(self):
        self.days = collections.defaultdict(list)
        self.seen = collections.Counter()

    def note(self, what, holds, date, words=""):
        self.seen[what] += 1
        if not holds:
            self.days[what].append(f"{date}: {words}"[:200])


def happened(clinic, word, rest):
    if word == "home":
        clinic.home_add(rest[0], rest[1:])
    elif word in ("died", "inactive"):
        clinic.active.discard(rest[0])
        if word == "died":
            clinic.dead[rest[0]] = clinic.today
    elif word == "complaint":
        clinic.complaints.add(rest[0])
    elif word == "answered":
        clinic.complaints.discard(rest[0])
    elif word == "refused":
        clinic.refused.add(rest[0])


def check_lists(clinic, day, found):
    want = {ref for ref in clinic.active if clinic.is_due(ref)}
    found.note("the recall list names each who is due, and nobody else or twice",
               sorted(day.due) == sorted(want), day.date, set(day.due) ^ want)
    homes = [home for home, _, _ in day.calls]
    found.note("no household is listed twice", len(homes) == len(set(homes)), day.date)
    listed = [ref for _, _, refs in day.calls for ref in refs]
    want = clinic.to_call()
    found.note("the calls name each whose step has come and who doesn't rest, and nobody else",
               sorted(listed) == sorted(want), day.date, set(listed) ^ want)
    found.note("each on the line of the own household", all(
        clinic.home_of(ref) == home for home, _, refs in day.calls for ref in refs), day.date)


def check_counts(day, found):
    kinds = [set(kinds) for _, kinds, _ in day.calls]
    want = [len(kinds), sum("recall" in kind for kind in kinds),
            sum(bool(kind & CONFIRM) for kind in kinds), sum(bool(kind & CARE) for kind in kinds),
            0, 0, 0]
    found.note("the counts before the first call are those of the list", day.counts == want,
               day.date, f"{day.counts} {want}")
    calls = [outcome for _, outcome, _, _ in day.made if outcome != "stopped"]
    want = [len(calls), sum(outcome not in NOT_REACHED for outcome in calls), 0]
    found.note("made, reached and booked are what the worker did", day.end[4:] == want, day.date,
               f"{day.end} {want}")


def check_work(day, found):
    allowed = {home: refs for home, _, refs in day.calls}
    homes = [home for home, outcome, _, _ in day.made if outcome != "stopped"]
    found.note("nobody is contacted twice in a day, or without being on the list",
               len(homes) == len(set(homes)) and all(
                   set(refs) <= set(allowed.get(home, ())) for home, _, _, refs in day.made),
               day.date)
    for home, kinds in day.again:
        found.note("who was called is not invited again that day",
                   home not in homes or "recall" not in kinds, day.date, home)


def work_done(clinic, day):
    for _, outcome, until, refs in day.made:
        for ref in refs:
            if outcome == "stopped":
                clinic.stopped[ref] = clinic.previous(ref)
            else:
                clinic.attempts[ref].append((day.date, outcome != "no_answer",
                                             None if until == "-" else day_of(until)))


def check_day(clinic, day, found):
    if not day:
        return
    check_lists(clinic, day, found)
    check_counts(day, found)
    check_work(day, found)
    work_done(clinic, day)


def replay(journal, clinic):
    found, day, days = Findings(), None, []
    for line in journal:
        word, *rest = line.split()
        if word == "day":
            check_day(clinic, day, found)
            clinic.live(day_of(rest[0]))
            day = Day(clinic.today)
            days.append(day)
        elif word == "due":
            day.due = rest
        elif word in ("counts", "end"):
            setattr(day, word, [int(number) for number in rest])
        elif word == "call":
            day.calls.append((rest[0], rest[1].split(","), rest[2:]))
        elif word == "again":
            day.again.append((rest[0], rest[1].split(",")))
        elif word == "made":
            day.made.append((rest[0], rest[1], rest[2], rest[3:]))
        else:
            happened(clinic, word, rest)
    check_day(clinic, day, found)
    return found, days


def main():
    clinic = Clinic(sys.argv[2])
    with open(sys.argv[1], encoding="utf-8") as journal:
        found, days = replay(journal, clinic)
    for number, (what, seen) in enumerate(found.seen.items(), 1):
        wrong = found.days.get(what, [])
        print(f"{'not ok' if wrong else 'ok'} {number} - {what} ({seen} times)")
        for words in wrong[:5]:
            print(f"# {words}")
        if wrong:
            print(f"# wrong {len(wrong)} times")
    print(f"1..{len(found.seen)}")
    calls = sum(len(day.made) for day in days)
    print(f"# {len(days)} days to {days[-1].date}, {calls} calls, {len(clinic.stopped)} stopped, "
          f"{len(clinic.dead)} died")


main()
