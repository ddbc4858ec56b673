#include "sim/scenario/bind_parts.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numeric>

#include "kammerspiel/base/number.hpp"
#include "kammerspiel/base/suggest.hpp"

namespace kammerspiel::scenario {
namespace {

constexpr std::string_view affected = "affected";

/// The fields that selectors and what contains one share.
void read_selector_fields(const Fields& fields, Selector& selector) {
    selector.zone = fields.name("zone");
    selector.group = fields.name("group");
    selector.tag = fields.name("tag");
    selector.kinds = fields.words<HostKind>("kind");
}

class NeedReader {
   public:
    NeedReader(const Parameters& parameters, Diagnostics& out)
        : parameters_(parameters), out_(out) {}

    // The depth is limited when the file is read.
    // NOLINTNEXTLINE(misc-no-recursion)
    Need read(const Node& node) const {
        switch (node.kind) {
            case Node::Kind::scalar: return reference(node);
            case Node::Kind::list: return tree(Need::Op::all_of, node, node.place);
            case Node::Kind::map: return from_map(node);
            case Node::Kind::null: break;
        }
        out_.error(node.place, {"scenario.need.nothing"});
        return {};
    }

   private:
    const Parameters& parameters_;
    Diagnostics& out_;

    Need reference(const Node& node) const {
        Need need;
        need.op = Need::Op::reference;
        need.of = {node.text, node.place};
        need.place = node.place;
        return need;
    }

    // NOLINTNEXTLINE(misc-no-recursion)
    Need tree(Need::Op op, const Node& list, const Place& place) const {
        Need need;
        need.op = op;
        need.place = place;
        if (!list.is_list()) {
            need.children.push_back(read(list));
            return need;
        }
        for (const Node& item : list.items) need.children.push_back(read(item));
        if (list.items.empty()) out_.error(list.place, {"scenario.need.empty_list"});
        return need;
    }

    // NOLINTNEXTLINE(misc-no-recursion)
    Need from_map(const Node& node) const {
        if (node.keys.empty()) {
            out_.error(node.place, {"scenario.need.empty_map"});
            return {};
        }
        const std::string& first = node.keys.front().text;
        const bool is_form = need_section().find(first) != nullptr;
        if (is_form) return form(node, first);
        return options(node);
    }

    /// {mail: {over: wan, grace: 8h}}
    // NOLINTNEXTLINE(misc-no-recursion)
    Need options(const Node& node) const {
        if (node.keys.size() != 1) {
            out_.error(node.place, {"scenario.need.one"});
        }
        const Node& options = node.items.front();
        if (options.is_list() || options.is_scalar()) {
            std::vector<std::string> forms;
            for (const Key& key : need_section().keys) forms.emplace_back(key.name);
            const std::string& word = node.keys.front().text;
            const Message close = did_you_mean(word, forms);
            if (!close.empty()) {
                out_.error(node.keys.front().place, {"scenario.need.form", {{"form", word}}},
                           close);
                return {};
            }
        }
        Need need = reference(node.keys.front());
        if (node.items.front().kind == Node::Kind::null) return need;
        const Fields fields(node.items.front(), need_options_section(), out_);
        need.enough = fields.share("enough");
        need.floor = fields.share("floor");
        need.grace = fields.duration("grace");
        need.over = fields.name("over");
        fields.read("to_start", need.to_start);
        return need;
    }

    /// Keys of one form, which stand together; the others stand alone.
    static std::string_view form_of(std::string_view key) {
        if (key == "of") return "at_least";
        if (key == "then" || key == "else") return "if";
        return key;
    }

    // NOLINTNEXTLINE(misc-no-recursion)
    Need form(const Node& node, const std::string& first) const {
        const Fields fields(node, need_section(), out_);
        for (const Node& key : node.keys) {
            if (need_section().find(key.text) == nullptr) continue;
            if (form_of(key.text) == form_of(first)) continue;
            out_.error(key.place, {"scenario.need.forms", {{"first", first}, {"key", key.text}}});
        }
        const Node& value = *node.find(first);
        if (first == "all_of") return tree(Need::Op::all_of, value, node.place);
        if (first == "any_of") return tree(Need::Op::any_of, value, node.place);
        if (first == "weighted") return weighted(value);
        if (first == "share_of") {
            return fields.name("share_of") ? reference(value) : Need{};
        }
        if (first == "at_least" || first == "of") return at_least(node, fields);
        return choice(node, fields);
    }

