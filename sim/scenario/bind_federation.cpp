#include "sim/scenario/bind.hpp"

#include "kammerspiel/base/suggest.hpp"
#include "sim/scenario/organisation_table.hpp"
#include "sim/scenario/templates.hpp"

namespace kammerspiel::scenario {
namespace {

class FederationBinder {
   public:
    FederationBinder(const Documents& documents, const Limits& limits, Diagnostics& out)
        : documents_(documents), limits_(limits), out_(out), templates_(limits, out) {}

    BoundFederation bind(const Node& tree) {
        const Fields fields(tree, federation_section(), out_);
        for (const auto& [name, node] : fields.map("templates")) templates_.add(name, *node);
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
        for (std::size_t i = 0; i < result_.size() && !templates_.are_too_large(); ++i) {
            fill(result_[i], unfilled_[i]);
        }
        check_size(organisations->place);
        auto unused = templates_.examples();
        return {std::move(result_), std::move(unused), is_complete_ && !templates_.are_too_large()};
    }

   private:
    const Documents& documents_;
    const Limits& limits_;
    Diagnostics& out_;
    Templates templates_;
    std::vector<Organisation> result_;
    std::vector<Unfilled> unfilled_;  ///< by organisation
    std::map<std::string, std::size_t> by_id_;
    bool is_complete_ = true;

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
        if (read == nullptr) {
            // Its organisations are missing, which is one mistake.
            is_complete_ = false;
            return;
        }
        if (!read->is_whole) is_complete_ = false;
        const CsvTable& table = read->csv;
        const Template* its = template_name ? templates_.find(template_name->text) : nullptr;
        const OrganisationTable organisations(table, template_name, its, out_);
        if (table.heading.empty() || !organisations.check_columns()) return;
        for (const auto& row : table.rows) {
            auto described = organisations.read(row);
            if (described) add(std::move(described->organisation), std::move(described->unfilled));
        }
    }

    void apply(Organisation& organisation, Unfilled& unfilled, const Fields& fields) {
        fields.read("key", organisation.key);
        if (fields.has("name")) organisation.name = fields.text("name");
        if (fields.has("city")) organisation.city = fields.text("city");
        if (const auto region = fields.name("region")) organisation.region = *region;
        if (const auto lat = fields.number("lat")) organisation.latitude = lat;
        if (const auto lon = fields.number("lon")) organisation.longitude = lon;
        if (const auto members = fields.whole("members")) organisation.members = *members;
        if (const auto staff = fields.number("staff")) organisation.staff = *staff;
        if (const auto name = fields.name("template")) unfilled.template_name = *name;
        for (auto& one : fields.factors("capacities")) unfilled.capacities.push_back(one);
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
                       close_or_known(id.text, known));
            return;
        }
        const Fields fields(node, organisation_section(), out_);
        apply(result_[found->second], unfilled_[found->second], fields);
    }

    void fill(Organisation& organisation, const Unfilled& unfilled) {
        if (organisation.name.empty()) organisation.name = organisation.id.text;
        if (organisation.region.text.empty()) {
            out_.error(organisation.id.place,
                       {"scenario.organisation.no_region", {{"name", organisation.id.text}}});
        }
        if (!templates_.fill(organisation, unfilled)) is_complete_ = false;
    }

    void check_size(const Place& place) {
        std::uint64_t hosts = 0;
        std::uint64_t most = 0;
        const Organisation* largest = nullptr;
        for (const Organisation& organisation : result_) {
            std::uint64_t own = 0;
            for (const HostGroup& group : organisation.host_groups) own += group.count;
            if (own > most) largest = &organisation;
            most = std::max(most, own);
            hosts += own;
            if (hosts > limits_.hosts) {
                out_.error(organisation.id.place,
                           {"scenario.federation.hosts", {{"most", limits_.hosts}}});
                return;
            }
        }
        // More often one figure with a zero too many than a federation of that size.
        constexpr std::uint64_t many = 300'000;
        if (hosts > many && largest != nullptr) {
            out_.warning(largest->id.place, {"scenario.federation.many_hosts",
                                             {{"count", static_cast<std::int64_t>(hosts)},
                                              {"organisation", largest->id.text},
                                              {"most", static_cast<std::int64_t>(most)}}});
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
