# CaseBridge: every target sets up what it needs. `make help` lists them.
SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
PACKAGE ?= ../shared/fhir/r4/hl7.fhir.r4.core-4.0.1.tgz
SECONDS ?= 60
UCUM ?= ../shared/fhir/ucum-essence.xml
FORMATTED := Package.swift Sources Tests Examples/swift

.PHONY: help setup build demo test conformance fuzz bench lint format definitions profiles messages clean

help: ## show the targets
	@sed -n 's/^\([a-z]*\):.*## /\1\t/p' $(MAKEFILE_LIST) | expand -t 16

setup: ## install what is missing of Debian's packages (or print the command)
	@Scripts/setup

build: setup ## build the release binary, .build/release/casebridge
	@swift build --quiet -c release --static-swift-stdlib --product casebridge

demo: build ## the main job on real input: cases and table -> FHIR -> checked -> back
	@Examples/demo .build/release/casebridge

test: setup ## run all tests
	@Scripts/test

conformance: build ## score the validator against the official suite and the reference engine
	@Scripts/conformance

bench: build ## measure, each figure beside its yardstick
	@Scripts/bench

fuzz: setup ## feed the readers, FHIRPath and the validator broken input for SECONDS each
	@Scripts/fuzz $(SECONDS)

lint: setup ## check the format of the sources
	@swift format lint --strict --recursive --parallel --configuration .swift-format $(FORMATTED) && echo "lint: clean"

format: ## bring the sources into format
	@swift format --in-place --recursive --parallel --configuration .swift-format $(FORMATTED)

definitions: setup ## compile PACKAGE (a .tgz or folder) into the tables and the typed models
	@Scripts/definitions "$(PACKAGE)" "$(UCUM)"

profiles: ## put the files of Profiles/ into the binary
	@LC_ALL=C cat Profiles/*.json > Sources/CDefinitions/profiles.json && touch Sources/CDefinitions/definitions.c

messages: ## list every message id of the validator in docs/messages.md
	@Scripts/messages

clean: ## remove what was built
	@rm -rf .build demo-output
