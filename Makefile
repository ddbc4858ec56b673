# A thin front to tools/install-packages.sh and the CMake presets; `make help` lists the targets.

PRESET ?= release
JOBS ?= $(shell nproc)
SCENARIO ?= scenarios/ihk-2022
PROGRAM = build/release/cli/kammerspiel
empty =
space = $(empty) $(empty)

.NOTPARALLEL:
.PHONY: help demo test referee properties faults fuzz bench install format format-check tidy asan tsan sanitized coverage clean \
        package portable mpi

help:
	@echo 'make demo          install packages, build, simulate $(SCENARIO), make the papers of its exercise'
	@echo 'make test          install packages, build, run all tests (PRESET=debug, asan, tsan, ...)'
	@echo 'make referee       the program against the referee, a second simulator, on COUNT worlds a level (SEED=)'
	@echo 'make properties    what must not change a result, on COUNT random scenarios with draws (SEED=)'
	@echo 'make faults        every call that writes a file fails in turn, in every command (half an hour)'
	@echo 'make mpi           install Open MPI, build kammerspiel-mpi for clusters, run its tests'
	@echo 'make fuzz          every reader of foreign bytes for SECONDS each (clang)'
	@echo 'make bench         build and print the benchmarks as one table'
	@echo 'make format        format the C++ sources; format-check only names those that are not'
	@echo 'make tidy          clang-tidy on every file'
	@echo 'make asan tsan     the tests under sanitizers'
	@echo 'make sanitized     those of base, scenario, model and report alone under AddressSanitizer and UBSan'
	@echo 'make coverage      which lines and branches the tests run'
	@echo 'make install       install into PREFIX (default /usr/local)'
	@echo 'make package       a Debian package, for machines without a compiler'
	@echo 'make portable      a tarball that runs from any folder, with the libraries that a base system lacks'

demo:
	@echo '--- 1 of 5: packages, build (some minutes at the first time)'
	tools/install-packages.sh
	cmake --preset release
	cmake --build --preset release --parallel $(JOBS) --target kammerspiel
	@echo '--- 2 of 5: check $(SCENARIO)'
	$(PROGRAM) check $(SCENARIO)
	@echo '--- 3 of 5: simulate one world of it, told in English and German'
	$(PROGRAM) run $(SCENARIO) --out out/$(notdir $(SCENARIO))-de --lang de --quiet
	$(PROGRAM) run $(SCENARIO) --out out/$(notdir $(SCENARIO))-en --lang en
	@echo '--- 4 of 5: compare its strategies in 100 worlds against each attacker'
	$(PROGRAM) compare $(SCENARIO) --out out/$(notdir $(SCENARIO))-compare --worlds 100 --lang en
	@echo '--- 5 of 5: the papers of its exercise, in English and German'
	$(PROGRAM) report $(SCENARIO) --out out/$(notdir $(SCENARIO))-papers-en --lang en
	$(PROGRAM) report $(SCENARIO) --out out/$(notdir $(SCENARIO))-papers-de --lang de
	@echo
	@echo 'To be opened in a browser, the reports of the world, the comparison, and the papers:'
	@ls $(CURDIR)/out/$(notdir $(SCENARIO))-en/report.html $(CURDIR)/out/$(notdir $(SCENARIO))-de/report.html \
	    $(CURDIR)/out/$(notdir $(SCENARIO))-compare/comparison.html \
	    $(CURDIR)/out/$(notdir $(SCENARIO))-papers-en/index.html $(CURDIR)/out/$(notdir $(SCENARIO))-papers-de/index.html

test:
	tools/install-packages.sh
	cmake --preset $(PRESET)
	cmake --build --preset $(PRESET) --parallel $(JOBS)
	ctest --preset $(PRESET) --parallel $(JOBS)

referee: COUNT ?= 100
referee: SEED ?= 1
referee:
	tools/install-packages.sh
	cmake --preset release
	cmake --build --preset release --parallel $(JOBS) --target kammerspiel
	cd tests/referee && python3 -m unittest
	cd tests/referee && python3 compare.py --program $(CURDIR)/$(PROGRAM) --count $(COUNT) --seed $(SEED)

properties: COUNT ?= 1000
properties: SEED ?= 1001
properties:
	tools/install-packages.sh
	cmake --preset release
	cmake --build --preset release --parallel $(JOBS) --target kammerspiel_tell
	cd tests/properties && python3 properties.py --tell $(CURDIR)/build/release/tests/properties/kammerspiel_tell \
	    --count $(COUNT) --seed $(SEED)

faults:
	tools/install-packages.sh
	cmake --preset release
	cmake --build --preset release --parallel $(JOBS) --target kammerspiel kammerspiel_fault_layer
	cd tests/faults && python3 faults_test.py $(CURDIR)/$(PROGRAM) $(CURDIR)/build/release/tests/faults/fault_layer.so
	cd tests/faults && python3 play_faults_test.py $(CURDIR)/$(PROGRAM) \
	    $(CURDIR)/build/release/tests/faults/fault_layer.so

# In a folder of its own: no other build looks for MPI.
mpi:
	tools/install-packages.sh mpi
	cmake --preset mpi
	cmake --build --preset mpi --parallel $(JOBS) --target kammerspiel kammerspiel-mpi kammerspiel_cluster_test
	ctest --preset mpi

fuzz: SECONDS ?= 600
fuzz:
	tools/install-packages.sh fuzz
	cmake --preset fuzz
	cmake --build --preset fuzz --parallel $(JOBS)
	for kept in tests/fuzz/kept/*; do \
	    name=$$(basename $$kept); found=build/fuzz/corpus/$$name; mkdir -p $$found; \
	    build/fuzz/tests/fuzz/fuzz_$$name -max_total_time=$(SECONDS) -timeout=10 -rss_limit_mb=2048 \
	        -artifact_prefix=$$found- $$found $$kept || exit; \
	done

bench:
	tools/install-packages.sh
	cmake --preset release
	cmake --build --preset release --parallel $(JOBS) --target kammerspiel_bench
	build/release/tests/bench/kammerspiel_bench

install: PREFIX ?= /usr/local
install:
	cmake --preset release
	cmake --build --preset release --parallel $(JOBS)
	cmake --install build/release --prefix $(PREFIX)

package portable:
	tools/install-packages.sh package
	cmake --preset release
	cmake --build --preset release --parallel $(JOBS) --target kammerspiel kammerspiel_package_files
	packaging/$(@:package=debian)/build.sh build/release build/release/packages

format:
	tools/format.sh

format-check:
	tools/format.sh --check

tidy:
	tools/install-packages.sh tidy
	tools/tidy.sh

asan tsan:
	$(MAKE) test PRESET=$@

# The modules that read what others have written, and the one that moves through time.
SANITIZED = base scenario model report
sanitized:
	tools/install-packages.sh
	cmake --preset asan
	cmake --build --preset asan --parallel $(JOBS) --target $(SANITIZED:%=kammerspiel_%_test)
	ctest --preset asan --parallel $(JOBS) --tests-regex '^($(subst $(space),|,$(SANITIZED)))$$'

coverage:
	tools/install-packages.sh coverage
	$(MAKE) test PRESET=coverage
	mkdir -p build/coverage/report
	gcovr --root . --object-directory build/coverage --filter 'include/' --filter 'sim/' \
	      --filter 'analysis/' --filter 'cli/' --exclude-throw-branches --exclude-unreachable-branches \
	      --html-details build/coverage/report/index.html --print-summary --output build/coverage/report/summary.txt
	@echo 'Line by line: $(CURDIR)/build/coverage/report/index.html'

clean:
	rm -rf build out
