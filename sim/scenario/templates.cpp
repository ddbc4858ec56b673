#include "sim/scenario/templates.hpp"

#include "kammerspiel/base/suggest.hpp"

#include <algorithm>

#include "sim/scenario/organisation_table.hpp"

namespace kammerspiel::scenario {

void Templates::add(const Name& name, const Node& node) {
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

const Template* Templates::find(const std::string& name) const {
    const auto found = templates_.find(name);
    return found == templates_.end() ? nullptr : &found->second;
}

Parameters Templates::read_parameters(const Node& node) {
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

const Inside& Templates::inside_of(Template& from,
                                   const std::map<std::string, std::string>& values) {
    const auto known = from.insides.find(values);
    if (known != from.insides.end()) return known->second;
    const Parameters parameters{values, from.parameters.allowed};
    Inside& inside = from.insides[values];
    inside = read_inside(*from.node, parameters, out_);
    count(inside, from.name.place);
    return inside;
}

void Templates::count(const Inside& inside, const Place& place) {
    parts_ += inside.parts;
    if (parts_ <= limits_.parts || is_too_large_) return;
    is_too_large_ = true;
    out_.error(place, {"scenario.federation.parts", {{"most", limits_.parts}}});
}

std::vector<Organisation> Templates::examples() {
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

void Templates::add_example(Template& from, const std::map<std::string, std::string>& values,
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

/// The template is known now: its parameters, and what the organisation sets of them.
void Templates::set_parameters(Organisation& organisation, const Template& its,
                               const Unfilled& unfilled) {
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
                       close_or_known(parameter.text, names));
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

void Templates::set_capacities(Organisation& organisation, const Unfilled& unfilled) {
    for (const auto& [service, capacity] : unfilled.capacities) {
        const auto its = std::find_if(organisation.services.begin(), organisation.services.end(),
                                      [&](const Service& one) { return one.name == service; });
        if (its == organisation.services.end()) {
            std::vector<std::string> known;
            for (const Service& one : organisation.services) known.push_back(one.name.text);
            // A heading is one for all of a table's rows.
            if (!unknown_services_.insert(service.text).second) continue;
            out_.error(service.place,
                       {"scenario.capacity.service",
                        {{"service", service.text}, {"organisation", organisation.id.text}}},
                       did_you_mean(service.text, known));
            continue;
        }
        its->capacity = capacity;
        organisation.capacities[service.text] = capacity;
    }
}

bool Templates::fill(Organisation& organisation, const Unfilled& unfilled) {
    const Name& template_name = unfilled.template_name;
    const auto its = templates_.find(template_name.text);
    if (its == templates_.end()) {
        if (template_name.text.empty()) return false;
        std::vector<std::string> known;
        for (const auto& [name, unused] : templates_) known.push_back(name);
        out_.error(template_name.place,
                   {"scenario.template.unknown", {{"name", template_name.text}}},
                   close_or_known(template_name.text, known));
        return false;
    }
    organisation.template_name = template_name.text;
    set_parameters(organisation, its->second, unfilled);
    its->second.is_used = true;
    const Inside& inside = inside_of(its->second, organisation.parameters);
    count(inside, organisation.id.place);
    if (is_too_large_) return true;
    organisation.host_groups = inside.host_groups;
    for (std::size_t g = 0; g < inside.host_groups.size(); ++g) {
        organisation.host_groups[g].count = inside.host_counts[g].of(organisation.staff);
    }
    organisation.links = inside.links;
    organisation.services = inside.services;
    set_capacities(organisation, unfilled);
    organisation.crews = inside.crews;
    for (std::size_t c = 0; c < inside.crews.size(); ++c) {
        organisation.crews[c].people = inside.crew_sizes[c].of(organisation.staff);
    }
    return true;
}

}  // namespace kammerspiel::scenario
