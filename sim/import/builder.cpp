#include "sim/import/builder.hpp"

#include <map>
#include <set>

#include "kammerspiel/base/ensure.hpp"
#include "kammerspiel/scenario/keys.hpp"
#include "kammerspiel/scenario/limits.hpp"
#include "sim/import/ends.hpp"
#include "sim/import/links.hpp"
#include "sim/import/needs.hpp"
#include "sim/import/parts.hpp"
#include "sim/import/registry.hpp"
#include "sim/import/values.hpp"

namespace kammerspiel::inventories {
namespace {

class Builder {
   public:
    Builder(const Inventory& inventory, const InventoryWords& words, const ImportOptions& options,
            Diagnostics& out)
        : rows_(inventory.nodes),
          edges_(inventory.edges),
          words_(words),
          options_(options),
          out_(out) {
        result_.counts.left_out = inventory.left_out;
    }

    Imported build() {
        read_kinds();
        add_organisations();
        add_parts();
        add_edges();
        add_stand_ins();
        count();
        remarks_.report(out_);
        return std::move(result_);
    }

   private:
    const std::vector<Record>& rows_;
    const std::vector<Record>& edges_;
    const InventoryWords& words_;
    const ImportOptions& options_;
    Diagnostics& out_;
    Imported result_;
    Registry registry_{result_};
    Remarks remarks_;
    std::vector<std::optional<NodeKind>> kinds_;  ///< by row; absent: at fault
    std::size_t organisation_rows_ = 0;           ///< those that were taken over
    bool names_organisations_ = false;  ///< some row says whose it is, or is an organisation
    std::map<std::pair<std::size_t, std::string>, Place> first_;  ///< keys by whose they are
    std::uint64_t hosts_ = 0;
    std::vector<std::optional<std::uint64_t>> it_staff_;  ///< by organisation

    void leave_out(const Record& row, What what) {
        ++result_.counts.left_out;
        registry_.add_node(key_of(row), {.place = row.place, .what = what});
    }

    /// What was probably meant, as long as it is shown: searching takes time.
    Message suggestion(const std::string& word, const std::vector<std::string>& known) const {
        return out_.is_full() ? Message{} : did_you_mean(word, known);
    }

    void say(const std::vector<Note>& remarks) {
        for (const Note& remark : remarks) remarks_.add(remark.place, remark.message);
    }

    static std::string key_of(const Record& row) {
        const Cell* key = row.find(Column::key);
        return key != nullptr ? key->text : row.text(Column::id);
    }

    void read_kinds() {
        const auto assumed = options_.kind.empty() ? std::nullopt : words_.kind(options_.kind);
        Repeated missing;
        std::map<std::string, Repeated> unknown;
        for (const Record& row : rows_) {
            const Cell* kind = row.find(Column::kind);
            auto known = kind == nullptr ? std::nullopt : words_.kind(kind->text);
            if (known && known->is_guess) {
                remarks_.add(kind->place,
                             {"import.kind.guessed",
                              {{"kind", kind->text}, {"taken", in_word(known->kind)}}});
            } else if (!known && assumed) {
                remarks_.add(row.place_of(Column::kind),
                             {"import.kind.given", {{"taken", in_word(assumed->kind)}}});
                known = assumed;
            } else if (kind == nullptr) {
                missing.add(row.place_of(Column::kind));
            } else if (!known) {
                unknown[kind->text].add(kind->place);
            }
            kinds_.push_back(known ? std::optional(known->kind) : std::nullopt);
            names_organisations_ = names_organisations_ || row.find(Column::organisation) ||
                                   (known && known->kind.what == What::organisation);
        }
        if (missing.count > 0) {
            out_.error(missing.place, {"import.kind.missing", {{"count", missing.count}}});
        }
        for (const auto& [word, found] : unknown) {
            out_.error(found.place,
                       {"import.kind.unknown", {{"kind", word}, {"count", found.count}}},
                       suggestion(word, node_kind_words()));
        }
    }

    /// The same of several rows, said at the first of them.
    struct Repeated {
        Place place;
        std::size_t count = 0;
        void add(const Place& at) {
            if (count++ == 0) place = at;
        }
    };

    static std::string in_word(const NodeKind& kind) {
        if (kind.hosts) return std::string(kammerspiel::word_of(*kind.hosts));
        switch (kind.what) {
            case What::organisation: return "organisation";
            case What::service: return "service";
            case What::link: return "link";
            case What::internet: return "internet";
            case What::host_group: break;
        }
        return "host_group";
    }

