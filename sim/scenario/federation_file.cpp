#include "kammerspiel/scenario/federation_file.hpp"

#include "sim/scenario/bind.hpp"
#include "sim/scenario/check.hpp"
#include "sim/scenario/yaml_tree.hpp"

namespace kammerspiel::scenario {

void check_federation_file(std::string_view text, std::string_view name, Diagnostics& out) {
    const Limits limits;
    const Node tree = read_yaml(text, std::make_shared<const std::string>(name), limits, out);
    Scenario scenario;
    auto bound = bind_federation(tree, Documents{}, limits, out);
    scenario.organisations = std::move(bound.organisations);
    check(scenario, bound.examples, bound.is_complete, out);
}

}  // namespace kammerspiel::scenario
