#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Our calendars as others read them: python3-icalendar, khal and calcurse must find every live
visit, at the same wall time. TAP on standard output; a reader that isn't here is skipped."""
import collections
import datetime
import importlib.util
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

sys.path.insert(0, os.path.join(os.environ['TOP'], 'tests/support'))
import radicale_server  # noqa: E402

CHAIRTIME = os.environ['CHAIRTIME']
DENTAL = os.path.join(os.environ['SHARED'], 'data/dental/import.conf')
NOW = '2026-01-02T08:00'
LIVE = ('booked', 'arrived', 'seated', 'done')
DAYS = 366 * 4

# Clock changes of both hemispheres (Sundays), a leap day, the year's end.
MOMENTS = ['2026-03-08T07:30', '2026-03-08T01:00', '2026-03-09T09:00', '2026-03-27T09:00', '2026-03-29T09:30', '2026-03-30T09:00', '2026-04-05T10:15',
           '2026-10-04T08:00', '2026-10-25T08:30', '2026-10-26T16:30', '2026-11-01T12:00',
           '2026-12-31T11:45', '2027-01-01T10:00', '2028-02-29T14:15', '2026-07-01T00:00']
# Both half-hour and whole-hour changes, one that has none any more, offsets of half an hour.
ZONES = ['America/New_York', 'Europe/London', 'Asia/Karachi', 'Asia/Kolkata',
         'Australia/Lord_Howe', 'America/Sao_Paulo']

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
    chairtime(store, 'set', 'staff_alarm_minutes', '1d 2h')
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


def uids_of(store):
    return {row['uid'] for row in json.loads(chairtime(store, 'export', 'json', 'appointments'))
            if row['state'] in LIVE}


def difference(wanted, came):
    return '\n'.join(f'missing {key} x{n}' for key, n in (wanted - came).items()) + \
        '\n'.join(f'too much {key} x{n}' for key, n in (came - wanted).items())


def marks_icalendar(name, text, uids):
    """As icalendar reads a text: its UIDs, and a day and two hours ahead for each."""
    events = icalendar.Calendar.from_ical(text).walk('VEVENT')
    ahead = {str(event['UID']): sorted(str(alarm['TRIGGER'].dt) for alarm in event.walk('VALARM'))
             for event in events}
    test(f'{name}: the same UIDs', set(ahead) == uids and len(events) == len(uids), set(ahead) ^ uids)
    test(f'{name}: the same alarms', all(alarms == ['-1 day, 0:00:00', '-1 day, 22:00:00']
                                         for alarms in ahead.values()), ahead)


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


def by_khal(name, path, zone, wanted, uids=None):
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
                 '{start-long} {end-long} {uid} {alarm-symbol}', '2026-01-01', f'{DAYS}d'], env=env)
    times = pairs(said.splitlines())
    test(f'{name}: khal reads the same visits', times == wanted, difference(wanted, times) + said)
    if uids:
        found = [line.split() for line in said.splitlines() if re.match(r'\d{4}-\d\d-\d\dT', line)]
        test(f'{name}: khal has their UIDs, and alarms on each', {line[2] for line in found} == uids and
             all(len(line) == 4 for line in found), said)


def calcurse(name, path, zone):
    """Import into a folder of its own; return it and the number of rows read and skipped."""
    folder = os.path.abspath(f'calcurse-{name}'.replace('/', '-'))
    os.makedirs(folder)
    said = run(['calcurse', '-D', folder, '-i', path], env=dict(os.environ, TZ=zone, HOME=folder))
    found = re.search(r'(\d+) apps / (\d+) events / (\d+) todos / (\d+) skipped', said)
    return folder, [int(number) for number in found.groups()] if found else said


def by_calcurse(name, path, zone, wanted, alarms=False):
    if not shutil.which('calcurse'):
        skip(f'{name}: calcurse', 'calcurse is not here')
        return
    folder, counts = calcurse(name, path, zone)
    test(f'{name}: calcurse takes every visit', counts == [sum(wanted.values()), 0, 0, 0], counts)
    with open(os.path.join(folder, 'apts'), encoding='utf-8') as file:
        moment = r'(\d\d)/(\d\d)/(\d{4}) @ (\d\d:\d\d)'
        rows = file.read()
    found = re.findall(f'^{moment} -> {moment}', rows, re.M)
    times = collections.Counter((f'{y}-{m}-{d}T{t}:00', f'{v}-{n}-{e}T{u}:00')
                                for m, d, y, t, n, e, v, u in found)
    test(f'{name}: calcurse has the same times', times == wanted, difference(wanted, times))
    if alarms:
        test(f'{name}: calcurse has an alarm on each', len(re.findall(r'>\w* !', rows)) == len(found), rows)


