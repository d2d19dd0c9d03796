#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Our calendars as others read them: python3-icalendar, khal and calcurse must find every live
visit, at the same wall time. TAP on standard output; a reader that isn't here is skipped."""
import collections
import datetime
import json
import os
import re
import shutil
import subprocess
import sys
import zoneinfo

try:
    import icalendar
except ImportError:
    icalendar = None

CHAIRTIME = os.environ['CHAIRTIME']
DENTAL = os.path.join(os.environ['SHARED'], 'data/dental/import.conf')
NOW = '2026-01-02T08:00'
LIVE = ('booked', 'arrived', 'seated', 'done')
DAYS = 366 * 4

# Clock changes of both hemispheres (Sundays), a leap day, the year's end.
MOMENTS = ['2026-03-27T09:00', '2026-03-29T09:30', '2026-03-30T09:00', '2026-04-05T10:15',
           '2026-10-04T08:00', '2026-10-25T08:30', '2026-10-26T16:30', '2026-11-01T12:00',
           '2026-12-31T11:45', '2027-01-01T10:00', '2028-02-29T14:15', '2026-07-01T00:00']
ZONES = ['Europe/Berlin', 'Australia/Sydney', 'Asia/Tokyo']

results = []


def test(name, good, details=''):
    results.append((bool(good), name, details))


def skip(name, reason):
    results.append((True, f'{name} # SKIP {reason}', ''))


def report():
    print(f'1..{len(results)}')
    for number, (good, name, details) in enumerate(results, 1):
        print(f'{"ok" if good else "not ok"} {number} - {name}')
        for line in [] if good else str(details).splitlines()[:20]:
            print(f'# {line}')


def chairtime(store, *words):
    """Run it on a store; return what it prints."""
    env = dict(os.environ, CHAIRTIME_SEED='1', CHAIRTIME_DESK='front')
    child = subprocess.run([CHAIRTIME, '--db', store, '--now', NOW, *words], env=env,
                           stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, check=False)
    if child.returncode != 0:
        raise RuntimeError(f'chairtime {" ".join(words)}: {child.stderr}')
    return child.stdout


def small_practice(store, zone):
    """Three patients with visits, and two that are due back."""
    chairtime(store, 'init', '--name', 'Riverside Dental', '--zone', zone)
    for name, phone in [('Ruiz, Elena', '555-0101'), ('王小明', '555-0102'),
                        ('Řehoř, Łukasz', '555-0103'), ('Weiss, Ann', '555-0104'),
                        ('Weiss, Tom', '555-0104')]:
        chairtime(store, 'patient', 'add', '--name', name, '--phone', phone)
    for number, moment in enumerate(MOMENTS):
        chairtime(store, 'book', '--patient', f'#{1 + number % 3}', '--type', 'exam',
                  '--at', moment, '--force', 'a test')


def minutes(clock):
    hours, rest = clock.split(':')
    return int(hours) * 60 + int(rest)


def visits_of(store):
    """(start, end) of each live visit in wall time, counted."""
    times = collections.Counter()
    for row in json.loads(chairtime(store, 'export', 'json', 'appointments')):
        if row['state'] in LIVE:
            start = datetime.datetime.fromisoformat(row['day']) + \
                datetime.timedelta(minutes=minutes(row['start']))
            end = start + datetime.timedelta(minutes=row['minutes'])
            times[start.isoformat(), end.isoformat()] += 1
    return times


def difference(wanted, came):
    return '\n'.join(f'missing {key} x{n}' for key, n in (wanted - came).items()) + \
        '\n'.join(f'too much {key} x{n}' for key, n in (came - wanted).items())