    // NOLINTNEXTLINE(misc-no-recursion)
    Need at_least(const Node& node, const Fields& fields) const {
        const Node* of = node.find("of");
        if (!fields.has("at_least") || of == nullptr) {
            out_.error(node.place, {"scenario.need.at_least"});
            return {};
        }
        const auto count = fields.whole("at_least");
        (void)fields.list("of");
        if (!count || !of->is_list()) return {};
        Need need = tree(Need::Op::at_least, *of, node.place);
        need.at_least = static_cast<std::uint32_t>(*count);
        if (*count > need.children.size()) {
            out_.error(node.place, {"scenario.need.at_least_many",
                                    {{"wanted", *count}, {"named", need.children.size()}}});
        }
        return need;
    }

    Need weighted(const Node& value) const {
        Need need;
        need.op = Need::Op::weighted;
        need.place = value.place;
        if (!value.is_map() || value.keys.empty()) {
            out_.error(value.place, {"scenario.need.weighted"});
            return need;
        }
        std::vector<double> weights;
        for (std::size_t i = 0; i < value.keys.size(); ++i) {
            need.children.push_back(reference(value.keys[i]));
            const Node& item = value.items[i];
            const auto weight = item.is_scalar() ? parse_number(item.text) : std::nullopt;
            const bool fits = weight && *weight >= 0.0 && *weight <= 1.0;
            if (!fits) {
                out_.error(item.place, {"scenario.need.weight"});
                return need;
            }
            weights.push_back(*weight);
            need.weights.emplace_back(weights.back());
        }
        const double sum = std::accumulate(weights.begin(), weights.end(), 0.0);
        if (std::fabs(sum - 1.0) > 1e-9) {
            out_.error(value.place,
                       {"scenario.need.weights_sum", {{"sum", fmt::format("{:.6g}", sum)}}});
        }
        return need;
    }

