#include "kammerspiel/cli/program.hpp"

int main(int argc, char** argv) { return kammerspiel::cli::run_program(argc, argv); }