    /// Says so if the row has no id, or one that another row of `owner` has.
    bool has_own_id(const Record& row, std::size_t owner) {
        const std::string key = key_of(row);
        if (key.empty()) {
            out_.error(row.place_of(Column::id), {"import.id.missing"});
            return false;
        }
        const auto [first, is_new] = first_.try_emplace({owner, key}, row.place);
        if (is_new) return true;
        out_.error(row.place_of(Column::id), {"import.id.twice", {{"id", key}}}, {},
                   {{first->second, {"scenario.first"}}});
        return false;
    }

    static const Cell& id_cell(const Record& row) {
        const Cell* id = row.find(Column::id);
        ensure(id != nullptr, "a row without id in {}", row.place.name());
        return *id;
    }

    // Organisations

    static constexpr std::size_t nobody = static_cast<std::size_t>(-1);

    void add_organisations() {
        for (std::size_t r = 0; r < rows_.size(); ++r) {
            if (kinds_[r] && kinds_[r]->what == What::organisation) add_organisation(rows_[r]);
        }
        organisation_rows_ = result_.organisations.size();
        // The names for people come after all ids, so that none hides an id.
        for (std::size_t o = 0; o < organisation_rows_; ++o) {
            registry_.also_called(result_.organisations[o].id.text, o);
        }
        for (std::size_t o = 0; o < organisation_rows_; ++o) {
            registry_.also_called(result_.organisations[o].name, o);
        }
    }

    void add_organisation(const Record& row) {
        const std::size_t errors = out_.errors();
        std::vector<Message> comments;
        std::vector<Note> remarks;
        const RowReport report{out_, remarks, comments};
        if (!has_own_id(row, nobody)) return leave_out(row, What::organisation);
        Organisation organisation = organisation_of(row, options_, report);
        constexpr double most_in_it = 1e6;
        const auto it_staff = whole_in(row, Column::it_staff, {0, most_in_it}, out_);
        if (out_.errors() > errors) return leave_out(row, What::organisation);
        const auto name = Registry::name_for(id_cell(row), registry_.organisation_names(), out_);
        if (!name) return leave_out(row, What::organisation);
        say(remarks);
        report_ignored(row, What::organisation, remarks_);
        organisation.id = *name;
        if (organisation.name.empty()) organisation.name = in_one_line(id_cell(row).text);
        const std::size_t number = add(std::move(organisation), std::move(comments), it_staff);
        registry_.also_called(key_of(row), number);
        registry_.add_node(key_of(row), {.place = row.place,
                                         .what = What::organisation,
                                         .is_taken = true,
                                         .organisation = number,
                                         .name = name->text});
    }

    std::size_t add(Organisation organisation, std::vector<Message> comments,
                    std::optional<std::uint64_t> it_staff) {
        organisation.template_name = organisation.id.text;
        const std::size_t number = registry_.add_organisation(std::move(organisation));
        registry_.comments(number, "") = std::move(comments);
        it_staff_.push_back(it_staff);
        return number;
    }

    /// An organisation of which the inventory says nothing but its name.
    std::optional<std::size_t> make_organisation(const Cell& cell) {
        std::vector<Message> comments;
        std::vector<Note> remarks;
        const auto name = Registry::name_for(cell, registry_.organisation_names(), out_);
        if (!name) return std::nullopt;
        Organisation organisation;
        organisation.id = *name;
        organisation.name = in_one_line(cell.text);
        organisation.region = region_without_row(cell.place, options_, {out_, remarks, comments});
        say(remarks);
        comments.push_back({"import.comment.organisation"});
        const std::size_t number = add(std::move(organisation), std::move(comments), std::nullopt);
        registry_.also_called(cell.text, number);
        registry_.also_called(name->text, number);
        return number;
    }