    /// {if: {telephony: local}, then: …, else: …}
    // NOLINTNEXTLINE(misc-no-recursion)
    Need choice(const Node& node, const Fields&) const {
        const Node* condition = node.find("if");
        const Node* then = node.find("then");
        const Node* otherwise = node.find("else");
        if (condition == nullptr || !condition->is_map() || condition->keys.size() != 1 ||
            then == nullptr || otherwise == nullptr) {
            out_.error(node.place, {"scenario.need.choice"});
            return {};
        }
        const Node& name = condition->keys.front();
        const Node& value = condition->items.front();
        const auto allowed = parameters_.allowed.find(name.text);
        if (allowed == parameters_.allowed.end()) {
            std::vector<std::string> known;
            for (const auto& [parameter, words] : parameters_.allowed) known.push_back(parameter);
            out_.error(name.place, {"scenario.need.parameter", {{"parameter", name.text}}},
                       close_or_known(name.text, known));
            return {};
        }
        const auto& words = allowed->second;
        if (std::find(words.begin(), words.end(), value.text) == words.end()) {
            out_.error(value.place,
                       {"scenario.word.unknown",
                        {{"key", name.text}, {"value", value.text}, {"known", words}}},
                       did_you_mean(value.text, words));
        }
        const Need if_so = read(*then);
        const Need if_not = read(*otherwise);
        const auto is = parameters_.values.find(name.text);
        return is != parameters_.values.end() && is->second == value.text ? if_so : if_not;
    }
};

}  // namespace

Selector read_selector(const Node& node, Diagnostics& out) {
    Selector selector;
    selector.place = node.place;
    if (node.is_scalar()) {
        const std::size_t slash = node.text.find('/');
        if (slash == 0 || slash + 1 == node.text.size() || node.text.empty()) {
            out.error(node.place, {"scenario.selector.form", {{"text", node.text}}});
        } else if (slash == std::string::npos) {
            selector.group = Name{node.text, node.place};
        } else {
            selector.organisation = Name{node.text.substr(0, slash), node.place};
            selector.group = Name{node.text.substr(slash + 1), node.place};
        }
        return selector;
    }
    const Fields fields(node, selector_section(), out);
    selector.organisation = fields.name("organisation");
    selector.region = fields.name("region");
    read_selector_fields(fields, selector);
    return selector;
}

Scope read_scope(const Node& node, Diagnostics& out) {
    Scope scope;
    scope.place = node.place;
    scope.hosts.place = node.place;
    if (node.is_scalar()) {
        if (node.text != "everything") {
            out.error(node.place, {"scenario.scope.unknown", {{"scope", node.text}}});
        }
        return scope;
    }
    const Fields fields(node, scope_section(), out);
    read_selector_fields(fields, scope.hosts);
    scope.service = fields.name("service");
    const auto region = fields.name("region");
    const auto organisation = fields.name("organisation");
    if (region && organisation) {
        out.error(node.place, {"scenario.scope.both"});
    }
    if (region) {
        scope.kind = region->text == affected ? Scope::Kind::affected_region : Scope::Kind::region;
        scope.which = region;
    } else if (organisation) {
        scope.kind = organisation->text == affected ? Scope::Kind::affected_organisation
                                                    : Scope::Kind::organisation;
        scope.which = organisation;
    }
    if (scope.kind == Scope::Kind::affected_region ||
        scope.kind == Scope::Kind::affected_organisation) {
        scope.which.reset();
    }
    return scope;
}

// NOLINTNEXTLINE(misc-no-recursion)
Condition read_condition(const Node& node, const Calendar* calendar, Diagnostics& out) {
    Condition condition;
    condition.place = node.place;
    const Fields fields(node, condition_section(), out);
    fields.read("within", condition.within);
    using What = Condition::What;
    static constexpr std::array<std::pair<std::string_view, What>, 5> counts{
        {{"alerts", What::alerts},
         {"suspected_hosts", What::suspected_hosts},
         {"confirmed_hosts", What::confirmed_hosts},
         {"confirmed_organisations", What::confirmed_organisations},
         {"destroyed_hosts", What::destroyed_hosts}}};
    std::vector<What> found;
    for (const auto& [key, what] : counts) {
        if (!fields.has(key)) continue;
        found.push_back(what);
        fields.read(key, condition.at_least);
    }
    for (const auto& [key, what] : {std::pair{"all_of", What::all_of}, {"any_of", What::any_of}}) {
        if (!fields.has(key)) continue;
        found.push_back(what);
        for (const Node* child : fields.list(key)) {
            condition.children.push_back(read_condition(*child, calendar, out));
        }
        const Node& list = *fields.node(key);
        if (list.items.empty() && !list.is_scalar())
            out.error(node.place, {"scenario.condition.empty", {{"key", key}}});
    }
    if (const Node* certainty = fields.node("certainty")) {
        found.push_back(What::certainty);
        const Fields about(*certainty, certainty_section(), out);
        about.read("at_least", condition.certainty);
        condition.hypothesis = about.name("of");
        if (condition.hypothesis && condition.hypothesis->text == "attacker") {
            condition.hypothesis.reset();
        }
    }
    if (fields.has("play_done")) found.push_back(What::play_done);
    fields.read("play_done", condition.play);
    if (const Node* hosts = fields.node("restored")) {
        found.push_back(What::restored);
        condition.hosts = read_selector(*hosts, out);
    }
    if (fields.has("clock")) found.push_back(What::clock);
    if (const auto moment = fields.moment("clock", calendar); moment && calendar != nullptr) {
        condition.at = *moment;
    }
    if (found.size() != 1) {
        out.error(node.place,
                  {found.empty() ? "scenario.condition.nothing" : "scenario.condition.several"});
        return condition;
    }
    condition.what = found.front();
    return condition;
}

Need read_need(const Node& node, const Parameters& parameters, Diagnostics& out) {
    return NeedReader(parameters, out).read(node);
}

}  // namespace kammerspiel::scenario
