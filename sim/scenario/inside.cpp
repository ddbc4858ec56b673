#include "sim/scenario/inside.hpp"

#include "sim/scenario/bind.hpp"

#include <algorithm>
#include <cmath>

namespace kammerspiel::scenario {
namespace {

// NOLINTNEXTLINE(misc-no-recursion): the depth is limited when the file is read
std::size_t parts_of(const Need& need) {
    std::size_t parts = 1;
    for (const Need& child : need.children) parts += parts_of(child);
    return parts;
}

std::size_t parts_of(const std::optional<Need>& need) { return need ? parts_of(*need) : 0; }

std::size_t parts_of(const Inside& inside) {
    std::size_t parts = inside.crews.size();
    for (const HostGroup& g : inside.host_groups)
        parts += 1 + g.tags.size() + g.starts_without.size() + parts_of(g.needs);
    for (const Link& l : inside.links) parts += 1 + l.starts_without.size() + parts_of(l.needs);
    for (const Service& s : inside.services) {
        parts += 1 + s.starts_without.size() + parts_of(s.needs);
    }
    return parts;
}

Size read_size(const Fields& fields, std::string_view fixed) {
    Size size;
    size.per_staff = fields.number("per_staff");
    fields.read("at_least", size.at_least);
    fields.read(fixed, size.fixed);
    if (size.per_staff && fields.has(fixed)) {
        fields.out().error(fields.node("per_staff")->place,
                           {"scenario.size.both", {{"key", fixed}}});
    }
    if (!size.per_staff && fields.has("at_least")) {
        fields.out().error(fields.node("at_least")->place, {"scenario.size.at_least"});
    }
    return size;
}

std::optional<Fallback> read_fallback(const Fields& service) {
    const Node* node = service.node("fallback");
    if (node == nullptr) return std::nullopt;
    const Fields fields(*node, fallback_section(), service.out());
    Fallback fallback;
    fallback.name = fields.localised("name");
    fields.read("capacity", fallback.capacity);
    fields.read("after", fallback.after);
    fallback.at_most = fields.duration("at_most");
    fields.read("automatic", fallback.automatic);
    return fallback;
}

std::optional<Elsewhere> read_elsewhere(const Fields& service) {
    const Node* node = service.node("elsewhere");
    if (node == nullptr) return std::nullopt;
    const Fields fields(*node, elsewhere_section(), service.out());
    Elsewhere elsewhere;
    if (const Node* to = fields.node("to")) elsewhere.to = read_selector(*to, service.out());
    const Selector& chosen = elsewhere.to;
    if (chosen.group || chosen.zone || chosen.tag || !chosen.kinds.empty()) {
        service.out().error(chosen.place, {"scenario.elsewhere.to"});
    }
    fields.read("share", elsewhere.share);
    fields.read("after", elsewhere.after);
    if (!service.has("demand")) {
        service.out().error(node->place, {"scenario.elsewhere.demand"});
    }
    return elsewhere;
}

std::optional<Crew::Tires> read_tires(const Fields& crew) {
    const Node* node = crew.node("tires");
    if (node == nullptr) return std::nullopt;
    const Fields fields(*node, tires_section(), crew.out());
    Crew::Tires tires;
    fields.read("after", tires.after);
    fields.read("to", tires.to);
    if (fields.has("to") && tires.to <= Share{0.0}) {
        crew.out().error(fields.node("to")->place, {"scenario.crew.no_share"});
        tires.to = Share{1.0};
    }
    return tires;
}

Service read_service(const Name& name, const Node& node, const Parameters& parameters,
                     Diagnostics& out) {
    const Fields fields(node, service_section(), out);
    Service service;
    service.name = name;
    fields.read("key", service.key);
    service.title = fields.localised("title");
    if (service.title == Localised{}) service.title = {name.text, name.text};
    if (const Node* needs = fields.node("needs"))
        service.needs = read_need(*needs, parameters, out);
    fields.read("start_time", service.start_time);
    if (const auto level = fields.share("up_from"); level && *level <= Share{0.0}) {
        out.error(fields.node("up_from")->place, {"scenario.service.up_from"});
    } else if (level) {
        service.up_from = *level;
    }
    service.starts_without = fields.names("starts_without");
    service.mtpd = fields.duration("mtpd");
    service.rto = fields.duration("rto");
    if (service.rto && service.mtpd && *service.rto > *service.mtpd) {
        out.warning(fields.node("rto")->place, {"scenario.service.rto"});
    }
    service.rpo = fields.duration("rpo");
    service.capacity = fields.number("capacity");
    service.fallback = read_fallback(fields);
    service.elsewhere = read_elsewhere(fields);
    service.recovery = bind_service_recovery(fields);
    const Node* demand = fields.node("demand");
    if (demand == nullptr) return service;
    const Fields wanted(*demand, demand_section(), out);
    Demand read;
    wanted.read("share", read.share);
    wanted.read("profile", read.profile);
    const auto kind = wanted.word<DemandKind>("kind");
    if (kind) read.kind = *kind;
    wanted.read("patience", read.patience);
    if (read.kind == DemandKind::deferrable && !wanted.has("patience")) {
        out.error(demand->place, {"scenario.demand.patience"});
    }
    const bool is_immediate = kind ? read.kind == DemandKind::immediate : !wanted.has("kind");
    if (is_immediate && wanted.has("patience")) {
        out.error(wanted.node("patience")->place, {"scenario.demand.immediate"});
    }
    service.demand = read;
    return service;
}

}  // namespace

std::uint32_t Size::of(double staff) const {
    if (!per_staff) return fixed;
    const double wanted = std::round(*per_staff * staff);
    return std::max(at_least, static_cast<std::uint32_t>(std::min(wanted, 4e9)));
}

Inside read_inside(const Node& node, const Parameters& parameters, Diagnostics& out) {
    const Fields fields(node, template_section(), out);
    Inside inside;
    for (const auto& [name, group] : fields.map("host_groups")) {
        const Fields f(*group, host_group_section(), out);
        HostGroup read;
        read.name = name;
        f.read("key", read.key);
        f.read("kind", read.kind);
        f.read("zone", read.zone);
        read.realm = f.name("realm");
        read.tags = f.names("tags");
        read.backup_interval = f.duration("interval");
        if (read.backup_interval && *read.backup_interval <= Duration::zero()) {
            out.error(f.node("interval")->place, {"scenario.group.interval"});
            read.backup_interval.reset();
        }
        read.reachable_from = f.names("reachable_from");
        const Node* zones = f.node("reachable_from");
        if (zones && zones->is_list() && zones->items.empty()) {
            out.error(zones->place, {"scenario.group.reachable_from"});
        }
        f.read("offline", read.offline);
        if (!f.has("interval") && (read.offline || !read.reachable_from.empty())) {
            out.warning(name.place, {"scenario.group.no_interval", {{"name", name.text}}});
        }
        if (const Node* needs = f.node("needs")) read.needs = read_need(*needs, parameters, out);
        read.starts_without = f.names("starts_without");
        inside.host_counts.push_back(read_size(f, "count"));
        inside.host_groups.push_back(std::move(read));
    }
    for (const auto& [name, link] : fields.map("links")) {
        const Fields f(*link, link_section(), out);
        Link read;
        read.name = name;
        f.read("key", read.key);
        read.to = f.name("to");
        if (read.to && read.to->text == "internet") read.to.reset();
        if (const Node* needs = f.node("needs")) read.needs = read_need(*needs, parameters, out);
        read.starts_without = f.names("starts_without");
        inside.links.push_back(std::move(read));
    }
    for (const auto& [name, crew] : fields.map("crews")) {
        const Fields f(*crew, crew_section(), out);
        Crew read;
        read.name = name;
        f.read("key", read.key);
        f.read("shift", read.shift);
        read.kinds = f.words<HostKind>("kinds");
        read.uses = f.names("uses");
        read.share = f.share("share");
        if (read.share && *read.share <= Share{0.0}) {
            out.error(f.node("share")->place, {"scenario.crew.no_share"});
            read.share.reset();
        }
        read.tires = read_tires(f);
        inside.crew_sizes.push_back(read_size(f, "people"));
        inside.crews.push_back(std::move(read));
    }
    for (const auto& [name, service] : fields.map("services")) {
        inside.services.push_back(read_service(name, *service, parameters, out));
    }
    inside.parts = parts_of(inside);
    return inside;
}

}  // namespace kammerspiel::scenario
