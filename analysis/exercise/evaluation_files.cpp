#include "analysis/exercise/evaluation_rows.hpp"

namespace kammerspiel::exercise {

std::vector<Observation> read_evaluations(const std::filesystem::path& file,
                                          const scenario::Exercise& exercise, Diagnostics& out) {
    return observations_in(sheet::read_sheet(file, out), exercise, out);
}

std::vector<Feedback> read_feedback(const std::filesystem::path& file, Diagnostics& out) {
    return feedback_in(sheet::read_sheet(file, out), out);
}

std::vector<LogEntry> read_log(const std::filesystem::path& file,
                               const scenario::Exercise& exercise, Diagnostics& out) {
    return log_in(sheet::read_sheet(file, out), exercise, out);
}

}  // namespace kammerspiel::exercise
