#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <set>

#include "sim/scenario/bind.hpp"
#include "sim/scenario/number.hpp"

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
    std::size_t parts = 0;  ///< what a copy of it costs, in things of about the same size
};

// NOLINTNEXTLINE(misc-no-recursion): the depth is limited when the file is read
std::size_t parts_of(const Need& need) {
    std::size_t parts = 1;
    for (const Need& child : need.children) parts += parts_of(child);
    return parts;
}

std::size_t parts_of(const std::optional<Need>& need) { return need ? parts_of(*need) : 0; }

std::size_t parts_of(const Inside& inside) {
    std::size_t parts = inside.crews.size();
    for (const HostGroup& g : inside.host_groups) parts += 1 + g.tags.size() + parts_of(g.needs);
    for (const Link& l : inside.links) parts += 1 + parts_of(l.needs);
    for (const Service& s : inside.services) {
        parts += 1 + s.starts_without.size() + parts_of(s.needs);
    }
    return parts;
}

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
    if (service.up_from <= Share{0.0}) {
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
    const auto kind = wanted.word("kind");
    read.kind = static_cast<DemandKind>(kind.value_or(0));
    read.patience = wanted.duration("patience").value_or(Duration::zero());
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
        if (!f.has("interval") && (read.offline || !read.reachable_from.empty())) {
            out.warning(name.place, {"scenario.group.no_interval", {{"name", name.text}}});
        }
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
    inside.parts = parts_of(inside);
    return inside;
}

/// A template: its text, and its insides for the choices of parameters met so far.
struct Template {
    Name name;
    const Node* node = nullptr;
    Parameters parameters;  ///< defaults
    std::map<std::map<std::string, std::string>, Inside> insides;
    bool is_used = false;
};

/// A parameter of a template as an organisation sets it.
struct Setting {
    Name parameter;
    Name value;
    bool is_from_table = false;
};

/// What stands behind an organisation until all that is written of it is known.
struct Unfilled {
    Name template_name;
    std::vector<Setting> settings;  ///< later ones prevail
};

constexpr std::array<std::string_view, 8> columns{"id",  "name", "city",    "region",
                                                  "lat", "lon",  "members", "staff"};

bool is_column(std::string_view word) {
    return std::find(columns.begin(), columns.end(), word) != columns.end();
}

Node as_node(const CsvTable::Cell& cell) {
    Node node;
    node.kind = Node::Kind::scalar;
    node.text = cell.text;
    node.place = cell.place;
    return node;
}

class FederationBinder {
   public:
    FederationBinder(const Documents& documents, const Limits& limits, Diagnostics& out)
        : documents_(documents), limits_(limits), out_(out) {}

    BoundFederation bind(const Node& tree) {
        const Fields fields(tree, federation_section(), out_);
        for (const auto& [name, node] : fields.map("templates")) add_template(name, *node);
        const Node* organisations = fields.node("organisations");
        if (organisations == nullptr) return {};
        const Section& section = *federation_section().find("organisations")->section;
        const Fields parts(*organisations, section, out_);
        if (!organisations->is_map()) return {};
        if (parts.has("from")) {
            add_table(parts);
        } else {
            (void)parts.name("template");  // said to be wrong even where it decides nothing
        }
        for (const auto& [name, node] : parts.map("also")) add_single(name, *node);
        for (const auto& [name, node] : parts.map("override")) override_one(name, *node);
        for (std::size_t i = 0; i < result_.size() && !is_too_large_; ++i) {
            fill(result_[i], unfilled_[i]);
        }
        check_size(organisations->place);
        auto unused = examples();
        return {std::move(result_), std::move(unused), is_complete_ && !is_too_large_};
    }

   private:
    const Documents& documents_;
    const Limits& limits_;
    Diagnostics& out_;
    std::map<std::string, Template> templates_;
    std::vector<Organisation> result_;
    std::vector<Unfilled> unfilled_;  ///< by organisation
    std::map<std::string, std::size_t> by_id_;
    std::size_t parts_ = 0;
    bool is_too_large_ = false;
    bool is_complete_ = true;