def read_icalendar(path, zone):
    """(start, end) of each event, counted, and those whose offset from UTC isn't the zone's."""
    with open(path, 'rb') as file:
        events = icalendar.Calendar.from_ical(file.read()).walk('VEVENT')
    times, astray = collections.Counter(), []
    for event in events:
        start, end = (event[key].dt for key in ('DTSTART', 'DTEND'))
        bare = start.replace(tzinfo=None)
        times[bare.isoformat(), end.replace(tzinfo=None).isoformat()] += 1
        if start.utcoffset() != bare.replace(tzinfo=zoneinfo.ZoneInfo(zone)).utcoffset():
            astray.append(f'{bare}: {start.utcoffset()} from UTC')
    return times, astray


def by_icalendar(name, path, zone, wanted):
    if not icalendar:
        skip(f'{name}: icalendar', 'python3-icalendar is not here')
        return
    times, astray = read_icalendar(path, zone)
    test(f'{name}: icalendar reads the same visits', times == wanted, difference(wanted, times))
    test(f'{name}: icalendar knows the zone', not astray, '\n'.join(astray))
    # Under a name that nobody knows (nor icalendar remembers) the VTIMEZONE alone must do.
    with open(path, encoding='utf-8', newline='') as file:
        text = re.sub(f'TZID([=:]){zone}', rf'TZID\1Our/{zone}', file.read())
    with open('own.ics', 'w', encoding='utf-8', newline='') as file:
        file.write(text)
    times, astray = read_icalendar('own.ics', zone)
    test(f'{name}: the VTIMEZONE alone gives the same times', times == wanted and not astray,
         difference(wanted, times) + '\n'.join(astray))


KHAL = '''[calendars]
[[visits]]
path = {folder}/calendar
type = calendar
[sqlite]
path = {folder}/khal.db
[locale]
local_timezone = {zone}
default_timezone = {zone}
timeformat = %H:%M
dateformat = %Y-%m-%d
longdateformat = %Y-%m-%d
datetimeformat = %Y-%m-%dT%H:%M
longdatetimeformat = %Y-%m-%dT%H:%M
[default]
default_calendar = visits
'''


def run(words, **more):
    return subprocess.run(words, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
                          check=False, **more).stdout


def pairs(lines):
    """Lines of START END as counted pairs with seconds."""
    return collections.Counter(tuple(moment + ':00' for moment in line.split()[:2])
                               for line in lines if re.match(r'\d{4}-\d\d-\d\dT', line))


def by_khal(name, path, zone, wanted):
    if not shutil.which('khal'):
        skip(f'{name}: khal', 'khal is not here')
        return
    folder = os.path.abspath(f'khal-{name}'.replace('/', '-'))
    os.makedirs(os.path.join(folder, 'calendar'))
    config = os.path.join(folder, 'config')
    with open(config, 'w', encoding='utf-8') as file:
        file.write(KHAL.format(folder=folder, zone=zone))
    env = dict(os.environ, HOME=folder, XDG_CONFIG_HOME=folder, XDG_CACHE_HOME=folder,
               XDG_DATA_HOME=folder)
    said = run(['khal', '-c', config, 'import', '--batch', path], env=env)
    said += run(['khal', '-c', config, 'list', '--notstarted', '--day-format', '', '--format',
                 '{start-long} {end-long}', '2026-01-01', f'{DAYS}d'], env=env)
    times = pairs(said.splitlines())
    test(f'{name}: khal reads the same visits', times == wanted, difference(wanted, times) + said)


def calcurse(name, path, zone):
    """Import into a folder of its own; return it and the number of rows read and skipped."""
    folder = os.path.abspath(f'calcurse-{name}'.replace('/', '-'))
    os.makedirs(folder)
    said = run(['calcurse', '-D', folder, '-i', path], env=dict(os.environ, TZ=zone, HOME=folder))
    found = re.search(r'(\d+) apps / (\d+) events / (\d+) todos / (\d+) skipped', said)
    return folder, [int(number) for number in found.groups()] if found else said


