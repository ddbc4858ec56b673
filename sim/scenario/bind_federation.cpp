#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <set>

#include "sim/scenario/bind.hpp"
#include "sim/scenario/csv_table.hpp"

namespace kammerspiel::scenario {
namespace {

/// A number of hosts or people: fixed, or by members of staff.
struct Size {
    std::uint32_t fixed = 1;
    std::optional<double> per_staff;
    std::uint32_t at_least = 0;
    [[nodiscard]] std::uint32_t of(double staff) const {
        if (!per_staff) return fixed;
        const double wanted = std::round(*per_staff * staff);
        return std::max(at_least, static_cast<std::uint32_t>(std::min(wanted, 4e9)));
    }
};

/// A template as it reads for one choice of its parameters.
struct Inside {
    std::vector<HostGroup> host_groups;
    std::vector<Size> host_counts;
    std::vector<Link> links;
    std::vector<Service> services;
    std::vector<Crew> crews;
    std::vector<Size> crew_sizes;
};

Size read_size(const Fields& fields, std::string_view fixed, std::uint32_t fallback) {
    Size size;
    size.per_staff = fields.number("per_staff");
    size.at_least = static_cast<std::uint32_t>(fields.whole("at_least").value_or(0));
    size.fixed = static_cast<std::uint32_t>(fields.whole(fixed).value_or(fallback));
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
    fallback.capacity = fields.share("capacity").value_or(Share{0.0});
    fallback.after = fields.duration("after").value_or(Duration::zero());
    fallback.at_most = fields.duration("at_most");
    fallback.automatic = !fields.has("automatic") || fields.boolean("automatic");
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
    elsewhere.share = fields.share("share").value_or(Share{0.0});
    elsewhere.after = fields.duration("after").value_or(Duration::zero());
    if (!service.has("demand")) {
        service.out().error(node->place, {"scenario.elsewhere.demand"});
    }
    return elsewhere;
}

Service read_service(const Name& name, const Node& node, const Parameters& parameters,
                     Diagnostics& out) {
    const Fields fields(node, service_section(), out);
    Service service;
    service.name = name;
    service.title = fields.localised("title");
    if (service.title == Localised{}) service.title = {name.text, name.text};
    if (const Node* needs = fields.node("needs"))
        service.needs = read_need(*needs, parameters, out);
    if (const auto time = fields.duration("start_time")) service.start_time = *time;
    service.up_from = fields.share("up_from").value_or(Share{0.5});
    if (fields.has("up_from") && service.up_from <= Share{0.0}) {
        out.error(fields.node("up_from")->place, {"scenario.service.up_from"});
        service.up_from = Share{0.5};
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
    const Node* demand = fields.node("demand");
    if (demand == nullptr) return service;
    const Fields wanted(*demand, demand_section(), out);
    Demand read;
    read.share = wanted.share("share").value_or(Share{0.0});
    read.profile = wanted.name("profile").value_or(Name{"always", {}});
    read.kind = static_cast<DemandKind>(wanted.word("kind").value_or(0));
    read.patience = wanted.duration("patience").value_or(Duration::zero());
    if (read.kind == DemandKind::deferrable && !wanted.has("patience")) {
        out.error(demand->place, {"scenario.demand.patience"});
    }
    if (read.kind == DemandKind::immediate && wanted.has("patience")) {
        out.error(wanted.node("patience")->place, {"scenario.demand.immediate"});
    }
    service.demand = read;
    return service;
}

Inside read_inside(const Node& node, const Parameters& parameters, Diagnostics& out) {
    const Fields fields(node, template_section(), out);
    Inside inside;
    for (const auto& [name, group] : fields.map("host_groups")) {
        const Fields f(*group, host_group_section(), out);
        HostGroup read;
        read.name = name;
        read.kind = static_cast<HostKind>(f.word("kind").value_or(1));
        read.zone = f.name("zone").value_or(Name{});
        read.realm = f.name("realm");
        read.tags = f.names("tags");
        read.backup_interval = f.duration("interval");
        if (read.backup_interval && *read.backup_interval <= Duration::zero()) {
            out.error(f.node("interval")->place, {"scenario.group.interval"});
            read.backup_interval.reset();
        }
        read.reachable_from = f.names("reachable_from");
        read.offline = f.boolean("offline");
        if (const Node* needs = f.node("needs")) read.needs = read_need(*needs, parameters, out);
        inside.host_counts.push_back(read_size(f, "count", 1));
        inside.host_groups.push_back(std::move(read));
    }
    for (const auto& [name, link] : fields.map("links")) {
        const Fields f(*link, link_section(), out);
        Link read;
        read.name = name;
        read.to = f.name("to");
        if (read.to && read.to->text == "internet") read.to.reset();
        if (const Node* needs = f.node("needs")) read.needs = read_need(*needs, parameters, out);
        inside.links.push_back(std::move(read));
    }
    for (const auto& [name, crew] : fields.map("crews")) {
        const Fields f(*crew, crew_section(), out);
        Crew read;
        read.name = name;
        read.shift = {"business-hours", {}};
        if (const auto shift = f.word("shift")) {
            read.shift.text = std::string(crew_section().find("shift")->words[*shift]);
        }
        read.kinds = host_kinds_of(f.words("kinds"));
        read.uses = f.names("uses");
        inside.crew_sizes.push_back(read_size(f, "people", 1));
        inside.crews.push_back(std::move(read));
    }
    for (const auto& [name, service] : fields.map("services")) {
        inside.services.push_back(read_service(name, *service, parameters, out));
    }
    return inside;
}

/// A template: its text, and its insides for the choices of parameters met so far.
struct Template {
    Name name;
    const Node* node = nullptr;
    Parameters parameters;  ///< defaults
    std::map<std::map<std::string, std::string>, Inside> insides;
};

class FederationBinder {
   public:
    FederationBinder(Files& files, const Limits& limits, Diagnostics& out)
        : files_(files), limits_(limits), out_(out) {}

    std::vector<Organisation> bind(const Node& tree) {
        const Fields fields(tree, federation_section(), out_);
        for (const auto& [name, node] : fields.map("templates")) add_template(name, *node);
        const Node* organisations = fields.node("organisations");
        if (organisations == nullptr) return {};
        const Section& section = *federation_section().find("organisations")->section;
        const Fields parts(*organisations, section, out_);
        if (parts.has("from")) add_table(parts);
        for (const auto& [name, node] : parts.map("also")) add_single(name, *node);
        for (const auto& [name, node] : parts.map("override")) override_one(name, *node);
        for (std::size_t i = 0; i < result_.size(); ++i) fill(result_[i], template_place_[i]);
        check_size();
        return std::move(result_);
    }

   private:
    Files& files_;
    const Limits& limits_;
    Diagnostics& out_;
    std::map<std::string, Template> templates_;
    std::vector<Organisation> result_;
    std::vector<Name> template_place_;  ///< by organisation: the name of its template
    std::map<std::string, std::size_t> by_id_;

    void add_template(const Name& name, const Node& node) {
        Template added;
        added.name = name;
        added.node = &node;
        const Node* parameters = node.find("parameters");
        if (parameters != nullptr && parameters->is_map()) {
            for (std::size_t i = 0; i < parameters->keys.size(); ++i) {
                const Node& words = parameters->items[i];
                std::vector<std::string> allowed;
                for (const Node& word : words.items) allowed.push_back(word.text);
                if (!words.is_list() || allowed.empty()) {
                    out_.error(words.place, {"scenario.parameter.list"});
                    continue;
                }
                added.parameters.values[parameters->keys[i].text] = allowed.front();
                added.parameters.allowed[parameters->keys[i].text] = std::move(allowed);
            }
        }
        templates_[name.text] = std::move(added);
        // Read once with its defaults, so that the faults of a template that nobody uses show too.
        Template& kept = templates_[name.text];
        (void)inside_of(kept, kept.parameters.values);
    }

    const Inside& inside_of(Template& from, const std::map<std::string, std::string>& values) {
        const auto known = from.insides.find(values);
        if (known != from.insides.end()) return known->second;
        const Parameters parameters{values, from.parameters.allowed};
        return from.insides[values] = read_inside(*from.node, parameters, out_);
    }

    bool is_new(const Name& id) {
        const auto [at, added] = by_id_.try_emplace(id.text, result_.size());
        if (added) return true;
        out_.error(id.place, {"scenario.organisation.twice", {{"name", id.text}}}, {},
                   {{result_[at->second].id.place, {"scenario.first"}}});
        return false;
    }

    void add(Organisation organisation, Name template_name) {
        if (!is_new(organisation.id)) return;
        result_.push_back(std::move(organisation));
        template_place_.push_back(std::move(template_name));
    }

    void add_table(const Fields& parts) {
        const Node& from = *parts.node("from");
        const Files::File* file = files_.read(from.text, from.place, out_);
        const auto template_name = parts.name("template");
        if (!template_name) {
            out_.error(from.place, {"scenario.table.template"});
        }
        if (file == nullptr) return;
        const CsvTable table = read_csv(file->text, file->name, limits_.organisations, out_);
        if (!table.column("id")) {
            out_.error({file->name, 1, 1, 1}, {"scenario.table.no_id"});
            return;
        }
        for (const auto& row : table.rows) {
            add_row(table, row, template_name.value_or(Name{}));
        }
    }

    void add_row(const CsvTable& table, const std::vector<CsvTable::Cell>& row,
                 const Name& template_name) {
        const auto cell = [&](std::string_view name) -> const CsvTable::Cell* {
            const auto column = table.column(name);
            return column && !row[*column].text.empty() ? &row[*column] : nullptr;
        };
        const auto text = [&](std::string_view name) {
            return cell(name) == nullptr ? std::string() : cell(name)->text;
        };
        Organisation organisation;
        if (cell("id") == nullptr) {
            out_.error(row.front().place, {"scenario.table.row_without_id"});
            return;
        }
        Node id;
        id.kind = Node::Kind::scalar;
        id.text = cell("id")->text;
        id.place = cell("id")->place;
        const auto name = read_name(id, out_);
        if (!name) return;
        organisation.id = *name;
        organisation.name = text("name");
        organisation.city = text("city");
        if (const auto* region = cell("region"))
            organisation.region = {region->text, region->place};
        organisation.latitude = number(cell("lat"), "lat", -90, 90);
        organisation.longitude = number(cell("lon"), "lon", -180, 180);
        organisation.members =
            static_cast<std::uint64_t>(number(cell("members"), "members", 0, 1e10).value_or(0));
        organisation.staff = number(cell("staff"), "staff", 0, 1e7).value_or(0);
        const auto its = templates_.find(template_name.text);
        if (its != templates_.end()) {
            for (const auto& [parameter, allowed] : its->second.parameters.allowed) {
                const auto* value = cell(parameter);
                if (value == nullptr) continue;
                set_parameter(organisation, parameter, value->text, value->place, allowed);
            }
        }
        add(std::move(organisation), template_name);
    }

    std::optional<double> number(const CsvTable::Cell* cell, std::string_view column, double low,
                                 double high) {
        if (cell == nullptr) return std::nullopt;
        char* end = nullptr;
        const double value = std::strtod(cell->text.c_str(), &end);
        if (*end == '\0' && std::isfinite(value) && value >= low && value <= high) return value;
        const bool has_comma = cell->text.find(',') != std::string::npos;
        out_.error(cell->place,
                   {"scenario.table.number",
                    {{"column", column},
                     {"low", fmt::format("{}", low)},
                     {"high", fmt::format("{}", high)},
                     {"value", cell->text}}},
                   has_comma ? Message{"scenario.table.comma"} : Message{});
        return std::nullopt;
    }

    void set_parameter(Organisation& organisation, const std::string& parameter,
                       const std::string& value, const Place& place,
                       const std::vector<std::string>& allowed) {
        if (std::find(allowed.begin(), allowed.end(), value) == allowed.end()) {
            out_.error(place,
                       {"scenario.word.unknown",
                        {{"key", parameter}, {"value", value}, {"known", allowed}}},
                       did_you_mean(value, allowed));
            return;
        }
        organisation.parameters[parameter] = value;
    }

    void apply(Organisation& organisation, Name& template_name, const Fields& fields) {
        if (fields.has("name")) organisation.name = fields.text("name");
        if (fields.has("city")) organisation.city = fields.text("city");
        if (const auto region = fields.name("region")) organisation.region = *region;
        if (const auto lat = fields.number("lat")) organisation.latitude = lat;
        if (const auto lon = fields.number("lon")) organisation.longitude = lon;
        if (const auto members = fields.whole("members")) organisation.members = *members;
        if (const auto staff = fields.number("staff")) organisation.staff = *staff;
        if (const auto name = fields.name("template")) template_name = *name;
        const Node* parameters = fields.node("parameters");
        if (parameters == nullptr) return;
        const auto its = templates_.find(template_name.text);
        if (its == templates_.end() || !parameters->is_map()) return;
        for (std::size_t i = 0; i < parameters->keys.size(); ++i) {
            const Node& key = parameters->keys[i];
            const auto allowed = its->second.parameters.allowed.find(key.text);
            if (allowed == its->second.parameters.allowed.end()) {
                out_.error(key.place,
                           {"scenario.parameter.unknown",
                            {{"template", template_name.text}, {"parameter", key.text}}});
                continue;
            }
            set_parameter(organisation, key.text, parameters->items[i].text,
                          parameters->items[i].place, allowed->second);
        }
    }

    void add_single(const Name& id, const Node& node) {
        Organisation organisation;
        organisation.id = id;
        Name template_name{"", node.place};
        const Fields fields(node, organisation_section(), out_);
        apply(organisation, template_name, fields);
        if (template_name.text.empty()) {
            out_.error(node.place, {"scenario.organisation.no_template", {{"name", id.text}}});
        }
        add(std::move(organisation), template_name);
    }

    void override_one(const Name& id, const Node& node) {
        const auto found = by_id_.find(id.text);
        if (found == by_id_.end()) {
            std::vector<std::string> known;
            for (const auto& [name, position] : by_id_) known.push_back(name);
            out_.error(id.place, {"scenario.organisation.no_override", {{"name", id.text}}},
                       did_you_mean(id.text, known));
            return;
        }
        const Fields fields(node, organisation_section(), out_);
        apply(result_[found->second], template_place_[found->second], fields);
    }

    void fill(Organisation& organisation, const Name& template_name) {
        if (organisation.name.empty()) organisation.name = organisation.id.text;
        if (organisation.region.text.empty()) {
            out_.error(organisation.id.place,
                       {"scenario.organisation.no_region", {{"name", organisation.id.text}}});
        }
        const auto its = templates_.find(template_name.text);
        if (its == templates_.end()) {
            if (template_name.text.empty()) return;
            std::vector<std::string> known;
            for (const auto& [name, unused] : templates_) known.push_back(name);
            out_.error(template_name.place,
                       {"scenario.template.unknown", {{"name", template_name.text}}},
                       did_you_mean(template_name.text, known));
            return;
        }
        organisation.template_name = template_name.text;
        auto values = its->second.parameters.values;
        for (const auto& [parameter, value] : organisation.parameters) values[parameter] = value;
        organisation.parameters = values;
        const Inside& inside = inside_of(its->second, values);
        organisation.host_groups = inside.host_groups;
        for (std::size_t g = 0; g < inside.host_groups.size(); ++g) {
            organisation.host_groups[g].count = inside.host_counts[g].of(organisation.staff);
        }
        organisation.links = inside.links;
        organisation.services = inside.services;
        organisation.crews = inside.crews;
        for (std::size_t c = 0; c < inside.crews.size(); ++c) {
            organisation.crews[c].people = inside.crew_sizes[c].of(organisation.staff);
        }
    }

    void check_size() {
        std::uint64_t hosts = 0;
        for (const Organisation& organisation : result_) {
            for (const HostGroup& group : organisation.host_groups) hosts += group.count;
            if (hosts > limits_.hosts) {
                out_.error(organisation.id.place,
                           {"scenario.federation.hosts", {{"most", limits_.hosts}}});
                return;
            }
        }
        if (result_.empty()) out_.error({}, {"scenario.federation.empty"});
    }
};

}  // namespace

std::vector<Organisation> bind_federation(const Node& tree, Files& files, const Limits& limits,
                                          Diagnostics& out) {
    return FederationBinder(files, limits, out).bind(tree);
}

}  // namespace kammerspiel::scenario
