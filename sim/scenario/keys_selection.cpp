#include "sim/scenario/key_table.hpp"

// Hosts: those a selector finds, those an action is for.

namespace kammerspiel::scenario {
namespace {

using namespace table;

const std::array selector_keys{
    Key{"organisation", reference, optional, "only of this organisation",
        "nur in dieser Organisation"},
    Key{"region", reference, optional, "only in this region (ISO 3166-2, e.g. DE-NW)",
        "nur in dieser Region (ISO 3166-2, z. B. DE-NW)"},
    Key{"zone", reference, optional, "only in this zone", "nur in dieser Zone"},
    Key{"group", reference, optional, "only of this host group", "nur aus dieser Hostgruppe"},
    Key{"tag", reference, optional, "only with this tag", "nur mit dieser Markierung"},
    Key{"kind", words, optional, "only of this kind, or of one of these kinds",
        "nur dieser Art oder einer dieser Arten", "", 0, 0, Words<HostKind>::list},
};

const std::array scope_keys{
    Key{"region", reference, optional, "a region, or 'affected': those where the condition holds",
        "eine Region, oder 'affected': die, in denen die Bedingung gilt"},
    Key{"organisation", reference, optional, "an organisation, or 'affected'",
        "eine Organisation, oder 'affected'"},
    Key{"zone", reference, optional, "only hosts in this zone", "nur Hosts in dieser Zone"},
    Key{"group", reference, optional, "only this host group", "nur diese Hostgruppe"},
    Key{"tag", reference, optional, "only hosts with this tag", "nur Hosts mit dieser Markierung"},
    Key{"kind", words, optional, "only hosts of this kind", "nur Hosts dieser Art", "", 0, 0,
        Words<HostKind>::list},
    Key{"service", reference, optional, "only the host groups that this service needs",
        "nur die Hostgruppen, die dieser Dienst braucht"},
};

}  // namespace

KAMMERSPIEL_SECTION(selector_section, "selector", "Selektor", selector_keys)
KAMMERSPIEL_SECTION(scope_section, "scope", "Geltungsbereich", scope_keys)

}  // namespace kammerspiel::scenario
