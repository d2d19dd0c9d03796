#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the built program withstands: its ELF file, and what a running one leaves for others to see. TAP."""
import os
import pathlib
import pty
import re
import resource
import select
import signal
import stat
import subprocess
import time

CHAIRTIME = os.environ['CHAIRTIME']
NOW = ['--now', '2026-11-24T08:00']
HERE = pathlib.Path('.').resolve()
count = 0


def ok(holds, name, why=''):
    global count
    count += 1
    print(f"{'ok' if holds else 'not ok'} {count} - {name}")
    if not holds and why:
        print(f'# {why}')


def skip(name, why):
    global count
    count += 1
    print(f'ok {count} - {name} # SKIP {why}')


def readelf(*options):
    return subprocess.run(['readelf', '-W', *options, CHAIRTIME], stdout=subprocess.PIPE, text=True,
                          check=True).stdout


def is_sanitized():
    """Such a build has its own means, and catches its own death."""
    return '__asan_init' in readelf('--dyn-syms')


def elf():
    """Flags of the compiler and the linker."""
    dynamic, segments = readelf('-d'), readelf('-lh')
    names = readelf('--dyn-syms')
    if is_sanitized():
        return skip('the ELF file', 'it is built with sanitizers')
    ok(re.search(r'Type:\s+DYN', segments), 'it is loaded anywhere (PIE)')
    ok('GNU_RELRO' in segments and 'BIND_NOW' in dynamic, 'its tables are read only (RELRO, now)')
    ok(re.search(r'GNU_STACK.* RW ', segments), 'its stack is no code')
    ok('__stack_chk_fail' in names, 'its stack is watched (stack protector)')
    ok(re.search(r'__\w+_chk\b', names.replace('__stack_chk', '')), 'its buffers are measured (fortify)')
    ok('RPATH' not in dynamic and 'RUNPATH' not in dynamic, 'it loads no library from elsewhere')


def mode(path):
    return stat.S_IMODE(os.stat(path).st_mode)


def run(*words, **more):
    return subprocess.run([CHAIRTIME, *NOW, *words], stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                          check=False, **more)


def files():
    """Whatever umask it was begun with, what it makes is its owner's alone."""
    os.umask(0)
    os.environ['CHAIRTIME_DB'] = str(HERE / 'new' / 'store.db')
    os.mkdir('new')
    run('init', '--name', 'Riverside', '--zone', 'UTC')
    run('patient', 'add', '--name', 'Ruiz, Elena', '--phone', '555-0142')
    run('export', 'csv', 'patients', '-o', 'patients.csv')
    run('sheet', '-o', 'sheet.txt')
    modes = {name: mode(name) for name in ('new/store.db', 'patients.csv', 'sheet.txt')}
    ok(set(modes.values()) == {0o600}, 'its files are its owner\'s alone', modes)
    before = os.environ.copy()
    os.environ['XDG_DATA_HOME'] = str(HERE / 'data')
    del os.environ['CHAIRTIME_DB']
    run('init', '--name', 'Riverside', '--zone', 'UTC')
    ok(mode('data/chairtime') == 0o700 and mode('data/chairtime/practice.db') == 0o600,
       'its folders too')
    os.environ.clear()
    os.environ.update(before)


def children():
    """What it runs is run by its words, with no shell, and inherits no core."""
    run('sheet', '--page', env=dict(os.environ, PAGER='cat; touch owned'))
    run('sheet', '--page', env=dict(os.environ, PAGER='$(touch owned)'))
    run('sheet', '--lp', '--printer', 'x; touch owned')
    ok(not os.path.exists('owned'), 'nothing in $PAGER or a printer\'s name is given to a shell')
    said = run('sheet', '--page', env=dict(os.environ, PAGER='cat /proc/self/limits')).stdout
    ok(re.search(rb'core file size\s+0\s+0', said), 'a program that it runs leaves no core either', said)


def first_free(path, closed):
    """Runs an export with standard descriptors closed: none of its files may stand in for them."""
    def close():
        for file in closed:
            os.close(file)
    subprocess.run([CHAIRTIME, *NOW, 'export', 'csv', 'patients', '-o', path], preexec_fn=close,
                   check=False)
    with open(path, 'rb') as file:
        return file.read()


def descriptors():
    whole = run('export', 'csv', 'patients').stdout
    came = [first_free(f'closed-{n}.csv', closed) for n, closed in enumerate(((0,), (1,), (0, 1, 2)))]
    ok(whole and came == [whole] * 3, 'with its input, output or errors closed its files are whole')
    ok(run('check').returncode == 0, 'and so is the store')


def dumps(argv):
    """Does a core of it come to be, when it may be as large as it likes?"""
    pid, file = pty.fork()
    if pid == 0:
        try:
            resource.setrlimit(resource.RLIMIT_CORE, (resource.RLIM_INFINITY,) * 2)
        except (OSError, ValueError):
            hard = resource.getrlimit(resource.RLIMIT_CORE)[1]
            resource.setrlimit(resource.RLIMIT_CORE, (hard, hard))
        os.execv(argv[0], argv)
    while select.select([file], [], [], 1.5)[0]:
        try:
            if not os.read(file, 65536):
                break
        except OSError:
            break
    os.kill(pid, signal.SIGSEGV)
    _, status = os.waitpid(pid, 0)
    os.close(file)
    return os.WIFSIGNALED(status), os.WIFSIGNALED(status) and os.WCOREDUMP(status)


def core():
    os.environ['TERM'] = 'xterm'
    if is_sanitized():
        return skip('no core file', 'it is built with sanitizers')
    if not dumps(['/bin/sleep', '5'])[1]:
        return skip('no core file', 'this machine makes none of anything')
    died, dumped = dumps([CHAIRTIME, *NOW])
    ok(died and not dumped, 'when it dies its memory lies in no core file')


def watched():
    """Another process of the same user can't look into its memory: its /proc entry is root's."""
    if os.geteuid() == 0:
        return skip('its memory is its own', 'root may look everywhere')
    child = subprocess.Popen([CHAIRTIME, *NOW, 'import', 'csv', 'patients', '/dev/stdin'],
                             stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    time.sleep(0.5)
    ok(os.stat(f'/proc/{child.pid}/mem').st_uid == 0, 'its memory is its own')
    child.kill()
    child.wait()


elf()
files()
children()
descriptors()
core()
watched()
print(f'1..{count}')
