/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The real terminal, by ncurses: the one file that knows it. Raw mode without flow control, Esc
 * told from a key's sequence within 25 ms; colours unless NO_COLOR is set or there are none; what
 * the terminal would measure otherwise than the grid does is shown so that both agree.
 */
#define _XOPEN_SOURCE_EXTENDED 1
#include "ui/terminal.h"

#include <ncurses.h>

#include <fcntl.h>
#include <locale.h>
#include <poll.h>
#include <signal.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>
#include <wchar.h>

#include "db/db.h"

#define ESCAPE_MS 25
#define ESCAPE 27
#define CONTROL_C 3
#define SILENT_SECONDS 3	/* of a server: then it is told */

struct live {
	struct terminal terminal;	/* first: the ops get it */
	SCREEN *screen;
	int errors_to;			/* standard error as it was */
	bool colours;
	struct grid shown;		/* what was drawn last */
};

static bool line_lost;		/* the last line shows what isn't the grid's */
static volatile sig_atomic_t ended;	/* SIGHUP, SIGTERM or their like has come */

static void
note_end(int number)
{
	(void)number;
	ended = 1;
}

/* How styles look; the pairs are numbered by style. -1: the terminal's own. */
static const struct look {
	attr_t attributes;
	short colour;
} looks[STYLE_COUNT] = {
	[STYLE_NORMAL] = { A_NORMAL, -1 },
	[STYLE_DIM] = { A_DIM, -1 },
	[STYLE_BOLD] = { A_BOLD, -1 },
	[STYLE_REVERSE] = { A_REVERSE, -1 },
	[STYLE_ERROR] = { A_BOLD, COLOR_RED },
	[STYLE_CARRIED] = { A_REVERSE | A_BOLD, -1 },
	[STYLE_BOOKED] = { A_NORMAL, -1 },
	[STYLE_ASKED] = { A_NORMAL, COLOR_YELLOW },
	[STYLE_CONFIRMED] = { A_NORMAL, COLOR_GREEN },
	[STYLE_HERE] = { A_BOLD, COLOR_CYAN },
	[STYLE_IN_CHAIR] = { A_BOLD, COLOR_BLUE },
	[STYLE_DONE] = { A_DIM, -1 },
	[STYLE_MISSED] = { A_DIM, COLOR_RED },
	[STYLE_LATE] = { A_BOLD, COLOR_RED },
	[STYLE_TO_MOVE] = { A_BOLD, COLOR_MAGENTA },
	[STYLE_FREE] = { A_NORMAL, COLOR_GREEN },
	[STYLE_KEPT] = { A_DIM, -1 },
	[STYLE_ALERT] = { A_BOLD, COLOR_MAGENTA },
	[STYLE_NEED] = { A_NORMAL, COLOR_YELLOW },
};

/* Tints are quieter than states where the terminal has 256 colours; with 16 they are its bright ones. */
static const short tints[TINT_COUNT][3] = {	/* of 8, 16, 256 */
	[TINT_RED] = { COLOR_RED, 9, 174 },
	[TINT_GREEN] = { COLOR_GREEN, 10, 108 },
	[TINT_YELLOW] = { COLOR_YELLOW, 11, 179 },
	[TINT_BLUE] = { COLOR_BLUE, 12, 75 },
	[TINT_MAGENTA] = { COLOR_MAGENTA, 13, 176 },
	[TINT_CYAN] = { COLOR_CYAN, 14, 73 },
};

static short
tint_pair(int tint)
{
	return (short)(STYLE_COUNT + tint);
}

static void
start_colours(struct live *live)
{
	const char *const refused = getenv("NO_COLOR");

	int depth;

	live->colours = !(refused && *refused) && has_colors() && start_color() == OK &&
			use_default_colors() == OK;
	depth = COLORS >= 256 ? 2 : COLORS >= 16 ? 1 : 0;
	for (short i = 0; live->colours && i < STYLE_COUNT; i++)
		init_pair((short)(i + 1), looks[i].colour, -1);
	for (int i = TINT_NONE + 1; live->colours && i < TINT_COUNT; i++)
		init_pair(tint_pair(i), tints[i][depth], -1);
}

/* Joiners and variation selectors change what a terminal makes of the character before: left
 * out. */
static bool
changes_width(wchar_t character)
{
	return character == 0x200D || character == 0xFE0E || character == 0xFE0F;
}

/* The next characters of a cluster that a terminal takes as one cell or two: one that has width,
 * and those that have none. Gives the width, 0 at the end; *bytes is moved on. */