    void add_template(const Name& name, const Node& node) {
        if (templates_.contains(name.text)) return;  // reported when the file was read
        Template added;
        added.name = name;
        added.node = &node;
        if (const Node* parameters = node.find("parameters")) {
            added.parameters = read_parameters(*parameters);
        }
        templates_[name.text] = std::move(added);
        // Read once with its defaults, so that the faults of a template that nobody uses show too.
        Template& kept = templates_[name.text];
        (void)inside_of(kept, kept.parameters.values);
    }

    Parameters read_parameters(const Node& node) {
        Parameters parameters;
        if (!node.is_map()) {
            out_.error(node.place, {"scenario.map.wanted",
                                    {{"key", "parameters"}, {"found", kind_in_words(node)}}});
        }
        for (std::size_t i = 0; i < node.keys.size(); ++i) {
            const auto name = read_name(node.keys[i], out_);
            const Node& words = node.items[i];
            const bool are_words = words.is_list() && !words.items.empty() &&
                                   std::all_of(words.items.begin(), words.items.end(),
                                               [](const Node& word) { return word.is_scalar(); });
            if (!are_words) out_.error(words.place, {"scenario.parameter.list"});
            if (name && is_column(name->text)) {
                out_.error(name->place, {"scenario.parameter.column", {{"name", name->text}}});
            }
            if (!name || !are_words) continue;
            std::vector<std::string>& allowed = parameters.allowed[name->text];
            for (const Node& word : words.items) allowed.push_back(word.text);
            parameters.values[name->text] = allowed.front();
        }
        return parameters;
    }

    const Inside& inside_of(Template& from, const std::map<std::string, std::string>& values) {
        const auto known = from.insides.find(values);
        if (known != from.insides.end()) return known->second;
        const Parameters parameters{values, from.parameters.allowed};
        Inside& inside = from.insides[values];
        inside = read_inside(*from.node, parameters, out_);
        count(inside, from.name.place);
        return inside;
    }

    void count(const Inside& inside, const Place& place) {
        parts_ += inside.parts;
        if (parts_ <= limits_.parts || is_too_large_) return;
        is_too_large_ = true;
        out_.error(place, {"scenario.federation.parts", {{"most", limits_.parts}}});
    }

    /// Templates as they read for choices that no organisation makes: their references are checked
    /// as well, so that a mistake does not wait for the first who makes it.
    std::vector<Organisation> examples() {
        std::vector<Organisation> all;
        for (auto& [name, from] : templates_) {
            if (!from.is_used) {
                out_.warning(from.name.place, {"scenario.template.unused", {{"name", name}}});
            }
            add_example(from, from.parameters.values, all);
            for (const auto& [parameter, allowed] : from.parameters.allowed) {
                for (const std::string& value : allowed) {
                    auto values = from.parameters.values;
                    values[parameter] = value;
                    add_example(from, values, all);
                }
            }
        }
        return all;
    }

    void add_example(Template& from, const std::map<std::string, std::string>& values,
                     std::vector<Organisation>& all) {
        if (is_too_large_) return;
        const Inside& inside = inside_of(from, values);
        Organisation example;
        example.template_name = from.name.text;
        example.parameters = values;
        example.host_groups = inside.host_groups;
        example.links = inside.links;
        example.services = inside.services;
        count(inside, from.name.place);
        all.push_back(std::move(example));
    }

    bool is_new(const Name& id) {
        const auto [at, added] = by_id_.try_emplace(id.text, result_.size());
        if (added) return true;
        out_.error(id.place, {"scenario.organisation.twice", {{"name", id.text}}}, {},
                   {{result_[at->second].id.place, {"scenario.first"}}});
        return false;
    }

    void add(Organisation organisation, Unfilled unfilled) {
        if (!is_new(organisation.id)) return;
        result_.push_back(std::move(organisation));
        unfilled_.push_back(std::move(unfilled));
    }

    void add_table(const Fields& parts) {
        const std::size_t errors = out_.errors();
        read_table(parts);
        if (out_.errors() > errors) is_complete_ = false;
    }

    void read_table(const Fields& parts) {
        const Node* from = parts.scalar("from");
        if (from == nullptr) return;
        const Documents::Table* read = documents_.tables.find(*from);
        const auto template_name = parts.name("template");
        if (!template_name) {
            if (!parts.has("template")) out_.error(from->place, {"scenario.table.template"});
        }
        if (read == nullptr) return;
        if (!read->is_whole) is_complete_ = false;
        const CsvTable& table = read->csv;
        if (table.heading.empty() || !check_columns(table, template_name)) return;
        for (const auto& row : table.rows) {
            add_row(table, row, template_name.value_or(Name{}));
        }
    }