ICAL_JS = '''
const ICAL = require('ical.js');
const root = new ICAL.Component(ICAL.parse(require('fs').readFileSync(process.argv[1], 'utf8')));
for (const zone of root.getAllSubcomponents('vtimezone'))
    ICAL.TimezoneService.register(zone);
for (const entry of root.getAllSubcomponents('vevent')) {
    const event = new ICAL.Event(entry);
    console.log(event.startDate.toString(), event.endDate.toString(), event.uid,
                event.startDate.utcOffset(), ...entry.getAllSubcomponents('valarm').map(
                    alarm => alarm.getFirstPropertyValue('trigger').toString()).sort());
}
'''


def has_ical_js():
    """ical.js of npm, where node finds it: $NODE_PATH, or where `make check` puts it."""
    if 'BUILD' in os.environ:
        os.environ.setdefault('NODE_PATH', os.path.join(os.environ['BUILD'], 'node_modules'))
    return shutil.which('node') and not run(['node', '-e', "require('ical.js')"])


ICAL_JS_ANSWER = """
const ICAL = require('ical.js');
const asked = new ICAL.Component(ICAL.parse(require('fs').readFileSync(process.argv[1], 'utf8')));
const event = asked.getFirstSubcomponent('vevent'), reply = new ICAL.Component('vcalendar');
const answer = new ICAL.Component('vevent');
for (const [name, value] of [['prodid', '-//test//EN'], ['version', '2.0'], ['method', 'REPLY']])
    reply.updatePropertyWithValue(name, value);
for (const name of ['uid', 'sequence', 'dtstart', 'dtend', 'organizer'])
    answer.addProperty(ICAL.Property.fromString(event.getFirstProperty(name).toICALString()));
answer.updatePropertyWithValue('dtstamp', ICAL.Time.fromDateTimeString('2026-01-02T09:30:00Z'));
const guest = event.getFirstProperty('attendee');
guest.setParameter('partstat', 'ACCEPTED');
guest.removeParameter('rsvp');
answer.addProperty(ICAL.Property.fromString(guest.toICALString()));
reply.addSubcomponent(answer);
console.log(reply.toString());
"""


def answered_by_ical_js(store):
    """An invitation answered with ical.js confirms its visit."""
    if not has_ical_js():
        skip('an answer by ical.js', 'ical.js is not here')
        return
    visit = chairtime(store, 'book', '--patient', 'Okafor', '--type', 'cleaning', '--at',
                      '2026-06-10T09:00', '--force', 'a test').split()[-1]
    with open('request.ics', 'w', encoding='utf-8', newline='') as file:
        file.write(chairtime(store, 'export', 'ics', '--visit', visit, '--as', 'request'))
    with open('answer.ics', 'w', encoding='utf-8') as file:
        file.write(run(['node', '-e', ICAL_JS_ANSWER, 'request.ics']))
    said = json.loads(chairtime(store, 'reply', 'answer.ics', '--json'))
    test('an answer by ical.js confirms the visit', said[0]['result'] == 'confirmed', said)


def by_ical_js(name, path, zone, wanted, uids):
    if not has_ical_js():
        skip(f'{name}: ical.js', 'ical.js is not here')
        return
    lines = [line.split() for line in run(['node', '-e', ICAL_JS, path]).splitlines()]
    times = collections.Counter((line[0], line[1]) for line in lines)
    test(f'{name}: ical.js reads the same visits', times == wanted, difference(wanted, times))
    astray = [line for line in lines if int(line[3]) != datetime.datetime.fromisoformat(
        line[0]).replace(tzinfo=zoneinfo.ZoneInfo(zone)).utcoffset().total_seconds()]
    test(f'{name}: ical.js knows the zone', not astray, astray)
    test(f'{name}: ical.js has their UIDs and alarms', {line[2] for line in lines} == uids and
         all(line[4:] == ['-P1D', '-PT2H'] for line in lines), lines)


def by_radicale(server, name, path, zone, uids):
    """Radicale takes the calendar whole; asked for the minute at which each visit begins by the clock
    of the world, it gives that visit, with its alarms."""
    calendar = 'desk/' + zone.replace('/', '-') + '/'
    with open(path, encoding='utf-8', newline='') as file:
        status, _, _ = server.ask('PUT', calendar, file.read())
    test(f'{name}: Radicale takes the calendar', status == 201, status)
    marks_icalendar(f'{name}: Radicale', server.ask('GET', calendar)[1], uids)
    missed = []
    for moment in MOMENTS:
        begins = datetime.datetime.fromisoformat(moment).replace(tzinfo=zoneinfo.ZoneInfo(zone))
        span = [(begins.astimezone(datetime.timezone.utc) + datetime.timedelta(minutes=minute))
                .strftime('%Y%m%dT%H%M%SZ') for minute in (0, 1)]
        before = [(begins.astimezone(datetime.timezone.utc) - datetime.timedelta(minutes=minute))
                  .strftime('%Y%m%dT%H%M%SZ') for minute in (1, 0)]
        for (first, last), want in ((span, True), (before, False)):
            said = server.ask('REPORT', calendar, (
                '<C:calendar-query xmlns="DAV:" xmlns:C="urn:ietf:params:xml:ns:caldav"><prop><C:calendar-data/></prop>'
                '<C:filter><C:comp-filter name="VCALENDAR"><C:comp-filter name="VEVENT">'
                f'<C:time-range start="{first}" end="{last}"/></C:comp-filter></C:comp-filter></C:filter>'
                '</C:calendar-query>'))[1]
            if (f'{zone}:{moment.replace("-", "").replace(":", "")}00' in said) != want:
                missed.append((moment, want, said[:200]))
    test(f'{name}: Radicale has each visit at its minute', not missed, missed)


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


