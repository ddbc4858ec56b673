#include <CLI/CLI.hpp>
#include <sqlite3.h>  // refused: <sqlite3.h> lives only in ensemble, not in cli
#include "kammerspiel/model/run.hpp"
