# make run   builds suan and opens a session on the samples, or on DATA=…
# make test  builds and runs every test
# make bench prints how fast questions are answered and reports are read
# All install what is missing first.

DATA ?=

.PHONY: run test bench build setup format lint clean

run: build
	@SUAN_DATA= .build/release/suan $(DATA)

test: setup
	swift test

bench: build
	@bench/run .build/release/suan

build: setup
	swift build -c release --product suan

setup:
	@.ci/setup

format:
	swift format -i -r Package.swift Sources Tests

lint:
	swift format lint --strict -r Package.swift Sources Tests

clean:
	rm -rf .build