def by_calcurse(name, path, zone, wanted):
    if not shutil.which('calcurse'):
        skip(f'{name}: calcurse', 'calcurse is not here')
        return
    folder, counts = calcurse(name, path, zone)
    test(f'{name}: calcurse takes every visit', counts == [sum(wanted.values()), 0, 0, 0], counts)
    with open(os.path.join(folder, 'apts'), encoding='utf-8') as file:
        moment = r'(\d\d)/(\d\d)/(\d{4}) @ (\d\d:\d\d)'
        found = re.findall(f'^{moment} -> {moment}', file.read(), re.M)
    times = collections.Counter((f'{y}-{m}-{d}T{t}:00', f'{v}-{n}-{e}T{u}:00')
                                for m, d, y, t, n, e, v, u in found)
    test(f'{name}: calcurse has the same times', times == wanted, difference(wanted, times))


def recalls(store):
    """As events and as things to do, one a household, in a file and in a folder."""
    homes = {('household', row['household']) if row['household'] else ('patient', row['patient'])
             for row in json.loads(chairtime(store, 'recall', 'list', '--json'))}
    chairtime(store, 'recall', 'export', '-o', 'recalls.ics')
    chairtime(store, 'recall', 'export', '-o', 'todos.ics', '--as', 'todo')
    chairtime(store, 'recall', 'export', '-o', 'recalls/')
    test('recall export: a file an entry', len(os.listdir('recalls')) == len(homes) > 0, homes)
    if icalendar:
        for path, kind in [('recalls.ics', 'VEVENT'), ('todos.ics', 'VTODO')]:
            with open(path, 'rb') as file:
                entries = icalendar.Calendar.from_ical(file.read()).walk(kind)
            uids = {str(entry['UID']) for entry in entries}
            test(f'recall export: icalendar reads {kind}s', len(uids) == len(homes), uids)
    else:
        skip('recall export: icalendar', 'python3-icalendar is not here')
    if shutil.which('calcurse'):
        _, counts = calcurse('recalls', 'recalls.ics', 'UTC')
        test('recall export: calcurse takes events', counts == [0, len(homes), 0, 0], counts)
        _, counts = calcurse('todos', 'todos.ics', 'UTC')
        test('recall export: calcurse takes things to do', counts == [0, 0, len(homes), 0], counts)
    else:
        skip('recall export: calcurse', 'calcurse is not here')


def same_again(store):
    test('the same store gives the same bytes',
         chairtime(store, 'export', 'ics') == chairtime(store, 'export', 'ics'))


def small():
    for zone in ZONES:
        store, path = f'{zone}.db'.replace('/', '-'), f'{zone}.ics'.replace('/', '-')
        small_practice(store, zone)
        wanted = visits_of(store)
        test(f'{zone}: every visit was booked', sum(wanted.values()) == len(MOMENTS), wanted)
        chairtime(store, 'export', 'ics', '-o', path)
        by_icalendar(zone, path, zone, wanted)
        by_khal(zone, path, zone, wanted)
        by_calcurse(zone, path, zone, wanted)
    same_again(store)
    recalls(store)


def dental():
    if not os.path.exists(DENTAL):
        skip('two years of a clinic', 'there is no ../shared/data/dental')
        return
    chairtime('clinic.db', 'import', 'csv', DENTAL)
    wanted = visits_of('clinic.db')
    zone = zoneinfo_of('clinic.db')
    chairtime('clinic.db', 'export', 'ics', '-o', 'clinic.ics')
    count = sum(wanted.values())
    test('two years of a clinic: 5,936 live visits', count == 5936, count)
    by_icalendar('two years of a clinic', 'clinic.ics', zone, wanted)
    by_calcurse('two years of a clinic', 'clinic.ics', zone, wanted)


def zoneinfo_of(store):
    """The zone that the practice was founded in, as its calendar says."""
    text = chairtime(store, 'export', 'ics', '--from', '2026-01-01')
    found = re.search(r'^TZID:(.*?)\r?$', text, re.M)
    return found[1] if found else 'UTC'


try:
    small()
    dental()
except (RuntimeError, ValueError) as error:
    test('every command does its work', False, error)
report()
sys.exit(0)
