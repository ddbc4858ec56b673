#include "sim/import/links.hpp"

#include <fmt/format.h>

namespace kammerspiel::inventories {

LinkBuilder::LinkBuilder(Registry& registry, const EndFinder& ends, Remarks& remarks,
                         Diagnostics& out)
    : registry_(registry), ends_(ends), remarks_(remarks), out_(out) {}

std::optional<Name> LinkBuilder::name_of_end(const End& to, const Place& place) const {
    if (to.kind == End::Kind::internet) return std::nullopt;
    return Name{registry_.imported().organisations[to.organisation].id.text, place};
}

bool LinkBuilder::leads_out(const End& from, const End& to, const Cell& cell) const {
    const bool is_out = to.kind == End::Kind::internet || from.organisation != to.organisation;
    if (!is_out) {
        const Organisation& own = registry_.imported().organisations[from.organisation];
        out_.error(cell.place, {"import.link.itself", {{"name", own.id.text}}});
    }
    return is_out;
}

bool LinkBuilder::set_end(std::size_t n, const End& to, const Place& place) {
    const Node& node = registry_.node(n);
    Link& link = registry_.imported().organisations[node.organisation].links[node.part];
    const auto end = name_of_end(to, place);
    if (!have_end_.insert(n).second) {
        if (link.to == end) return true;  // said twice
        out_.error(place, {"import.link.two_ends", {{"name", node.name}}}, {},
                   {{node.place, {"scenario.first"}}});
        return false;
    }
    link.to = end;
    return true;
}

bool LinkBuilder::add(const Record& row) {
    const Cell* from_cell = row.find(Column::from);
    const Cell* to_cell = row.find(Column::to);
    if (from_cell == nullptr || to_cell == nullptr) {
        const Column empty = from_cell == nullptr ? Column::from : Column::to;
        out_.error(row.place_of(empty), {"import.edge.no_end", {{"column", word_of(empty)}}});
        return false;
    }
    const auto from = ends_.find(*from_cell, true, {});
    const auto to = ends_.find(*to_cell, true, {});
    if (!from || !to) return false;
    if (from->kind == End::Kind::internet) {
        out_.error(from_cell->place, {"import.link.from_internet"});
        return false;
    }
    if (!leads_out(*from, *to, *to_cell)) return false;
    report_ignored(row);
    const bool is_link =
        from->kind == End::Kind::part && registry_.node(from->node).what == What::link;
    return is_link ? set_end(from->node, *to, to_cell->place) : make(row, *from, *to);
}

bool LinkBuilder::make(const Record& row, const End& from, const End& to) {
    const bool is_part = from.kind == End::Kind::part;
    if (is_part && registry_.node(from.node).what == What::service) {
        out_.error(row.place_of(Column::from),
                   {"import.link.from_service", {{"name", row.text(Column::from)}}});
        return false;
    }
    const auto end = name_of_end(to, row.place_of(Column::to));
    const Cell* own = row.find(Column::name);
    const std::string what =
        fmt::format("{}|{}|{}", end ? end->text : "", is_part ? registry_.node(from.node).name : "",
                    row.text(Column::name));
    const auto [first, is_new] = made_.try_emplace({from.organisation, what}, row.place);
    if (!is_new) {
        out_.error(row.place_of(Column::from), {"import.edge.twice"}, {},
                   {{first->second, {"scenario.first"}}});
        return false;
    }
    constexpr std::size_t room = 90;
    const std::string usual = end ? "link-" + end->text.substr(0, room) : "uplink";
    const Cell named = own != nullptr ? *own : Cell{usual, row.place_of(Column::from)};
    UniqueNames& names = registry_.names_in(from.organisation);
    Link link;
    if (own != nullptr) {
        const auto name = Registry::name_for(named, names, out_);
        if (!name) return false;
        link.name = *name;
        called_.try_emplace({from.organisation, own->text}, link.name.text);
    } else {
        link.name = {names.take(usual), named.place};
    }
    called_.try_emplace({from.organisation, link.name.text}, link.name.text);
    link.to = end;
    if (is_part) {
        Need need;
        need.op = Need::Op::reference;
        need.of = {registry_.node(from.node).name, row.place_of(Column::from)};
        link.needs = Need{.op = Need::Op::all_of, .children = {std::move(need)}};
    }
    registry_.imported().organisations[from.organisation].links.push_back(std::move(link));
    return true;
}

void LinkBuilder::report_ignored(const Record& row) const {
    for (const Column column :
         {Column::enough, Column::floor, Column::grace, Column::over, Column::any_of,
          Column::to_start, Column::within, Column::weight, Column::starts_without}) {
        const Cell* cell = row.find(column);
        if (cell == nullptr) continue;
        remarks_.add(cell->place,
                     {"import.column.ignored",
                      {{"column", word_of(column)}, {"what", Message{"import.what.link"}}}});
    }
}

std::size_t LinkBuilder::read_rows() {
    std::size_t left_out = 0;
    for (std::size_t n = 0; n < registry_.nodes(); ++n) {
        const Node& node = registry_.node(n);
        if (node.what != What::link || !node.is_taken || node.end == nullptr) continue;
        const auto to = ends_.find(*node.end, true, {});
        const End from{End::Kind::part, node.organisation, n};
        if (to && leads_out(from, *to, *node.end) && set_end(n, *to, node.end->place)) continue;
        drop(n);
        ++left_out;
    }
    return left_out;
}

void LinkBuilder::drop(std::size_t n) {
    const Node& node = registry_.node(n);
    dropped_.insert({node.organisation, node.name});
    registry_.drop(n);
}

std::size_t LinkBuilder::complete() {
    std::size_t left_out = 0;
    for (std::size_t n = 0; n < registry_.nodes(); ++n) {
        const Node& node = registry_.node(n);
        if (node.what != What::link || !node.is_taken || have_end_.contains(n)) continue;
        out_.error(node.place, {"import.link.no_end", {{"name", node.name}}});
        drop(n);
        ++left_out;
    }
    const auto& organisations = registry_.imported().organisations;
    for (std::size_t o = 0; o < organisations.size(); ++o) {
        for (const Link& link : organisations[o].links) {
            if (!dropped_.contains({o, link.name.text})) {
                called_.try_emplace({o, link.name.text}, link.name.text);
            }
        }
    }
    return left_out;
}

std::optional<Name> LinkBuilder::called(const Cell& cell, std::size_t owner) const {
    const Organisation& organisation = registry_.imported().organisations[owner];
    if (const auto part = registry_.part_called(owner, cell.text)) {
        const Node& node = registry_.node(*part);
        if (node.what == What::link) return Name{node.name, cell.place};
    }
    const auto made = called_.find({owner, cell.text});
    if (made != called_.end()) return Name{made->second, cell.place};
    std::vector<std::string> own;
    if (!out_.is_full()) {
        for (const Link& link : organisation.links) own.push_back(link.name.text);
    }
    out_.error(cell.place,
               {"import.edge.over", {{"organisation", organisation.id.text}, {"link", cell.text}}},
               did_you_mean(cell.text, own));
    return std::nullopt;
}

void LinkBuilder::remove_dropped() {
    auto& organisations = registry_.imported().organisations;
    for (std::size_t o = 0; o < organisations.size(); ++o) {
        std::erase_if(organisations[o].links, [&](const Link& link) {
            return dropped_.contains({o, link.name.text});
        });
    }
}

}  // namespace kammerspiel::inventories
