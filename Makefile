# SPDX-License-Identifier: GPL-3.0-or-later
# chairtime: the whole build. `make help` names the targets.

VERSION  = 0.1.0
CC       = cc
CFLAGS   = -O2 -g
LDFLAGS  = -Wl,--as-needed
PREFIX   = /usr/local
DESTDIR  =
BUILD    = build
POSTGRES := $(shell pkg-config --exists libpq 2>/dev/null && echo yes || echo no)
CURL     := $(if $(filter no,$(CHECK_DEPS)),$(shell pkg-config --exists libcurl 2>/dev/null && echo yes || echo no),yes)
SQLITE   = sqlite3
PYTHON   = $(shell test -x /usr/bin/python3 && echo /usr/bin/python3 || echo python3)

# What each source is compiled with. Outside libraries come by pkg-config, asked when first needed
# (after `packages` has run) and once; only their include paths are taken, since ncursesw's own
# macros contradict ours.
MODULES  = ncursesw $(SQLITE_MODULE) libical jansson libutf8proc libsodium
WARNINGS = -Wall -Wextra -Wshadow -Wstrict-prototypes -Wpedantic
STANDARD = -std=c17 -D_XOPEN_SOURCE=700 -D_DEFAULT_SOURCE -DCHAIRTIME_VERSION='"$(VERSION)"'
INCLUDES = -Iinclude $(CIPHER_INCLUDES) $(PKG_INCLUDES)
COMPILE  = $(CC) $(STANDARD) $(WARNINGS) $(INCLUDES) $(HARDENED) $(CPPFLAGS) $(CFLAGS)
LINK     = $(COMPILE) $(HARDENED_LINK) $(LDFLAGS)
# libical is loaded by whoever reads or writes a calendar (src/ical/libical.h): tests alone link it.
LIBS     = $(filter-out -lical%,$(PKG_LIBS)) -lcsv -lm
TEST_LIBS = $(LIBS) -lical -lcmocka
once     = $(eval $(1) := $(shell $(2)))$($(1))
PKG_INCLUDES = $(call once,PKG_INCLUDES,pkg-config --cflags-only-I $(MODULES) $(PG_MODULE) $(CURL_MODULE))
PKG_LIBS     = $(call once,PKG_LIBS,pkg-config --libs $(MODULES))

# What makes a mistake hard to use, where compiler and linker have it. Your own CPPFLAGS, CFLAGS and
# LDFLAGS stand behind it and win; sanitizers, -O0 and HARDEN=no do without.
HARDEN   = $(if $(findstring -fsanitize,$(CFLAGS)),no,$(if $(filter -O1 -O2 -O3 -Os -Og,$(CFLAGS)),yes,no))
HARDENED = $(if $(filter yes,$(HARDEN)),$(if $(findstring _FORTIFY_SOURCE,$(CPPFLAGS) $(CFLAGS)),\
	$(filter-out %_FORTIFY_SOURCE %_FORTIFY_SOURCE=2 %_FORTIFY_SOURCE=3,$(HARD)),$(HARD)))
HARDENED_LINK = $(if $(filter yes,$(HARDEN)),$(HARD_LINK))
HARD      = $(call once,HARD,data/harden compile '$(CC)')
HARD_LINK = $(call once,HARD_LINK,data/harden link '$(CC)')

# The sources. All but main.c make a library, so that tests link what the program links. PostgreSQL's
# driver is there where libpq's headers are; libpq itself is loaded by whoever opens a postgresql:// URL.
SRC      = $(sort $(shell find src -name '*.c' -not -path src/main.c))
ifeq ($(POSTGRES),yes)
PG_MODULE = libpq
STANDARD += -DCHAIRTIME_POSTGRES
else
SRC      := $(filter-out src/db/postgres%.c,$(SRC))
endif
# The network is libcurl's, loaded likewise; without its headers nothing is sent but by commands.
ifeq ($(CURL),yes)
CURL_MODULE = libcurl
SRC      := $(filter-out src/post/net_none.c,$(SRC))
else
SRC      := $(filter-out src/post/curl%.c,$(SRC))
endif
MAIN     = $(wildcard src/main.c)
OBJ      = $(SRC:%.c=$(BUILD)/%.o) $(BUILD)/embedded.o
LIB      = $(BUILD)/libchairtime.a
BIN      = $(MAIN:src/main.c=$(BUILD)/chairtime)