def invited(store):
    """A visit booked, moved and called off goes through khal as REQUEST, REQUEST, CANCEL (khal takes
    no METHOD: what is called off is shown as such); an answer made by icalendar confirms it."""
    chairtime(store, 'set', 'email', 'desk@example.org')
    chairtime(store, 'patient', 'add', '--name', 'Okafor, Ngozi', '--phone', '555-0107', '--email',
              'ngozi@example.org')
    visit = chairtime(store, 'book', '--patient', 'Okafor', '--type', 'exam', '--at',
                      '2026-06-03T09:00', '--force', 'a test').split()[-1]
    texts = [chairtime(store, 'export', 'ics', '--visit', visit, '--as', 'request')]
    if not icalendar:
        skip('an answer by icalendar', 'python3-icalendar is not here')
        return
    event = icalendar.Calendar.from_ical(texts[0]).walk('VEVENT')[0]
    reply, answer = icalendar.Calendar(), icalendar.Event()
    reply.add('prodid', '-//test//EN')
    reply.add('version', '2.0')
    reply.add('method', 'REPLY')
    for key in ('UID', 'SEQUENCE', 'DTSTART', 'ORGANIZER'):
        answer[key] = event[key]
    answer.add('dtstamp', datetime.datetime(2026, 1, 2, 9, 0, tzinfo=datetime.timezone.utc))
    attendee = icalendar.vCalAddress('MAILTO:ngozi@example.org')
    attendee.params['PARTSTAT'] = icalendar.vText('ACCEPTED')
    answer.add('attendee', attendee, encode=0)
    reply.add_component(answer)
    with open('reply.ics', 'wb') as file:
        file.write(reply.to_ical())
    said = json.loads(chairtime(store, 'reply', 'reply.ics', '--json'))
    test('an answer by icalendar confirms the visit', said[0]['result'] == 'confirmed', said)
    chairtime(store, 'move', visit, '--at', '2026-06-03T10:00', '--force', 'a test')
    texts.append(chairtime(store, 'export', 'ics', '--visit', visit, '--as', 'request'))
    chairtime(store, 'cancel', visit, '--by', 'practice', '--reason', 'a test')
    texts.append(chairtime(store, 'export', 'ics', '--visit', visit, '--as', 'cancel'))
    events = [icalendar.Calendar.from_ical(text).walk('VEVENT')[0] for text in texts]
    test('moved and called off: one UID', len({str(one['UID']) for one in events}) == 1, texts)
    test('moved and called off: the sequence goes up', [one['SEQUENCE'] for one in events] == [0, 1, 2],
         texts)
    test('called off: cancelled', str(events[2]['STATUS']) == 'CANCELLED', texts[2])


def alarms(path):
    """Each visit to come has the alarms that the practice gives, as icalendar reads them."""
    if not icalendar:
        skip('alarms', 'python3-icalendar is not here')
        return
    with open(path, 'rb') as file:
        found = icalendar.Calendar.from_ical(file.read()).walk('VALARM')
    ahead = collections.Counter(str(alarm['TRIGGER'].dt) for alarm in found)
    test('alarms: a day and two hours ahead', len(ahead) == 2 and len(set(ahead.values())) == 1, ahead)


def same_again(store):
    test('the same store gives the same bytes',
         chairtime(store, 'export', 'ics') == chairtime(store, 'export', 'ics'))


def small():
    server = radicale_server.Radicale('server') if importlib.util.find_spec('radicale') and icalendar else None
    if not server:
        skip('Radicale', 'it is not here')
    for zone in ZONES:
        store, path = f'{zone}.db'.replace('/', '-'), f'{zone}.ics'.replace('/', '-')
        small_practice(store, zone)
        wanted = visits_of(store)
        test(f'{zone}: every visit was booked', sum(wanted.values()) == len(MOMENTS), wanted)
        chairtime(store, 'export', 'ics', '-o', path)
        by_icalendar(zone, path, zone, wanted)
        uids = uids_of(store)
        if icalendar:
            with open(path, 'rb') as file:
                marks_icalendar(f'{zone}: icalendar', file.read(), uids)
        by_khal(zone, path, zone, wanted, uids)
        by_calcurse(zone, path, zone, wanted, alarms=True)
        by_ical_js(zone, path, zone, wanted, uids)
        if server:
            by_radicale(server, zone, path, zone, uids)
    if server:
        server.stop()
    same_again(store)
    recalls(store)
    invited(store)
    answered_by_ical_js(store)
    chairtime(store, 'export', 'ics', '--patient', '1', '-o', 'own.ics')
    alarms('own.ics')


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
