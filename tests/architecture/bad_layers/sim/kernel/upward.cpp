#include "kammerspiel/base/time.hpp"
#include "kammerspiel/model/run.hpp"  // refused: kernel must not use model: 'kammerspiel/model/run.hpp'
#include "sim/base/texts.hpp"  // refused: 'sim/base/texts.hpp' is private to base
#include <yaml-cpp/yaml.h>  // refused: <yaml-cpp/yaml.h> lives only in scenario, not in kernel
#include <tbb/parallel_for.h>
#include <oneapi/tbb/task_arena.h>
#include <curl/curl.h>  // refused: <curl/curl.h> is not in the table of libraries
#include <vector>
  #  include "elsewhere/x.hpp"  // refused: 'elsewhere/x.hpp' belongs to no module