# What is built into the program: every file under data/ but those that are installed as they are.
INSTALLED = data/completions data/systemd
DATA_DIRS = $(filter-out data $(INSTALLED),$(shell find data -type d))
DATA      = $(sort $(shell find data -mindepth 2 -type f -not -name '.*' -not -name '*~' \
            $(INSTALLED:%=-not -path '%/*')))

# SQLCipher in SQLite's place, where it is built on an SQLite that knows what we ask of it. Debian calls it
# sqlcipher; since 4.7 it calls itself sqlite3, and is known by the function that takes a key.
SQLITE_MODULE = $(SQLITE)
ifneq ($(SQLITE),sqlite3)
ifneq ($(SQLITE),sqlcipher)
$(error SQLITE=$(SQLITE): sqlite3 or sqlcipher)
endif
SQLITE_MODULE := $(shell if pkg-config --exists sqlcipher 2>/dev/null; then echo sqlcipher; elif \
            echo 'int sqlite3_key(void); int main(void) { return sqlite3_key(); }' | $(CC) -x c - -o /dev/null \
            $$(pkg-config --libs sqlite3) 2>/dev/null; then echo sqlite3; else echo sqlcipher; fi)
CIPHER_INCLUDES := $(shell pkg-config --cflags-only-I $(SQLITE_MODULE) 2>/dev/null) \
            -I$(shell pkg-config --variable=includedir $(SQLITE_MODULE) 2>/dev/null)/sqlcipher
SQLITE_NUMBER := $(shell echo 'SQLITE_VERSION_NUMBER' | $(CC) $(CIPHER_INCLUDES) -E -P -include sqlite3.h - \
            2>/dev/null | tail -1)
ifneq ($(shell pkg-config --exists $(SQLITE_MODULE) && [ "$(SQLITE_NUMBER)" -ge 3036000 ] 2>/dev/null && echo new),new)
$(error SQLITE=sqlcipher: SQLCipher 4.5 or newer is needed (built on SQLite 3.36): older ones lack RETURNING \
and window functions. Leave SQLITE out, and keep the store on an encrypted disk: see chairtime(7))
endif
endif

