# make run   builds suan and opens a session on the samples, or on DATA=…
# make test  builds and runs every test
# make bench prints how fast questions are answered, reports read and snapshots built
# make install   puts the command, its samples, manual page and completions below PREFIX
# All install what is missing first.

DATA ?=
PREFIX ?= /usr/local

.PHONY: run test bench build install setup format lint clean

run: build
	@SUAN_DATA= .build/release/suan $(DATA)

test: build
	SUAN_COMMAND=$(CURDIR)/.build/release/suan swift test

bench: build
	@bench/run .build/release/suan

build: setup
	swift build -c release --product suan

install: build
	install -D .build/release/suan $(DESTDIR)$(PREFIX)/bin/suan
	install -D -m 644 suan.1 $(DESTDIR)$(PREFIX)/share/man/man1/suan.1
	install -d $(DESTDIR)$(PREFIX)/share/suan/Samples/reports
	install -m 644 Samples/reports/* $(DESTDIR)$(PREFIX)/share/suan/Samples/reports
	install -d $(addprefix $(DESTDIR)$(PREFIX)/share/,bash-completion/completions \
	  zsh/site-functions fish/vendor_completions.d)
	.build/release/suan --generate-completion-script bash \
	  >$(DESTDIR)$(PREFIX)/share/bash-completion/completions/suan
	.build/release/suan --generate-completion-script zsh \
	  >$(DESTDIR)$(PREFIX)/share/zsh/site-functions/_suan
	.build/release/suan --generate-completion-script fish \
	  >$(DESTDIR)$(PREFIX)/share/fish/vendor_completions.d/suan.fish

setup:
	@.ci/setup

format:
	swift format -i -r Package.swift Sources Tests

lint:
	swift format lint --strict -r Package.swift Sources Tests

clean:
	rm -rf .build
