#include "sim/scenario/figure_map.hpp"

#include <algorithm>

#include "kammerspiel/base/ensure.hpp"
#include "sim/scenario/fields.hpp"
#include "sim/scenario/figure_value.hpp"

namespace kammerspiel::scenario {
namespace {

/// Whether the key takes the value; says so if it does not.
bool is_taken(const Key& key, const Node& value, Diagnostics& out) {
    Node map;
    map.kind = Node::Kind::map;
    map.place = value.place;
    map.items.push_back(value);
    Node name;
    name.kind = Node::Kind::scalar;
    name.text = key.name;
    map.keys.push_back(std::move(name));
    const Section section{key.name, key.name, {&key, 1}};
    const Fields fields(map, section, out);
    const std::size_t errors = out.errors();
    switch (unit_of(key)) {
        case Unit::number:
            if (key.kind == Kind::factors) {
                Key alone = key;
                alone.kind = Kind::number;
                return is_taken(alone, value, out);
            }
            (void)fields.number(key.name);
            break;
        case Unit::whole: (void)fields.whole(key.name); break;
        case Unit::share: (void)fields.share(key.name); break;
        case Unit::span: (void)fields.duration(key.name); break;
        case Unit::distribution: (void)fields.distribution(key.name); break;
        case Unit::bytes: (void)fields.amount(key.name); break;
        case Unit::money: (void)fields.money(key.name); break;
        case Unit::word:
            key.kind == Kind::boolean ? (void)fields.boolean(key.name)
                                      : (void)fields.word(key.name);
            break;
    }
    return out.errors() == errors;
}

class MapReader {
   public:
    MapReader(const Node& map, const Key& key, bool is_decided, Diagnostics& out)
        : map_(map),
          fields_(map, figure_section(), out),
          key_(key),
          unit_(unit_of(key)),
          is_decided_(is_decided),
          value_(*map.find("value")),
          parts_(value_.is_scalar() ? read_figure(unit_, value_.text) : std::nullopt),
          out_(out) {}

    Parameter read() {
        Parameter parameter;
        parameter.place = value_.place;
        parameter.unit = unit_;
        parameter.value = value_.text;
        parameter.is_plain = false;
        parameter.between = range("between");
        if (may_decide("tune")) parameter.tune = range("tune");
        if (may_decide("choices")) parameter.choices = choices();
        if (fields_.has("tune") && fields_.has("choices")) {
            out_.error(place_of("choices"), {"scenario.figure.both", {{"key", key_.name}}});
        }
        parameter.source = fields_.text("source");
        parameter.confidence = fields_.word<Confidence>("confidence");
        return parameter;
    }

   private:
    const Node& map_;
    Fields fields_;
    const Key& key_;
    Unit unit_;
    bool is_decided_;
    const Node& value_;
    std::optional<FigureValue> parts_;
    Diagnostics& out_;

    const Place& place_of(std::string_view name) const {
        for (const Node& key : map_.keys) {
            if (key.text == name) return key.place;
        }
        return map_.place;
    }

    bool may_decide(std::string_view what) const {
        if (!fields_.has(what)) return false;
        if (!is_decided_) {
            out_.error(place_of(what),
                       {"scenario.figure.not_decided", {{"key", key_.name}, {"what", what}}});
        }
        return is_decided_;
    }

    static bool are_values(const Node& list) {
        return list.is_list() && std::all_of(list.items.begin(), list.items.end(),
                                             [](const Node& item) { return item.is_scalar(); });
    }

    /// [low, high]
    std::optional<Range> range(std::string_view what) const {
        const Node* pair = fields_.node(what);
        if (pair == nullptr) return std::nullopt;
        if (unit_ == Unit::word) {
            out_.error(place_of(what),
                       {"scenario.figure.word", {{"key", key_.name}, {"what", what}}});
            return std::nullopt;
        }
        if (!are_values(*pair) || pair->items.size() != 2) {
            out_.error(pair->place, {"scenario.figure.pair", {{"key", key_.name}, {"what", what}}});
            return std::nullopt;
        }
        const Node& low = pair->items[0];
        const Node& high = pair->items[1];
        const bool is_low = is_taken(key_, low, out_);
        const bool is_high = is_taken(key_, high, out_);
        if (!is_low || !is_high || !parts_ || !fits(what, low, high)) return std::nullopt;
        return Range{low.text, high.text};
    }

