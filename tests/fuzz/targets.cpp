#include "tests/fuzz/targets.hpp"

#include <array>

namespace kammerspiel::fuzz {

std::span<const Target> targets() {
    static constexpr std::array all{Target{"import_inventory", import_inventory},
                                    Target{"load_scenario", load_scenario},
                                    Target{"migrate_study", migrate_study},
                                    Target{"open_session", open_session},
                                    Target{"open_shard", open_shard},
                                    Target{"open_study", open_study},
                                    Target{"read_book", read_book},
                                    Target{"read_command", read_command},
                                    Target{"read_csv", read_csv},
                                    Target{"read_entry", read_entry},
                                    Target{"read_evaluations", read_evaluations},
                                    Target{"read_msel", read_msel},
                                    Target{"read_notation", read_notation},
                                    Target{"read_request", read_request},
                                    Target{"read_workbook", read_workbook},
                                    Target{"read_yaml", read_yaml}};
    return all;
}

}  // namespace kammerspiel::fuzz