static int
next_group(const char **bytes, wchar_t out[CCHARW_MAX + 1])
{
	mbstate_t state = { 0 };
	size_t count = 0;
	wchar_t character;

	while (**bytes) {
		const size_t taken = mbrtowc(&character, *bytes, strlen(*bytes), &state);

		if (taken == 0 || taken > CELL_BYTES || (count > 0 && wcwidth(character) != 0))
			break;
		*bytes += taken;
		if (count < CCHARW_MAX && (count == 0 || !changes_width(character)))
			out[count++] = character;
	}
	out[count] = L'\0';
	return count == 0 ? 0 : wcwidth(out[0]);
}

static void
put_characters(const struct live *live, int y, int x, const struct cell *cell,
		const wchar_t *characters)
{
	const struct look *const look = &looks[cell->style];
	const attr_t attributes = look->attributes | (cell->focus ? A_BOLD | A_UNDERLINE : 0);
	const short pair = cell->tint ? tint_pair(cell->tint) : (short)(cell->style + 1);
	cchar_t complex;

	setcchar(&complex, characters, attributes, live->colours ? pair : 0, NULL);
	mvadd_wch(y, x, &complex);
}

/* A cluster in its `width` cells, whatever the terminal makes of its characters: what doesn't fit
 * is left out, what isn't filled is blank. */
static void
draw_cell(const struct live *live, int y, int x, const struct cell *cell, int width)
{
	wchar_t characters[CCHARW_MAX + 1];
	const char *bytes = cell->bytes;
	int taken, end = x + width;

	while ((taken = next_group(&bytes, characters)) > 0 && x + taken <= end) {
		put_characters(live, y, x, cell, characters);
		x += taken;
	}
	if (x == end - width)
		put_characters(live, y, x++, cell, L"?");
	while (x < end)
		put_characters(live, y, x++, cell, L" ");
}

static void
draw_row(struct live *live, const struct grid *grid, int y)
{
	for (int x = 0; x < grid->cols; x++) {
		const struct cell *const cell = grid_cell(grid, y, x);
		const struct cell *const next = grid_cell(grid, y, x + 1);

		if (cell->bytes[0])
			draw_cell(live, y, x, cell, next && !next->bytes[0] ? 2 : 1);
	}
}

static bool
row_differs(const struct live *live, const struct grid *grid, int y)
{
	const size_t size = sizeof(struct cell) * (size_t)grid->cols;

	return memcmp(grid_cell(grid, y, 0), grid_cell(&live->shown, y, 0), size) != 0;
}

/* Draws the rows that differ, two at a time: where ncurses sees three or more rows that have moved,
 * it scrolls a region by SU and SD, which not all emulators know, and which what reads a screen
 * aloud would follow as a whole. */
static void
draw_rows(struct live *live, const struct grid *grid, bool all)
{
	int drawn = 0;

	leaveok(stdscr, TRUE);
	for (int y = 0; y < grid->rows; y++) {
		if (!all && !row_differs(live, grid, y))
			continue;
		draw_row(live, grid, y);
		if (!all && ++drawn % 2 == 0)
			refresh();
	}
	leaveok(stdscr, FALSE);
}

static void
term_draw(struct terminal *terminal, const struct grid *grid)
{
	struct live *const live = (struct live *)terminal;
	const bool all = line_lost || live->shown.rows != grid->rows ||
		live->shown.cols != grid->cols;
	const size_t size = sizeof(struct cell) * (size_t)grid->rows * (size_t)grid->cols;

	if (all) {
		grid_resize(&live->shown, grid->rows, grid->cols);
		clear();
		line_lost = false;
	}
	draw_rows(live, grid, all);
	memcpy(live->shown.cells, grid->cells, size);
	curs_set(grid->cursor_y >= 0 ? 1 : 0);
	if (grid->cursor_y >= 0)
		move(grid->cursor_y, grid->cursor_x);
	refresh();
}

static void
term_forget(struct terminal *terminal)
{
	(void)terminal;
	clearok(stdscr, TRUE);
}

/* Standard error goes nowhere while the screen is up; gives where it went. */
static int
hush(void)
{
	const int kept = dup(STDERR_FILENO), nowhere = open("/dev/null", O_WRONLY);

	if (nowhere >= 0) {
		dup2(nowhere, STDERR_FILENO);
		close(nowhere);
	}
	return kept;
}

