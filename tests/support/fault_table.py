# SPDX-License-Identifier: GPL-3.0-or-later
"""fault_table.py: runs what stands in tests/faults, one after the other, as often as $TIMES says, and prints one
table of what was tried: how many times, what was lost, what was there twice or half, what was said. `make
faults`. The status is 1 where a test failed or anything was lost."""
import os
import subprocess
import sys
import tempfile

TOP = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
BUILD = os.environ['BUILD']
HEADS = ('what', 'times', 'lost', 'doubled', 'said')


def programs():
    folder = os.path.join(TOP, 'tests/faults')
    for name in sorted(os.listdir(folder)):
        path = os.path.join(folder, name)
        if name.endswith('.c'):
            yield name[:-2], [os.path.join(BUILD, 'tests/faults', name[:-2])]
        elif os.access(path, os.X_OK):
            yield name, [path]


def run(name, argv):
    """The rows that it printed, and what failed."""
    env = {**os.environ, 'TOP': TOP, 'BUILD': BUILD, 'CHAIRTIME': os.path.join(BUILD, 'chairtime'), 'TZ': 'UTC',
           'LC_ALL': 'C.UTF-8', 'CMOCKA_MESSAGE_OUTPUT': 'TAP',
           'SHARED': os.path.normpath(os.path.join(TOP, '../shared'))}
    with tempfile.TemporaryDirectory(prefix='chairtime-', dir=os.environ.get('TMPDIR')) as folder:
        env['TMPDIR'] = folder
        done = subprocess.run(argv, cwd=folder, env=env, stdin=subprocess.DEVNULL, capture_output=True, text=True,
                              errors='replace', check=False)
    lines = done.stdout.split('\n')
    rows = [[cell.strip() for cell in line[2:].split('|', 4)] for line in lines if line.startswith('#|')]
    failed = [f'{name}: {line}' for line in lines if line.startswith('not ok')]
    if done.returncode and not failed:
        failed = [f'{name}: status {done.returncode}: {done.stderr[-400:]}']
    passed = sum(line.startswith('ok ') for line in lines)
    return rows or [[f'{name}: {passed} tests', '', '', '', '']], failed


def show(rows):
    widths = [max(len(row[i]) for row in rows) for i in range(4)]
    for row in rows:
        cells = [row[0].ljust(widths[0])] + [row[i].rjust(widths[i]) for i in (1, 2, 3)]
        print('  '.join(cells + [row[4].replace(os.environ.get('TMPDIR', '/tmp'), '...')]).rstrip())


def main():
    wanted, rows, failures = sys.argv[1:], [HEADS], []
    for name, argv in programs():
        if wanted and name not in wanted:
            continue
        print(f'{name} ...', file=sys.stderr)
        more, failed = run(name, argv)
        rows += more
        failures += failed
    show(rows)
    lost = [row for row in rows[1:] if row[2].isdigit() and int(row[2]) or row[3].isdigit() and int(row[3])]
    print(*failures, sep='\n')
    print(f'{len(failures)} failed, {len(lost)} with a loss')
    return 1 if failures or lost else 0


sys.exit(main())
