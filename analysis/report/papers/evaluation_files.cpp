#include "analysis/report/papers/evaluation_rows.hpp"

namespace kammerspiel::report {

std::vector<Observation> read_evaluations(const std::filesystem::path& file,
                                          const scenario::Exercise& exercise, Diagnostics& out) {
    return papers::observations_in(read_sheet(file, out), exercise, out);
}

std::vector<LogEntry> read_log(const std::filesystem::path& file,
                               const scenario::Exercise& exercise, Diagnostics& out) {
    return papers::log_in(read_sheet(file, out), exercise, out);
}

}  // namespace kammerspiel::report