static void
term_lend(struct terminal *terminal, bool lent)
{
	struct live *const live = (struct live *)terminal;

	if (lent) {
		def_prog_mode();
		endwin();
		if (live->errors_to >= 0)
			dup2(live->errors_to, STDERR_FILENO);
		return;
	}
	if (live->errors_to >= 0)
		close(live->errors_to);
	live->errors_to = hush();
	reset_prog_mode();
	getmaxyx(stdscr, terminal->rows, terminal->cols);
	clearok(stdscr, TRUE);
	refresh();
}

static const struct {
	int code;
	const char *name;
} key_names[] = {
	{ KEY_UP, "Up" },
	{ KEY_DOWN, "Down" },
	{ KEY_LEFT, "Left" },
	{ KEY_RIGHT, "Right" },
	{ KEY_HOME, "Home" },
	{ KEY_END, "End" },
	{ KEY_PPAGE, "PageUp" },
	{ KEY_NPAGE, "PageDown" },
	{ KEY_FIND, "Home" },
	{ KEY_SELECT, "End" },
	{ KEY_ENTER, "Enter" },
	{ KEY_BTAB, "BTab" },
	{ KEY_BACKSPACE, "BSpace" },
	{ KEY_DC, "Delete" },
	{ KEY_IC, "Insert" },
};

static bool
name_function_key(struct event *event, wint_t code)
{
	for (size_t i = 0; i < sizeof(key_names) / sizeof(key_names[0]); i++)
		if ((wint_t)key_names[i].code == code) {
			strcpy(event->key, key_names[i].name);
			return true;
		}
	if (code < KEY_F(1) || code > KEY_F(12))
		return false;
	snprintf(event->key, sizeof(event->key), "F%d", (int)(code - KEY_F0));
	return true;
}

static const char *
control_name(wint_t code)
{
	switch (code) {
	case '\r':
	case '\n':
		return "Enter";
	case '\t':
		return "Tab";
	case 0x1B:
		return "Esc";
	case ' ':
		return "Space";
	case 0x7F:
	case '\b':
		return "BSpace";
	default:
		return NULL;
	}
}

static bool
name_character(struct event *event, wint_t code)
{
	const char *const control = control_name(code);
	mbstate_t state = { 0 };
	size_t length;

	if (control) {
		strcpy(event->key, control);
		return true;
	}
	if (code < ' ') {
		snprintf(event->key, sizeof(event->key), "C-%c", (char)(code + 'a' - 1));
		return code >= 1 && code <= 26;
	}
	length = wcrtomb(event->key, (wchar_t)code, &state);
	if (length == (size_t)-1)
		return false;
	event->key[length] = '\0';
	return true;
}

/* What the mouse did; false where that is nothing of ours. */
static bool
name_mouse(struct event *event)
{
	MEVENT mouse;

	if (getmouse(&mouse) != OK)
		return false;
	event->x = mouse.x;
	event->y = mouse.y;
	event->kind = mouse.bstate & BUTTON1_PRESSED ? EVENT_CLICK : EVENT_WHEEL;
	event->minutes = mouse.bstate & BUTTON4_PRESSED ? -1 : 1;
	return (mouse.bstate & (BUTTON1_PRESSED | BUTTON4_PRESSED | BUTTON5_PRESSED)) != 0;
}

/* A key that is there already; false where none is. */
static bool
key_waiting(struct live *live, struct event *event)
{
	wint_t code = 0;
	const int kind = get_wch(&code);

	if (kind == ERR)
		return false;
	if (kind == KEY_CODE_YES && code == KEY_RESIZE) {
		getmaxyx(stdscr, live->terminal.rows, live->terminal.cols);
		event->kind = EVENT_RESIZE;
		return true;
	}
	if (kind == KEY_CODE_YES && code == KEY_MOUSE)
		return name_mouse(event);
	event->kind = EVENT_KEY;
	return kind == KEY_CODE_YES ? name_function_key(event, code) : name_character(event, code);
}

/* Waits for input: 1 there is some (or a signal came), 0 `patience` has passed or `wake` has something,
 * -1 the terminal is gone: it says that there is something to read, and there is nothing. */
static int
wait_input(int patience, int wake)
{
	struct pollfd waited[] = { { STDIN_FILENO, POLLIN, 0 }, { wake, POLLIN, 0 } };
	const int count = poll(waited, 2, patience);
	int bytes = 0;

	if (count <= 0)
		return count == 0 ? 0 : 1;
	if (!waited[0].revents)
		return 0;
	if (!(waited[0].revents & POLLIN))
		return -1;
	return ioctl(STDIN_FILENO, FIONREAD, &bytes) == 0 && bytes == 0 ? -1 : 1;
}