    /// Whose the row is.
    std::optional<std::size_t> owner_of(const Record& row) {
        const Cell* cell = row.find(Column::organisation);
        if (cell != nullptr) {
            if (const auto known = registry_.organisation_called(cell->text)) return known;
            const auto made = make_organisation(*cell);
            if (made) {
                out_.warning(cell->place, {"import.organisation.made", {{"name", cell->text}}});
            }
            return made;
        }
        if (organisation_rows_ == 1) {
            remarks_.add(row.place, {"import.organisation.only",
                                     {{"name", result_.organisations.front().id.text}}});
            return 0;
        }
        if (names_organisations_) {
            out_.error(row.place_of(Column::organisation), {"import.organisation.missing"});
            return std::nullopt;
        }
        const Cell own{"organisation", row.place};
        if (const auto known = registry_.organisation_called(own.text)) return known;
        out_.warning(row.place, {"import.organisation.none", {{"name", own.text}}});
        return make_organisation(own);
    }

    // What is inside

    void add_parts() {
        for (std::size_t r = 0; r < rows_.size(); ++r) {
            if (!kinds_[r]) {
                leave_out(rows_[r], What::host_group);
            } else if (kinds_[r]->what != What::organisation) {
                add_part(rows_[r], *kinds_[r]);
            }
        }
    }

    void add_part(const Record& row, const NodeKind& kind) {
        const std::size_t errors = out_.errors();
        std::vector<Message> comments;
        std::vector<Note> remarks;
        const RowReport report{out_, remarks, comments};
        if (kind.what == What::internet) return add_internet(row);
        HostGroup group;
        Service service;
        if (kind.what == What::host_group) group = host_group_of(row, kind, report);
        if (kind.what == What::service) service = service_of(row, report);
        if (kind.what == What::host_group) check_hosts(row, group.count);
        const auto owner = out_.errors() > errors ? std::nullopt : owner_of(row);
        if (!owner || !has_own_id(row, *owner)) return leave_out(row, kind.what);
        const auto name = Registry::name_for(id_cell(row), registry_.names_in(*owner), out_);
        if (!name) return leave_out(row, kind.what);
        say(remarks);
        report_ignored(row, kind.what, remarks_);
        hosts_ += kind.what == What::host_group ? group.count : 0;
        const std::string title = in_one_line(row.text(Column::name));
        if (kind.what != What::service) {
            add_comment(title.empty() ? id_cell(row).text : title, name->text, comments);
        }
        registry_.comments(*owner, name->text) = std::move(comments);
        Organisation& its = result_.organisations[*owner];
        Node node{row.place, kind.what, true, *owner, 0, name->text};
        if (kind.what == What::host_group) {
            group.name = *name;
            node.part = its.host_groups.size();
            its.host_groups.push_back(std::move(group));
        } else if (kind.what == What::service) {
            service.name = *name;
            const std::string shown = title.empty() ? in_one_line(id_cell(row).text) : title;
            service.title = {shown, shown};
            node.part = its.services.size();
            its.services.push_back(std::move(service));
        } else {
            node.part = its.links.size();
            node.end = row.find(Column::to);
            its.links.push_back({.name = *name});
        }
        const std::size_t number = registry_.add_node(key_of(row), std::move(node));
        registry_.also_named(in_one_line(row.text(Column::name)), number);
        registry_.also_named(in_one_line(row.text(Column::id)), number);
    }

    void add_internet(const Record& row) {
        if (!has_own_id(row, nobody)) return leave_out(row, What::internet);
        report_ignored(row, What::internet, remarks_);
        registry_.add_node(key_of(row),
                           {.place = row.place, .what = What::internet, .is_taken = true});
    }

    void check_hosts(const Record& row, std::uint32_t count) {
        // Services that need nothing get a host each.
        const std::uint64_t most = scenario::Limits{}.hosts - rows_.size();
        if (hosts_ + count <= most) return;
        out_.error(row.place_of(Column::count),
                   {"scenario.federation.hosts", {{"most", scenario::Limits{}.hosts}}});
    }

    // Edges

    /// What is no word for a type is taken for the usual one, which is said.
    std::vector<EdgeType> types() {
        std::vector<EdgeType> all;
        for (const Record& row : edges_) {
            const Cell* cell = row.find(Column::type);
            const auto known = cell == nullptr ? EdgeType::needs : words_.type(cell->text);
            if (!known) remarks_.add(cell->place, {"import.type.assumed", {{"type", cell->text}}});
            all.push_back(known.value_or(EdgeType::needs));
        }
        return all;
    }

    bool is_network(std::size_t n) const {
        const Node& node = registry_.node(n);
        if (node.what != What::host_group) return false;
        return result_.organisations[node.organisation].host_groups[node.part].kind ==
               HostKind::network;
    }