    /// Tables may have columns for people's eyes; what looks like a slip of the pen is reported.
    bool check_columns(const CsvTable& table, const std::optional<Name>& template_name) {
        std::vector<std::string> absent;
        const auto note_absence = [&](std::string_view column) {
            if (!table.column(column)) absent.emplace_back(column);
        };
        std::for_each(columns.begin(), columns.end(), note_absence);
        const auto its = template_name ? templates_.find(template_name->text) : templates_.end();
        if (its != templates_.end()) {
            for (const auto& [name, words] : its->second.parameters.allowed) note_absence(name);
        }
        for (const CsvTable::Cell& cell : table.heading) {
            const bool is_known =
                is_column(cell.text) ||
                (its != templates_.end() && its->second.parameters.allowed.contains(cell.text));
            const Message close = is_known ? Message{} : did_you_mean(cell.text, absent);
            if (close.empty()) continue;
            out_.error(cell.place, {"scenario.table.column", {{"column", cell.text}}}, close);
        }
        const Place& heading = table.heading.front().place;
        for (const char* column : {"id", "region"}) {
            if (table.column(column)) continue;
            out_.error(heading, {"scenario.table.lacks", {{"column", column}}});
        }
        for (const char* column : {"members", "staff"}) {
            if (table.column(column)) continue;
            out_.warning(heading, {"scenario.table.all_zero", {{"column", column}}});
        }
        return table.column("id") && table.column("region");
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
        const auto name = read_name(as_node(*cell("id")), out_);
        if (!name) return;
        organisation.id = *name;
        organisation.name = text("name");
        organisation.city = text("city");
        if (const auto* region = cell("region")) {
            organisation.region = read_name(as_node(*region), out_).value_or(unreadable(*region));
        }
        organisation.latitude = number(cell("lat"), "lat", -90, 90);
        organisation.longitude = number(cell("lon"), "lon", -180, 180);
        organisation.members =
            static_cast<std::uint64_t>(number(cell("members"), "members", 0, 1e10).value_or(0));
        if (const auto* members = cell("members")) check_whole(*members);
        organisation.staff = number(cell("staff"), "staff", 0, 1e7).value_or(0);
        Unfilled unfilled{template_name, {}};
        const auto its = templates_.find(template_name.text);
        if (its != templates_.end()) {
            for (const auto& [parameter, allowed] : its->second.parameters.allowed) {
                const auto* value = cell(parameter);
                if (value == nullptr) continue;
                unfilled.settings.push_back(
                    {{parameter, value->place}, {value->text, value->place}, true});
            }
        }
        add(std::move(organisation), std::move(unfilled));
    }

    /// Stands for a name that was refused, so that its absence is not reported as well.
    static Name unreadable(const CsvTable::Cell& cell) { return {"?", cell.place}; }

    void check_whole(const CsvTable::Cell& cell) {
        const auto value = parse_number(cell.text);
        if (!value || std::floor(*value) == *value) return;
        out_.error(cell.place, {"scenario.table.whole", {{"value", cell.text}}});
    }

