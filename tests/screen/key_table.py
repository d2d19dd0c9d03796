#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Each key of the key table, on each screen that has it: a row says where one stands, what is typed,
and what the screen says then. Every row runs on a fresh copy of one small practice."""
import os
import re
import shutil
import subprocess

NOW = '2026-11-24T10:42'
CHAIRTIME = os.environ['CHAIRTIME']
ENV = dict(os.environ, HOME=os.getcwd(), XDG_STATE_HOME=os.getcwd(), LC_ALL='C.UTF-8')


def run(*words, now=NOW, given=None):
    return subprocess.run([CHAIRTIME, '--db', 'book.db', '--now', now, '--desk', 'front', *words],
                          input=given, capture_output=True, text=True, env=ENV).stdout


def practice():
    """Meyer has a visit at 11:15 and a household; Bose is late, Haddad is here."""
    def book(who, kind, at, chair):
        run('book', '--patient', who, '--type', kind, '--at', f'2026-11-24T{at}', '--chair', chair,
            now='2026-11-20T09:00')
    run('init', '--name', 'Riverside Dental', '--zone', 'UTC', now='2026-11-20T09:00')
    for name, phone in (('Meyer, Anna', '555-0142'), ('Bose, Tara', '555-0177'),
                        ('Haddad, Rima', '555-0103'), ('Ruiz, Elena', '555-0105')):
        run('patient', 'add', '--name', name, '--phone', phone, now='2026-11-20T09:00')
    run('patient', 'add', '--name', 'Meyer, Tom', '--phone', '555-0142', '--household', '1',
        now='2026-11-20T09:00')
    book('1', 'exam', '11:15', 'Chair 1')
    book('2', 'filling', '10:30', 'Chair 1')
    book('3', 'cleaning', '11:00', 'Chair 3')
    run('plan', '--patient', '4', '--type', 'exam', now='2026-11-20T09:00')
    run('arrive', '3')
    run('ask', '1', 'does it hurt?')
    run('answers', 'add', '--title', 'Does it hurt?', '--text', 'You feel a pinch, then nothing.')
    run('answers', 'approve', '1', '--by', 'Dr Lee')
    shutil.move('book.db', 'first.db')


# Where one stands: what is typed to get there.
DAY, CARD, CALLS, CARE = '/ mey Enter ', '/ mey Tab ', 'C ', 'A '

# (screen, key, what it does, keys, what is seen then)
TABLE = [
    (DAY, 'D', 'the Day screen', 'C D', r'\[Day\]'),
    (DAY, 'C', 'the Calls screen', 'C', r'\[Calls'),
    (DAY, 'P', 'the Patients screen', 'P', r'\[Patients\]'),
    (DAY, 'A', 'the Care screen', 'A', r'\[cAre'),
    (DAY, 'H', 'the Charter screen', 'H', r'\[cHarter'),
    (DAY, 'S', 'the Set-up screen', 'S', r'\[Set-up\]'),
    (DAY, 'F2', 'Calls, also in a field', '/ F2', r'\[Calls'),
    (DAY, '1', 'takes opening 1', '1', r'Meyer, Anna moved to .* · u takes it back'),
    (DAY, '3', 'takes opening 3', '3', r'Meyer, Anna moved to .* · u takes it back'),
    (DAY, '9', 'there is none of that number', '9', r'There is no opening 9'),
    ('C Down Down ', '1', 'books the first offer for the household', '1',
     r'Ruiz, Elena booked Tue 24 Nov 13:00 .* u takes it back'),
    ('C Down Down ', '3', 'books the third', '3', r'Ruiz, Elena booked Thu 26 Nov 08:00'),
    ('C Down ', 'c', 'all visits confirmed', 'c', r'confirmed'),
    ('C Down ', 'f', 'family', 'f', r'Together: how\?'),
    ('C Down Left ', 'm', 'move', 'm', r'Meyer, Anna · Exam 30 · to'),
    ('C Down Left ', 'g', 'its day', 'g', r'\[Day\](.|\n)*>· Meyer, Anna'),
    ('C Down Left ', 'i', 'calendar file', 'i Enter', r'1 visit in ~/meyer-anna\.ics'),
    ('C Down Left ', 'j', 'need', 'j text:lab Enter', r'needs lab'),
    ('C Down Left ', 'w', 'onto the waiting list', 'w', r'is on the waiting list'),
    (CALLS, 'a', 'digits and letters without a meaning do nothing', '9', r'There is no opening 9'),
    (CARD, '2', 'takes opening 2', '2', r'Meyer, Anna moved to'),
    (CARE, '1', 'uses answer 1', '\n1', r'Answer: question of Meyer(.|\n)*feel a pinch, then nothing'),
    (CARE, '2', 'there is no other', '\n2', r'There is no answer 2'),
    (DAY, 'a', 'arrived', 'a', r'Meyer, Anna arrived 10:42'),
    (DAY, 's', 'seated', 's', r'Meyer, Anna seated 10:42'),
    (DAY, 'd', 'done', 's d', r'Meyer, Anna done'),
    (CARD, 'a', 'arrived', 'a', r'Meyer, Anna arrived 10:42'),
    (CARD, 's', 'seated', 's', r'Meyer, Anna seated 10:42'),
    (CARD, 'd', 'done', 's d', r'Meyer, Anna done'),
    ('/ haddad Enter ', 'y', 'waits for the dentist', 's y', r'wants dentist'),
    (CARE, 'd', 'done: asks the answer', 'd', r'Answer: question of Meyer'),
    (DAY, 'b', 'book', 'b', r'Book Meyer, Anna'),
    (CARD, 'b', 'book', 'b', r'Book Meyer, Anna'),
    (CALLS, 'b', 'book another opening', 'b', r'Book '),
    (CARE, 'b', 'book for the asker', 'b', r'Book Meyer, Anna'),
    (DAY, 'f', 'family', 'f', r'Together: how\?'),
    (CARD, 'f', 'family', 'f', r'Together: how\?'),
    ('/ ruiz Tab ', 'f', 'nobody else in the house', 'f', r'family: Ruiz, Elena is in no household'),
    (DAY, 'c', 'confirmed', 'c', r'Meyer, Anna confirmed'),
    (CARD, 'c', 'confirmed', 'c', r'Meyer, Anna confirmed'),
    (DAY, 'm', 'move: marks the first that fits', 'm', r'Meyer, Anna · Exam 30 · to'),
    (DAY, 'm Enter', 'takes it', 'm Enter', r'Meyer, Anna moved to'),
    (DAY, 'm Down Esc', 'leaves it', 'm Down Esc', r'Meyer, Anna stays where it was'),
    (CARD, 'm Enter', 'move', 'm Enter', r'Meyer, Anna moved to'),
    (DAY, 'o', 'openings', 'o', r'Move Meyer, Anna'),
    (CARD, 'o', 'openings', 'o', r'Move Meyer, Anna'),
    (CALLS, 'o', 'more openings', 'o', r'Book|Move'),
    (DAY, 'x', 'off', 'x', r'Off: Meyer, Anna'),
    (CARD, 'x', 'off', 'x', r'Off: Meyer, Anna'),
    (CALLS, 'x', 'off', 'x', r'Off: |No more calls: '),
    (CARE, 'x', 'withdraw', 'x', r'Withdraw: question'),
    (DAY, 't', 'talked', 't', r'Meyer, Anna: talked'),
    (DAY, 'l', 'left a message', 'l', r'Meyer, Anna: left message'),
    (DAY, 'r', 'rang, nobody', 'r', r'Meyer, Anna: rang, nobody'),
    (CARD, 't', 'talked', 't', r'Meyer, Anna: talked'),
    (CARD, 'l', 'left a message', 'l', r'Meyer, Anna: left message'),
    (CARD, 'r', 'rang, nobody', 'r', r'Meyer, Anna: rang, nobody'),
    (CALLS, 't', 'talked', 't', r': talked'),
    (CALLS, 'l', 'left a message', 'l', r': left message'),
    (CALLS, 'r', 'rang, nobody', 'r', r': rang, nobody'),
    (CARE, 't', 'told the answer', 't', r'Answer: question of Meyer'),
    (CARE, 'l', 'left a message', 'l', r'Meyer, Anna: left message'),
    (CARE, 'r', 'rang, nobody', 'r', r'Meyer, Anna: rang, nobody'),
    (CALLS, 'z', 'not now, until', 'z', r'Not now: until which day'),
    (CARD, 'z', 'pause', 'z text:1_Dec Enter', r'Meyer, Anna: not now, again Tue 1 Dec'),
    (CARE, 'z', 'put off, with reason', 'z', r'Put off: question'),
    (CALLS, '#', 'the number is wrong', '#', r'wrong number'),
    (CARD, '#', 'the number is wrong', '#', r'Meyer, Anna: wrong number'),
    (DAY, 'w', 'waiting list', 'w', r'Meyer, Anna is on the waiting list'),
    ('Home Left Left Right Down ', 'w', 'who fits this gap', 'w', r'Who fits Tue 24 Nov'),
    (CARD, 'w', 'on the waiting list', 'w', r'Meyer, Anna is on the waiting list'),
    (DAY, 'q', 'question', 'q text:why? Enter', r'Meyer, Anna: question noted'),
    (DAY, 'q Tab', 'complaint', 'q Tab text:late Enter', r'Meyer, Anna: complaint noted'),
    (DAY, 'q 3', 'promise', 'q 3 text:a_letter Enter text:fri_12:00 Enter',
     r'Meyer, Anna: promise noted, due Fri 27 Nov 12:00'),
    (CARD, 'q', 'question', 'q text:why? Enter', r'Meyer, Anna: question noted'),
    (CALLS, 'q', 'question', 'q', r'\[1 question\]'),
    (CARE, 'q', 'a new question', 'q', r'Find'),
    (DAY, 'n', 'note', 'n text:hello Enter', r'noted'),
    (CARD, 'n', 'note', 'n text:hello Enter', r'noted'),
    (CALLS, 'n', 'note', 'n text:hello Enter', r'Note  hello'),
    (DAY, 'j', 'need', 'j text:lab Enter', r'needs lab'),
    (CARD, 'j', 'need', 'j text:lab Enter', r'needs lab'),
    (DAY, 'e', 'edit the visit', 'e', r'Meyer, Anna · Tue 24 Nov 2026 11:15'),
    (CARD, 'e', 'edit the patient', 'e', r'(?m)^ Patient$'),
    (CALLS, 'e', 'edit the patient', 'e', r'(?m)^ Patient$'),
    (CARE, 'e', 'edit the patient', 'e', r'(?m)^ Patient$'),
    (DAY, 'p', 'print: which sheet', 'p', r'On paper: Tue 24 Nov 2026(.|\n)*4 slip of Meyer, Anna'),
    (DAY, 'p Enter', 'shown here', 'p Enter', r'11:15 +30 +Chair 1 +Meyer, Anna'),
    (DAY, 'p 3 Enter', 'the wall has initials', 'p 3 Enter', r'11:15 +30 +Chair 1 +Dentist +A\.M\.'),
    (DAY, 'p 4 Enter', 'a slip', 'p 4 Enter', r'To book'),
    (DAY, 'p f', 'into a file', 'p f Enter', r'Written: ~/sheet-2026-11-24\.txt'),
    (DAY, 'v p', 'the week', 'v p Enter', r'Week of Mon 23 Nov 2026'),
    (CARD, 'p', 'print', 'p Enter', r'Name +Meyer, Anna'),
    (CARE, 'p', 'print', 'p Enter', r'Id  Due'),
    (DAY, 'i', 'calendar file', 'i Enter', r'1 visit in ~/meyer-anna\.ics'),
    (CARD, 'i', 'calendar file', 'i Enter', r'1 visit in ~/meyer-anna\.ics'),
    (DAY, 'v', 'week', 'v', r'Week'),
    (CARD, 'v', 'whole timeline', 'v', r'Next    Tue 24 Nov 11:15(?!(.|\n)*House)'),
    (DAY, 'Tab', 'right after a find: the card', 'Tab', r'House   Tom'),
    (DAY, 'Esc Tab', 'the day as a list', 'Esc Tab', r'>11:15  · Meyer, Anna +Exam 30 +Dentist +Chair 1'),
    (DAY, 'Tab Up', 'the visit before', 'Esc Tab Up', r'>11:00  ▸ Haddad, Rima'),
    (DAY, 'Tab Tab', 'columns again', 'Esc Tab Tab', r'>· Meyer, Anna'),
    (DAY, '<', 'more minutes a row', '<', r'20 minutes a row'),
    (DAY, '< <', 'what begins within a row says when', '< <', r':15 Meyer, Anna'),
    (DAY, '>', 'fewer minutes a row', '>', r'10 minutes a row'),
    (DAY, ',', 'day back', ',', r'Mon 23 Nov'),
    (DAY, '.', 'day on', '.', r'Wed 25 Nov'),
    (DAY, '[', 'day back, alias', '[', r'Mon 23 Nov'),
    (DAY, ']', 'day on, alias', ']', r'Wed 25 Nov'),
    (DAY, 'g', 'go to a date', 'g text:1_Dec Enter', r'Tue 1 Dec'),
    (DAY, 'Home', 'today', '. . Home', r'Next  '),
    (CARD, 'g', 'day', 'g', r'\[Day\]'),
    (DAY, 'u', 'undo', 'a u', r'undone: Meyer, Anna arrived'),
    (DAY, 'C-r', 'redo', 'a u C-r', r'done again: Meyer, Anna arrived'),
    (CALLS, 'u', 'undo', 'l u', r'undone: '),
    (CARD, '/', 'find', '/', r'Find'),
    (CARD, ':', 'command', ': text:confirm_1 Enter', r'Meyer, Anna confirmed'),
    (CARE, '?', 'help', '?', r'On every screen|told the answer|Puts it off'),
    (CARD, '-', 'put aside', '-', r'Meyer, Anna is put aside'),
    (DAY, '- -', 'take back', '- -', r'Meyer, Anna is taken back'),
    (DAY, 'C-l', 'blanks', 'C-l', r'\A--- 1\n\n*\Z'),
    (DAY, 'C-l x', 'any key shows it again, and does nothing else', 'C-l x', r'\[Day\](?!(.|\n)*Off)'),
    (DAY, 'Q', 'leaves', 'Q', r'\A\Z'),
    (DAY, ':quit', 'leaves', ': quit Enter', r'\A\Z'),
    (DAY, 'Esc', 'a form unchanged is left without a question', 'e Esc', r'\[Day\](?!(.|\n)*Leave)'),
    (DAY, 'Esc', 'a form in which was typed asks', 'e x Esc', r'Leave the form\?'),
    (DAY, 'cursor', 'the focused row carries >', 'a', r'>▸ Meyer, Anna'),
    (DAY, 'size', 'a window too small says what it needs', 'size:50x20',
     r'chairtime needs 60x16, has 50x20'),
    (DAY, 'size', 'and nothing is lost', 'm size:50x10 size:80x24', r'Meyer, Anna · Exam 30 · to'),
]


def main():
    practice()
    print(f'1..{len(TABLE)}')
    for n, (where, key, what, keys, expected) in enumerate(TABLE, 1):
        shutil.copy('first.db', 'book.db')
        for extra in ('book.db-wal', 'book.db-shm'):
            if os.path.exists(extra):
                os.remove(extra)
        for name in os.listdir('.'):
            if name.startswith('chairtime'):
                shutil.rmtree(name, ignore_errors=True)
        seen = run('--script', '-', '--show', 'last', given=where + keys + '\n')
        name = f'{where.strip() or "Day"}: {key} {what}'.replace('#', r'\#')
        if re.search(expected, seen):
            print(f'ok {n} - {name}')
        else:
            print(f'not ok {n} - {name}')
            print('# wanted ' + expected)
            for line in seen.splitlines():
                print('# ' + line)


if __name__ == '__main__':
    main()