    /// Within an organisation there are no links: what is connected to network hosts needs them;
    /// of others the first one needs the second, which is said.
    void settle_connections(std::vector<EdgeType>& types) {
        Diagnostics silent;
        const EndFinder ends(registry_, silent);
        for (std::size_t e = 0; e < edges_.size(); ++e) {
            const Cell* from_cell = edges_[e].find(Column::from);
            const Cell* to_cell = edges_[e].find(Column::to);
            if (types[e] != EdgeType::link || from_cell == nullptr || to_cell == nullptr) continue;
            const auto from = ends.find(*from_cell, true, {});
            const auto to = ends.find(*to_cell, true, {});
            const bool are_parts = from && to && from->kind == End::Kind::part &&
                                   to->kind == End::Kind::part &&
                                   from->organisation == to->organisation;
            if (!are_parts || registry_.node(from->node).what == What::link ||
                registry_.node(to->node).what == What::link) {
                continue;
            }
            const bool is_from = is_network(from->node);
            const bool is_to = is_network(to->node);
            types[e] = is_from && !is_to ? EdgeType::needed_by : EdgeType::needs;
            if (is_from == is_to) {
                remarks_.add(edges_[e].place, {"import.link.inside"});
            }
        }
    }

    void add_edges() {
        auto types = this->types();
        settle_connections(types);
        EndFinder ends(registry_, out_);
        LinkBuilder links(registry_, ends, remarks_, out_);
        result_.counts.left_out += links.read_rows();
        // Needs may run over links that edges make.
        for (std::size_t e = 0; e < edges_.size(); ++e) {
            if (types[e] == EdgeType::link && !links.add(edges_[e])) ++result_.counts.left_out;
        }
        result_.counts.left_out += links.complete();
        NeedBuilder needs(registry_, ends, links, remarks_, out_);
        for (std::size_t e = 0; e < edges_.size(); ++e) {
            if (types[e] == EdgeType::link) continue;
            if (!needs.add(edges_[e], types[e])) ++result_.counts.left_out;
        }
        result_.counts.needs = needs.count();
        needs.complete();
        links.remove_dropped();
        ends.report();
    }

    // What the inventory left open

    void add_stand_ins() {
        for (std::size_t o = 0; o < result_.organisations.size(); ++o) {
            Organisation& organisation = result_.organisations[o];
            for (Service& service : organisation.services) {
                if (service.needs.children.empty()) add_host_of(o, service);
            }
            const auto it_staff = it_staff_[o];
            if (organisation.host_groups.empty() || it_staff == 0U) continue;
            organisation.crews.push_back(crew_of(organisation, it_staff));
            if (it_staff) continue;
            remarks_.add(organisation.id.place, {"import.assumed.crew"});
            registry_.comments(o, "/crews").push_back({"import.comment.crew"});
        }
    }

    /// A service needs something: the loader wants it, and what needs nothing never fails.
    void add_host_of(std::size_t o, Service& service) {
        Organisation& organisation = result_.organisations[o];
        const Cell wanted{mended_name(service.name.text.substr(0, 80) + "-hosts"),
                          service.name.place};
        Diagnostics silent;
        const auto name = Registry::name_for(wanted, registry_.names_in(o), silent);
        ensure(name.has_value(), "'{}' is a name", wanted.text);
        HostGroup group;
        group.name = *name;
        group.zone = {"servers", service.name.place};
        organisation.host_groups.push_back(std::move(group));
        Need need;
        need.op = Need::Op::reference;
        need.of = *name;
        service.needs.children.push_back(std::move(need));
        remarks_.add(service.name.place, {"import.assumed.hosts"});
        registry_.comments(o, name->text).push_back({"import.comment.hosts"});
    }

    void count() {
        ImportCounts& counts = result_.counts;
        counts.organisations = result_.organisations.size();
        counts.hosts = 0;
        for (const Organisation& organisation : result_.organisations) {
            counts.host_groups += organisation.host_groups.size();
            for (const HostGroup& group : organisation.host_groups) counts.hosts += group.count;
            counts.services += organisation.services.size();
            counts.links += organisation.links.size();
        }
    }
};

}  // namespace

Imported build(const Inventory& inventory, const InventoryWords& words,
               const ImportOptions& options, Diagnostics& out) {
    return Builder(inventory, words, options, out).build();
}

}  // namespace kammerspiel::inventories