    std::optional<double> number(const CsvTable::Cell* cell, std::string_view column, double low,
                                 double high) {
        if (cell == nullptr) return std::nullopt;
        const auto value = parse_number(cell->text);
        if (value && *value >= low && *value <= high) return value;
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

    /// The template is known now: its parameters, and what the organisation sets of them.
    void set_parameters(Organisation& organisation, const Template& its, const Unfilled& unfilled) {
        organisation.parameters = its.parameters.values;
        for (const auto& [parameter, value, is_from_table] : unfilled.settings) {
            const auto known = its.parameters.allowed.find(parameter.text);
            if (known == its.parameters.allowed.end()) {
                // Columns are those of the table's template; others have other parameters.
                if (is_from_table) continue;
                std::vector<std::string> names;
                for (const auto& [name, words] : its.parameters.allowed) names.push_back(name);
                out_.error(parameter.place,
                           {"scenario.parameter.unknown",
                            {{"template", its.name.text}, {"parameter", parameter.text}}},
                           did_you_mean(parameter.text, names));
                continue;
            }
            const auto& allowed = known->second;
            if (std::find(allowed.begin(), allowed.end(), value.text) != allowed.end()) {
                organisation.parameters[parameter.text] = value.text;
                continue;
            }
            out_.error(value.place,
                       {"scenario.word.unknown",
                        {{"key", parameter.text}, {"value", value.text}, {"known", allowed}}},
                       did_you_mean(value.text, allowed));
        }
    }

    void apply(Organisation& organisation, Unfilled& unfilled, const Fields& fields) {
        if (fields.has("name")) organisation.name = fields.text("name");
        if (fields.has("city")) organisation.city = fields.text("city");
        if (const auto region = fields.name("region")) organisation.region = *region;
        if (const auto lat = fields.number("lat")) organisation.latitude = lat;
        if (const auto lon = fields.number("lon")) organisation.longitude = lon;
        if (const auto members = fields.whole("members")) organisation.members = *members;
        if (const auto staff = fields.number("staff")) organisation.staff = *staff;
        if (const auto name = fields.name("template")) unfilled.template_name = *name;
        for (const auto& [parameter, value] : fields.map("parameters")) {
            if (value->is_scalar()) {
                unfilled.settings.push_back({parameter, {value->text, value->place}, false});
            } else {
                out_.error(value->place,
                           {"scenario.value.wanted",
                            {{"key", parameter.text}, {"found", kind_in_words(*value)}}});
            }
        }
    }

    void add_single(const Name& id, const Node& node) {
        Organisation organisation;
        organisation.id = id;
        Unfilled unfilled;
        const Fields fields(node, organisation_section(), out_);
        apply(organisation, unfilled, fields);
        if (node.is_map() && !fields.has("template")) {
            out_.error(id.place, {"scenario.organisation.no_template", {{"name", id.text}}});
        }
        if (!node.is_map() || (fields.has("region") && organisation.region.text.empty())) {
            organisation.region = {"?", id.place};  // what is wrong with it is said
        }
        add(std::move(organisation), std::move(unfilled));
    }

    void override_one(const Name& id, const Node& node) {
        const auto found = by_id_.find(id.text);
        if (found == by_id_.end()) {
            std::vector<std::string> known;
            if (!out_.is_full()) {
                for (const auto& [name, position] : by_id_) known.push_back(name);
            }
            out_.error(id.place, {"scenario.organisation.no_override", {{"name", id.text}}},
                       did_you_mean(id.text, known));
            return;
        }
        const Fields fields(node, organisation_section(), out_);
        apply(result_[found->second], unfilled_[found->second], fields);
    }

    void fill(Organisation& organisation, const Unfilled& unfilled) {
        const Name& template_name = unfilled.template_name;
        if (organisation.name.empty()) organisation.name = organisation.id.text;
        if (organisation.region.text.empty()) {
            out_.error(organisation.id.place,
                       {"scenario.organisation.no_region", {{"name", organisation.id.text}}});
        }
        const auto its = templates_.find(template_name.text);
        if (its == templates_.end()) {
            is_complete_ = false;
            if (template_name.text.empty()) return;
            std::vector<std::string> known;
            for (const auto& [name, unused] : templates_) known.push_back(name);
            out_.error(template_name.place,
                       {"scenario.template.unknown", {{"name", template_name.text}}},
                       did_you_mean(template_name.text, known));
            return;
        }
        organisation.template_name = template_name.text;
        set_parameters(organisation, its->second, unfilled);
        its->second.is_used = true;
        const Inside& inside = inside_of(its->second, organisation.parameters);
        count(inside, organisation.id.place);
        if (is_too_large_) return;
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

    void check_size(const Place& place) {
        std::uint64_t hosts = 0;
        for (const Organisation& organisation : result_) {
            for (const HostGroup& group : organisation.host_groups) hosts += group.count;
            if (hosts > limits_.hosts) {
                out_.error(organisation.id.place,
                           {"scenario.federation.hosts", {{"most", limits_.hosts}}});
                return;
            }
        }
        if (result_.empty() && !out_.has_errors()) out_.error(place, {"scenario.federation.empty"});
    }
};

}  // namespace

BoundFederation bind_federation(const Node& tree, const Documents& documents, const Limits& limits,
                                Diagnostics& out) {
    return FederationBinder(documents, limits, out).bind(tree);
}

}  // namespace kammerspiel::scenario