static void
term_next(struct terminal *terminal, struct event *event)
{
	struct live *const live = (struct live *)terminal;
	int input = 1;

	*event = (struct event){ .kind = EVENT_END };
	while (!ended && input > 0) {
		if (key_waiting(live, event))
			return;
		input = wait_input(terminal->patience, terminal->wake);
	}
	event->kind = input == 0 && !ended ? EVENT_TICK : EVENT_END;
}

/* A server that says nothing: this is shown, and Esc or C-c gives it up, as does being told to end. Other keys
 * are lost meanwhile. */
static bool
give_up_waiting(int seconds)
{
	wint_t code = 0;

	if (ended || seconds < SILENT_SECONDS)
		return ended;
	attrset(A_REVERSE);
	mvprintw(LINES - 1, 0, " The server has not answered for %d s: Esc gives it up ", seconds);
	attrset(A_NORMAL);
	clrtoeol();
	refresh();
	line_lost = true;
	while (get_wch(&code) != ERR)
		if (code == ESCAPE || code == CONTROL_C)
			return true;
	return ended;
}

static void
catch_signals(void)
{
	struct sigaction action = { .sa_handler = note_end };

	sigemptyset(&action.sa_mask);
	sigaction(SIGHUP, &action, NULL);
	sigaction(SIGTERM, &action, NULL);
	sigaction(SIGINT, &action, NULL);	/* no key sends these two: the modes are raw */
	sigaction(SIGQUIT, &action, NULL);
}

static void
term_close(struct terminal *terminal)
{
	struct live *const live = (struct live *)terminal;

	db_on_waiting(NULL);
	endwin();
	delscreen(live->screen);
	if (live->errors_to >= 0) {
		dup2(live->errors_to, STDERR_FILENO);
		close(live->errors_to);
	}
	grid_free(&live->shown);
	free(live);
}

/* Arrows that a terminal sends as it does outside keypad mode: terminfo knows only the others. */
static void
know_plain_arrows(void)
{
	static const struct { const char *sent; int key; } plain[] = {
		{ "\033[A", KEY_UP }, { "\033[B", KEY_DOWN }, { "\033[C", KEY_RIGHT },
		{ "\033[D", KEY_LEFT }, { "\033[H", KEY_HOME }, { "\033[F", KEY_END },
	};

	for (size_t i = 0; i < sizeof plain / sizeof *plain; i++)
		if (key_defined(plain[i].sent) == 0)
			define_key(plain[i].sent, plain[i].key);
}

static void
set_modes(void)
{
	raw();
	noecho();
	nonl();
	keypad(stdscr, TRUE);
	know_plain_arrows();
	nodelay(stdscr, TRUE);
	set_escdelay(ESCAPE_MS);
	mouseinterval(0);		/* a press counts at once; where TERM has no mouse, nothing */
	mousemask(BUTTON1_PRESSED | BUTTON4_PRESSED | BUTTON5_PRESSED, NULL);
}

/* Where the locale isn't UTF-8, the grid holds ASCII alone, and ncurses is still told UTF-8: else
 * it writes runs of a character by REP, which not all emulators know. */
enum code
term_open(struct terminal **out)
{
	const char *const kind = getenv("TERM");
	struct terminal shows = { 0 };
	struct live *live;
	SCREEN *screen;

	if (!isatty(STDIN_FILENO) || !isatty(STDOUT_FILENO))
		return fail(WORLD, "screens: this is no terminal; say a command (chairtime help)");
	terminal_charset(&shows);
	setlocale(LC_CTYPE, shows.ascii ? "C.UTF-8" : "");
	screen = newterm(NULL, stdout, stdin);
	if (!screen)
		return fail(WORLD, "screens: the terminal \"%s\" isn't known; set TERM, or install "
				"its description", kind ? kind : "");
	live = calloc(1, sizeof(*live));
	if (!live)
		abort();
	live->screen = screen;
	live->terminal = (struct terminal){ .draw = term_draw, .next = term_next,
		.close = term_close, .forget = term_forget, .lend = term_lend, .ascii = shows.ascii,
		.plain_signs = shows.plain_signs };
	set_modes();
	start_colours(live);
	catch_signals();
	db_on_waiting(give_up_waiting);
	getmaxyx(stdscr, live->terminal.rows, live->terminal.cols);
	live->errors_to = hush();
	*out = &live->terminal;
	return OK;
}