    bool fits(std::string_view what, const Node& low, const Node& high) const {
        const auto from = read_figure(unit_, low.text);
        const auto to = read_figure(unit_, high.text);
        if (!from || !to) return false;
        for (const auto& [end, node] : {std::pair{&*from, &low}, {&*to, &high}}) {
            if (end->form == parts_->form) continue;
            out_.error(node->place, {"scenario.figure.form_differs",
                                     {{"key", key_.name}, {"what", what}, {"value", value_.text}}});
            return false;
        }
        const auto& lows = from->numbers;
        const auto& highs = to->numbers;
        if (lows.size() == 1 && lows[0] > highs[0]) {
            out_.error(
                low.place,
                {"scenario.figure.falls",
                 {{"key", key_.name}, {"what", what}, {"low", low.text}, {"high", high.text}}});
            return false;
        }
        for (std::size_t i = 0; i < lows.size(); ++i) {
            const double number = parts_->numbers[i];
            if (number >= std::min(lows[i], highs[i]) && number <= std::max(lows[i], highs[i])) {
                continue;
            }
            out_.error(value_.place, {"scenario.figure.outside",
                                      {{"key", key_.name},
                                       {"what", what},
                                       {"value", value_.text},
                                       {"low", low.text},
                                       {"high", high.text}}});
            return false;
        }
        return true;
    }

    std::vector<std::string> choices() const {
        const Node& list = *fields_.node("choices");
        if (!are_values(list) || list.items.size() < 2) {
            out_.error(list.place, {"scenario.figure.choices", {{"key", key_.name}}});
            return {};
        }
        std::vector<std::string> texts;
        std::vector<std::pair<FigureValue, Place>> seen;
        for (const Node& item : list.items) {
            if (!is_taken(key_, item, out_)) continue;
            const auto parts = read_figure(unit_, item.text);
            if (!parts) continue;
            const auto twice = std::find_if(
                seen.begin(), seen.end(), [&](const auto& other) { return other.first == *parts; });
            if (twice != seen.end()) {
                out_.error(
                    item.place,
                    {"scenario.figure.choice_twice", {{"key", key_.name}, {"value", item.text}}},
                    {}, {{twice->second, {"scenario.first"}}});
            }
            seen.emplace_back(*parts, item.place);
            texts.push_back(item.text);
        }
        const bool is_among = std::any_of(seen.begin(), seen.end(), [&](const auto& choice) {
            return !parts_ || choice.first == *parts_;
        });
        if (!is_among && texts.size() == list.items.size()) {
            out_.error(value_.place,
                       {"scenario.figure.no_choice", {{"key", key_.name}, {"value", value_.text}}});
        }
        return texts;
    }
};

bool is_word(const Key& key) { return key.kind == Kind::word || key.kind == Kind::boolean; }

}  // namespace

bool may_be_map(const Key& key, bool is_decided) {
    return is_figure(key) || (is_decided && is_word(key));
}

Unit unit_of(const Key& key) {
    if (is_word(key)) return Unit::word;
    switch (key.kind) {
        case Kind::number:
        case Kind::factors: return Unit::number;
        case Kind::whole: return Unit::whole;
        case Kind::share:
        case Kind::probability: return Unit::share;
        case Kind::duration: return Unit::span;
        case Kind::distribution:
        case Kind::time_from_start: return Unit::distribution;
        case Kind::amount: return Unit::bytes;
        case Kind::money: return Unit::money;
        default: break;
    }
    broken(fmt::format("'{}' is no figure", key.name));
}

Parameter read_figure_map(const Node& map, const Key& key, bool is_decided, Diagnostics& out) {
    return MapReader(map, key, is_decided, out).read();
}

}  // namespace kammerspiel::scenario