# The tests: a C file is a program of its own; tests/support, if there, is linked into each.
TEST_SRC = $(wildcard tests/unit/*.c tests/interop/*.c tests/faults/*.c tests/fuzz/*.c tests/replay/*.c)
TESTS    = $(TEST_SRC:%.c=$(BUILD)/%)
BENCHES  = $(patsubst %.c,$(BUILD)/%,$(wildcard tests/bench/*.c))
SUPPORT  = $(patsubst %.c,$(BUILD)/%.o,$(wildcard tests/support/*.c))
RUN      = BUILD=$(abspath $(BUILD)) PYTHON=$(PYTHON) $(PYTHON) tests/run

.PHONY: all help demo check replay check-files check-pg check-quick check-asan faults fuzz tests lint bench \
	install uninstall dist clean packages packages-check packages-lint packages-js packages-server
.SECONDARY: $(OBJ) $(TESTS:%=%.o) $(BENCHES:%=%.o) $(SUPPORT)
.DELETE_ON_ERROR:

all: $(LIB) $(BIN)

help:
	@echo 'make             build $(BUILD)/chairtime (with missing packages installed first)'
	@echo 'make demo        ... and open a made-up practice, new each time, in $(BUILD)/demo.db'
	@echo 'make check       all tests; check-files, check-pg: those of each engine alone'
	@echo 'make replay      two years of a clinic, a day at a time; check runs four months of it'
	@echo 'make check-quick those of a few seconds; check-asan: all under sanitizers'
	@echo 'make coverage    the lines of each room that the tests run through, by gcov'
	@echo 'make fuzz        the readers against chance for SECONDS each, by clang (SECONDS=600)'
	@echo 'make faults      kills, power cuts, full disks ...: one table (TIMES=1000, FAULTS=NAMES)'
	@echo 'make lint        clang-tidy, cppcheck, gcc -fanalyzer, of what has changed; check does it too'
	@echo 'make bench       the figures of tests/bench beside their yardsticks'
	@echo 'make install     under $$DESTDIR$$PREFIX ($(DESTDIR)$(PREFIX)); uninstall takes it away'
	@echo 'make dist clean  a tar file of this version; remove $(BUILD)'
	@echo 'Variables: CC CPPFLAGS CFLAGS LDFLAGS PREFIX DESTDIR BUILD PYTHON'
	@echo '           POSTGRES=yes CURL=yes SQLITE=sqlite3 CHECK_DEPS=no HARDEN=no LINT=no'

$(BUILD)/chairtime: $(BUILD)/src/main.o $(LIB)
	$(LINK) -o $@ $^ $(LIBS)

$(LIB): $(OBJ) $(shell find src -type d)
	@rm -f $@
	$(AR) rcs $@ $(OBJ)

$(BUILD)/%.o: %.c Makefile | packages
	@mkdir -p $(@D)
	$(COMPILE) -MMD -MP -c -o $@ $<

# An engine more or less is another program: what knows of the engines is built again.
$(BUILD)/src/db/db.o: $(BUILD)/postgres-$(POSTGRES)
$(BUILD)/postgres-$(POSTGRES):
	@mkdir -p $(BUILD) && rm -f $(BUILD)/postgres-* && touch $@

$(BUILD)/embedded.o: $(BUILD)/embedded.c | packages
	$(COMPILE) -c -o $@ $<

$(BUILD)/embedded.c: data/embed $(DATA) $(DATA_DIRS)
	@mkdir -p $(@D)
	data/embed $(DATA) > $@

$(TESTS) $(BENCHES): $(BUILD)/tests/%: $(BUILD)/tests/%.o $(SUPPORT) $(LIB)
	$(LINK) -o $@ $^ $(TEST_LIBS)

$(TESTS:%=%.o) $(BENCHES:%=%.o) $(SUPPORT): | packages-check

packages-check packages-lint packages-server: | packages
packages packages-check packages-lint:
ifneq ($(CHECK_DEPS),no)
	@CC='$(CC)' PYTHON='$(PYTHON)' data/packages $(if $(filter packages,$@),\
		build $(if $(filter yes,$(POSTGRES)),postgres) $(if $(filter yes,$(CURL)),network),$(@:packages-%=%))
endif

# PostgreSQL is used where it is or can be installed: without it there is still every file's test.
packages-server:
ifneq ($(CHECK_DEPS),no)
ifneq ($(origin POSTGRES),command line)
	@data/packages postgres server 2>&1 || echo 'PostgreSQL is left out'
endif
endif

# ical.js reads our calendars too, where npm and its registry are at hand; else that test is skipped.
packages-js: | packages-check
ifneq ($(CHECK_DEPS),no)
	@[ -e $(BUILD)/node_modules/ical.js ] || ! command -v npm >/dev/null || \
		timeout 60 npm install --silent --no-audit --no-fund --no-save --prefix $(BUILD) ical.js@2 \
		>/dev/null 2>&1 || echo 'ical.js is left out'
endif

demo: all
	rm -f $(BUILD)/demo.db*
	$(BUILD)/chairtime demo $(BUILD)/demo.db

tests: all $(TESTS) | packages-check

# Lint asks only about what has changed since it was asked last: LINT=no does without, as sanitizers do,
# and a machine where its tools are not and can't be installed.
LINTED = $(if $(findstring -fsanitize,$(CFLAGS))$(filter no,$(LINT)),:,lint_if_there)
LINT_IF_THERE = lint_if_there() { if { [ '$(CHECK_DEPS)' = no ] || CC='$(CC)' PYTHON='$(PYTHON)' data/packages lint; } && \
		command -v clang-tidy && command -v cppcheck; then $(MAKE) --no-print-directory -k lint; \
	else echo 'lint is left out: clang-tidy and cppcheck are not here'; fi; }

# What is installed now, libpq among it, another make sees.
check: | packages-server
	@mkdir -p $(BUILD); $(LINT_IF_THERE); echo 'lint: $(BUILD)/lint.log'; \
		$(LINTED) >$(BUILD)/lint.log 2>&1; lint=$$?; \
		rm -f $(BUILD)/tests/log*/summary; \
		$(MAKE) --no-print-directory check-files; files=$$?; \
		$(MAKE) --no-print-directory check-pg; server=$$?; \
		grep -E ': (error|warning)|^make.*Error|is left out' $(BUILD)/lint.log | tail -n 20; \
		cat $(BUILD)/tests/log*/summary; \
		awk '{ p += $$(NF-5); f += $$(NF-3); s += $$(NF-1) } \
			END { print p " passed, " f " failed, " s " skipped" }' $(BUILD)/tests/log*/summary; \
		[ $$lint = 0 ] && [ $$files = 0 ] && [ $$server = 0 ]

check-files: tests | packages-js
	@$(RUN)

# All two years of tests/replay (a minute on an idle machine); check runs their first four months.
replay: $(BUILD)/tests/replay/replay
	@rm -rf $(BUILD)/replay && mkdir -p $(BUILD)/replay && cd $(BUILD)/replay && \
		TOP=$(CURDIR) SHARED=$(abspath ../shared) REPLAY_DAYS=731 $(abspath $<)

# The tests that touch a store, again on a PostgreSQL server of their own, if there can be one.
ifeq ($(POSTGRES),yes)
check-pg: tests | packages-server
	@tests/on-postgres env $(RUN) $(ON_BOTH); status=$$?; [ $$status != 77 ] || exit 0; exit $$status
else
check-pg: | packages-server
	@if [ '$(origin POSTGRES)' = file ] && pkg-config --exists libpq; then \
		$(MAKE) --no-print-directory check-pg; \
	else echo 'check-pg: skipped: built without PostgreSQL (libpq-dev, POSTGRES=no)'; fi
endif
ON_BOTH = $(filter-out $(ONE_ENGINE),$(patsubst tests/%.c,%,$(wildcard tests/unit/*.c)) cli screen server \
	faults/two_desks faults/kill_bookings)
ONE_ENGINE = unit/base_% unit/db_sqlite unit/embedded unit/manual unit/ical_write unit/ical_zone \
	unit/port_csv unit/port_rows unit/cli_output

# What is done to a running practice that should not be, as often as asked: one table.
TIMES =

faults: tests
	@BUILD=$(abspath $(BUILD)) TIMES=$(TIMES) $(PYTHON) tests/support/fault_table.py $(FAULTS)

check-quick: tests
	@$(RUN) layers unit cli screen

# gcc warns of null formats that aren't there once it has put its own checks in.
SANITIZE = -O1 -g -fno-omit-frame-pointer -fsanitize=address,undefined -fno-sanitize-recover=all \
           -Wno-format-truncation

check-asan:
	@$(MAKE) --no-print-directory BUILD=$(BUILD)/asan CFLAGS='$(SANITIZE)' check

# How much of each room the tests run through, by gcov; COVERED names groups of tests, or tests.
COVERED = unit cli screen fuzz faults replay interop
coverage:
	@find $(BUILD)/cov -name '*.gcda' -delete 2>/dev/null || :
	@$(MAKE) -s --no-print-directory BUILD=$(BUILD)/cov CFLAGS='-O0 -g --coverage' LDFLAGS=--coverage tests
	@BUILD=$(abspath $(BUILD))/cov PYTHON=$(PYTHON) $(PYTHON) tests/run $(COVERED) | tail -n 1
	@$(PYTHON) tests/coverage $(BUILD)/cov

# Fuzzers of tests/fuzz by libFuzzer, each for SECONDS; what they find stays in $(BUILD)/fuzz/found, and
# what made one fail, beside it. FUZZERS="quick csv" runs those alone.
FUZZERS = $(sort $(patsubst tests/fuzz/%.c,%,$(shell grep -l LLVMFuzzerTestOneInput tests/fuzz/*.c)))
SECONDS = 600
FOUND   = $(abspath $(BUILD))/fuzz/found

fuzz: $(BUILD)/embedded.c | packages-lint
	@$(MAKE) --no-print-directory BUILD=$(BUILD)/fuzz CC=clang \
		CFLAGS='-O1 -g -fsanitize=fuzzer-no-link,address,undefined -DFUZZING' \
		$(FUZZERS:%=$(BUILD)/fuzz/fuzz-%)
	@for f in $(FUZZERS); do mkdir -p $(FOUND)/$$f && echo "$$f:" && \
		ASAN_OPTIONS=detect_leaks=1 $(BUILD)/fuzz/fuzz-$$f -max_total_time=$(SECONDS) -timeout=20 \
		-rss_limit_mb=1500 -max_len=16384 -artifact_prefix=$(FOUND)/$$f- -verbosity=0 \
		-print_final_stats=1 $(FOUND)/$$f $(CURDIR)/tests/fuzz/corpus/$$f || exit; done

$(BUILD)/fuzz-%: $(BUILD)/tests/fuzz/%.o $(SUPPORT) $(LIB)
	$(LINK) -fsanitize=fuzzer -o $@ $^ $(TEST_LIBS)

# Each file is asked again only when it, or a header that it includes, has changed. Who frees what lies in an
# arena is beyond gcc's analyzer; leaks are for check-asan to find. clang's goes less deep: it asks in a
# tenth of the time, and gcc's has been there.
ANALYZE  = -O1 -Werror -fanalyzer -Wno-analyzer-malloc-leak
SHALLOW  = -Xclang -analyzer-config -Xclang max-nodes=20000
CPPCHECK = cppcheck -j 2 --quiet --std=c11 --library=posix --enable=warning,performance,portability \
	--suppressions-list=.cppcheck --inline-suppr --error-exitcode=1 -Iinclude \
	--template='{file}:{line}: {severity}: {message} [{id}]'

lint: $(BUILD)/embedded.c | packages-lint
	@$(MAKE) --no-print-directory -j 2 BUILD=$(BUILD)/lint CC=gcc CFLAGS='$(ANALYZE)' HARDEN=no lint-files

.PHONY: lint-files
lint-files: $(SRC:%.c=$(BUILD)/%.tidy) $(MAIN:%.c=$(BUILD)/%.tidy) $(BUILD)/cppcheck/done

$(BUILD)/%.tidy: %.c $(BUILD)/%.o .clang-tidy
	@echo clang-tidy $<
	@clang-tidy --quiet $< -- $(STANDARD) $(WARNINGS) $(INCLUDES) $(SHALLOW) 2>$@.said || \
		{ cat $@.said; exit 1; }
	@touch $@

$(BUILD)/cppcheck/done: $(SRC:%.c=$(BUILD)/%.o) .cppcheck
	@mkdir -p $(@D)
	$(CPPCHECK) --cppcheck-build-dir=$(@D) src
	@touch $@

bench: all $(BENCHES) | packages-check
	@if [ ! -x tests/bench/run ]; then echo 'no benchmarks yet'; exit; fi; \
		BUILD=$(abspath $(BUILD)) CHAIRTIME=$(abspath $(BUILD))/chairtime TOP=$(CURDIR) tests/bench/run

DEST     = $(DESTDIR)$(PREFIX)
MAN      = $(wildcard man/*.[1-8])
COMPLETE = data/completions
# from:to, for each file installed
INSTALL  = $(BIN:%=%:bin/chairtime) \
           $(foreach f,$(MAN),$(f):share/man/man$(subst .,,$(suffix $(f)))/$(notdir $(f))) \
           $(foreach f,$(wildcard $(COMPLETE)/*.bash),$(f):share/bash-completion/completions/chairtime) \
           $(foreach f,$(wildcard $(COMPLETE)/*.fish),$(f):share/fish/vendor_completions.d/chairtime.fish) \
           $(foreach f,$(wildcard $(COMPLETE)/_*),$(f):share/zsh/site-functions/_chairtime) \
           $(foreach f,$(wildcard data/systemd/*),$(f):lib/systemd/user/$(notdir $(f))) \
           $(foreach f,$(wildcard README COPYING),$(f):share/doc/chairtime/$(f))

install: all
	@for pair in $(INSTALL); do from=$${pair%%:*} to=$(DEST)/$${pair#*:} mode=644; \
		[ "$$from" = $(BUILD)/chairtime ] && mode=755; \
		echo "$$to"; mkdir -p "$${to%/*}" && install -m $$mode "$$from" "$$to" || exit; \
	done

uninstall:
	@for pair in $(INSTALL); do to=$(DEST)/$${pair#*:}; echo "$$to"; rm -f "$$to"; done
	@rmdir $(DEST)/share/doc/chairtime 2>/dev/null || :

dist:
	@mkdir -p $(BUILD)
	git archive --prefix=chairtime-$(VERSION)/ -o $(BUILD)/chairtime-$(VERSION).tar.gz HEAD

clean:
	rm -rf $(BUILD)

-include $(OBJ:.o=.d) $(BUILD)/src/main.d $(TESTS:=.d) $(BENCHES:=.d) $(SUPPORT:.o=.d)
