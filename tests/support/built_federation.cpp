#include "tests/support/built_federation.hpp"

namespace kammerspiel::test {

using namespace scenario;

Name named(const std::string& text) { return {text, {}}; }

Need need(const std::string& of) { return {.op = Need::Op::reference, .of = named(of)}; }

Need all_of(std::vector<Need> children) {
    return {.op = Need::Op::all_of, .of = {}, .children = std::move(children)};
}

Need any_of(std::vector<Need> children) {
    return {.op = Need::Op::any_of, .of = {}, .children = std::move(children)};
}

Need at_least(std::uint32_t k, std::vector<Need> children) {
    return {.op = Need::Op::at_least, .of = {}, .children = std::move(children), .at_least = k};
}

Organisation& Builder::organisation(const std::string& id, std::uint64_t members) {
    Organisation& added = scenario.organisations.emplace_back();
    added.id = named(id);
    added.name = id;
    added.region = named("DE-NW");
    added.members = members;
    return added;
}

HostGroup& Builder::group(const std::string& name, std::uint32_t count, HostKind kind,
                          const std::string& zone) {
    HostGroup& added = scenario.organisations.back().host_groups.emplace_back();
    added.name = named(name);
    added.kind = kind;
    added.count = count;
    added.zone = named(zone);
    return added;
}

Service& Builder::service(const std::string& name, Need needs, double share) {
    Service& added = scenario.organisations.back().services.emplace_back();
    added.name = named(name);
    added.needs = std::move(needs);
    added.up_from = Share{0.5};
    if (share > 0) {
        added.demand.emplace();
        added.demand->share = Share{share};
        added.demand->profile = named("constant");
    }
    return added;
}

Link& Builder::link(const std::string& name, const std::string& to) {
    Link& added = scenario.organisations.back().links.emplace_back();
    added.name = named(name);
    if (!to.empty()) added.to = named(to);
    return added;
}

federation::Federation Builder::compile() const { return federation::compile(scenario); }

}  // namespace kammerspiel::test
