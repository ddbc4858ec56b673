#include <fmt/format.h>

#include <nlohmann/json.hpp>
#include <set>

#include "kammerspiel/base/ensure.hpp"
#include "kammerspiel/scenario/load.hpp"
#include "sim/scenario/figure_map.hpp"

namespace kammerspiel::scenario {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::string_view dialect = "https://json-schema.org/draft/2020-12/schema";

constexpr std::string_view name_pattern = "^[A-Za-z0-9_-]{1,100}$";
constexpr std::string_view weekly_pattern =
    R"(^(monday|tuesday|wednesday|thursday|friday|saturday|sunday|workday|daily) \d{1,2}:\d{2}$)";
constexpr std::string_view span_pattern = R"(^(0|-?([0-9]+(\.[0-9]+)? ?(us|ms|s|min|h|d|w) ?)+)$)";
constexpr std::string_view distribution_pattern =
    "^(exponential mean|lognormal median|uniform|triangular|pert|[0-9])";
constexpr std::string_view time_from_start_pattern =
    "^(exponential mean|lognormal median|uniform|triangular|pert|-?[0-9])";

Json reference_to(std::string_view definition) {
    return Json{{"$ref", fmt::format("#/$defs/{}", definition)}};
}

Json text() { return Json{{"type", "string"}}; }
/// YAML reads 4 as a number and yes as a truth value: names and words may be those too.
Json word() { return Json{{"type", Json::array({"string", "number", "boolean"})}}; }
Json list_of(Json items) { return Json{{"type", "array"}, {"items", std::move(items)}}; }
Json one_or_more(const Json& item) { return Json{{"anyOf", Json::array({item, list_of(item)})}}; }
Json pattern(std::string_view expression) {
    return Json{{"type", "string"}, {"pattern", expression}};
}
/// YAML reads 0 as a number, and of all spans only that one needs no unit.
Json pattern_or_zero(std::string_view expression) {
    return Json{{"anyOf", Json::array({pattern(expression), Json{{"const", 0}}})}};
}
/// A name may consist of digits, which YAML reads as a number.
Json name() {
    return Json{{"anyOf", Json::array({pattern(name_pattern), Json{{"type", "integer"}}})}};
}
Json map_of(Json values) {
    return Json{{"type", "object"},
                {"propertyNames", {{"pattern", name_pattern}}},
                {"additionalProperties", std::move(values)}};
}

class Writer {
   public:
    Json of(const Section& root) {
        Json schema{{"$schema", dialect}, {"title", fmt::format("Kammerspiel {}", root.title)}};
        schema.update(section(root));
        add_grammars();
        schema["$defs"] = definitions_;
        return schema;
    }

   private:
    Json definitions_ = Json::object();
    std::set<std::string> begun_;
    bool is_decided_ = false;  ///< in strategies
    bool is_calculated_with_ = true;

    Json section(const Section& s) {
        Json properties = Json::object();
        Json required = Json::array();
        for (const Key& key : s.keys) {
            is_calculated_with_ = &s != &observed_section() && &s != &investment_section();
            Json value = of(key);
            std::string description(key.en);
            if (!key.fallback.empty()) description += fmt::format(" (default: {})", key.fallback);
            value["description"] = description;
            properties[std::string(key.name)] = std::move(value);
            if (key.presence == Presence::required) required.push_back(key.name);
        }
        Json schema{{"type", "object"},
                    {"properties", std::move(properties)},
                    {"additionalProperties", false}};
        if (!required.empty()) schema["required"] = std::move(required);
        return schema;
    }

    /// Sections are written once, under their title.
    Json named(const Section& s) {
        std::string name(s.title);
        for (char& c : name) c = c == ' ' ? '-' : c;
        if (begun_.insert(name).second) definitions_[name] = section(s);
        return reference_to(name);
    }

    Json number(const Key& key, std::string_view type) const {
        Json value{{"type", type}};
        if (key.low != key.high || key.kind == Kind::whole) {
            value["minimum"] = key.low;
            value["maximum"] = key.high;
        }
        return value;
    }

    /// The value, or a map with what is known of it.
    Json figure(const Json& value) const {
        Json properties{{"value", value}};
        const Json ends{{"type", "array"}, {"items", value}, {"minItems", 2}, {"maxItems", 2}};
        const bool is_word = value.contains("enum") || value["type"] == "boolean";
        if (!is_word) properties["between"] = ends;
        if (is_decided_ && !is_word) properties["tune"] = ends;
        if (is_decided_) {
            properties["choices"] = list_of(value);
            properties["choices"]["minItems"] = 2;
        }
        properties["source"] = word();
        properties["confidence"] = Json{{"enum", figure_section().find("confidence")->words}};
        Json known{{"type", "object"},
                   {"properties", std::move(properties)},
                   {"required", Json::array({"value"})},
                   {"additionalProperties", false}};
        if (is_decided_) known["not"] = Json{{"required", Json::array({"tune", "choices"})}};
        return Json{{"anyOf", Json::array({value, std::move(known)})}};
    }

    Json of(const Key& key) {
        const bool was_decided = is_decided_;
        is_decided_ = is_decided_ || key.section == &strategy_section();
        Json schema = plain(key);
        if (is_calculated_with_ && may_be_map(key, is_decided_) && key.kind != Kind::factors) {
            schema = figure(schema);
        }
        is_decided_ = was_decided;
        return schema;
    }

    Json plain(const Key& key) {
        switch (key.kind) {
            case Kind::text: return word();
            case Kind::name: return name();
            case Kind::localised: return reference_to("localised");
            case Kind::localised_list: return one_or_more(reference_to("localised"));
            case Kind::boolean: return Json{{"type", "boolean"}};
            case Kind::whole: return number(key, "integer");
            case Kind::number:
            case Kind::coordinate: return number(key, "number");
            case Kind::share:
            case Kind::probability: return Json{{"type", "number"}, {"minimum", 0}, {"maximum", 1}};
            case Kind::duration:
            case Kind::fixed_span: return reference_to("span");
            case Kind::distribution: return reference_to("distribution");
            case Kind::time_from_start: return reference_to("time-from-start");
            case Kind::moment: return Json{{"type", "string"}};
            case Kind::moment_in_zone:
                return pattern(R"(^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2})? \S+$)");
            case Kind::amount: return pattern(R"(^[0-9.]+ ?(B|kB|MB|GB|TB)$)");
            case Kind::rate: return pattern(R"(^[0-9.]+ ?(B|kB|MB|GB|TB)/h$)");
            case Kind::weekly: return one_or_more(pattern(weekly_pattern));
            case Kind::money: return pattern(R"(^[0-9.]+ [A-Z]{3}$)");
            case Kind::moments: return pattern(R"(^\d{4}-\d{2}-\d{2}T\S+ to \S+$)");
            case Kind::factors: return map_of(figure(number(key, "number")));
            case Kind::word: return Json{{"enum", key.words}};
            case Kind::words: return one_or_more(Json{{"enum", key.words}});
            case Kind::reference: return word();
            case Kind::references: return one_or_more(word());
            case Kind::file: return text();
            case Kind::attachments: return one_or_more(text());
            case Kind::people:
                return Json{{"type", "array"}, {"items", text()}, {"minItems", 2}, {"maxItems", 2}};
            case Kind::hours:
                return Json{{"type", "array"},
                            {"items", {{"type", "number"}, {"minimum", 0}}},
                            {"minItems", 24},
                            {"maxItems", 24}};
            case Kind::selector:
            case Kind::selector_or_itself: return reference_to("selector-or-name");
            case Kind::need: return reference_to("need-tree");
            case Kind::condition:
                return key.name == "when" || key.name == "until"
                           ? named(condition_section())
                           : list_of(named(condition_section()));
            case Kind::scope: return reference_to("scope-or-everything");
            case Kind::section: return named(*key.section);
            case Kind::list: return list_of(named(*key.section));
            case Kind::map:
            case Kind::overrides: return map_of(named(*key.section));
            case Kind::actions: {
                Json action = named(*key.section);
                action["minProperties"] = 1;
                action["maxProperties"] = 1;
                return list_of(std::move(action));
            }
            case Kind::parameters:
                return Json{{"type", "object"}, {"additionalProperties", one_or_more(word())}};
            case Kind::itself:
            case Kind::range:
            case Kind::choices: break;  // written with the figure's own key
        }
        unreachable();
    }

    void add_grammars() {
        definitions_["localised"] = Json{
            {"anyOf", Json::array({text(), Json{{"type", "object"},
                                                {"properties", {{"en", text()}, {"de", text()}}},
                                                {"additionalProperties", false}}})}};
        definitions_["span"] = pattern_or_zero(span_pattern);
        definitions_["distribution"] = pattern_or_zero(distribution_pattern);
        definitions_["time-from-start"] = pattern_or_zero(time_from_start_pattern);
        definitions_["selector-or-name"] =
            Json{{"anyOf", Json::array({text(), named(selector_section())})}};
        definitions_["scope-or-everything"] =
            Json{{"anyOf", Json::array({Json{{"const", "everything"}}, named(scope_section())})}};
        const Json tree = reference_to("need-tree");
        const Json options = Json{{"type", "object"},
                                  {"additionalProperties", named(need_options_section())},
                                  {"minProperties", 1},
                                  {"maxProperties", 1}};
        const auto form = [](std::initializer_list<std::pair<const char*, Json>> keys) {
            Json properties = Json::object();
            Json required = Json::array();
            for (const auto& [name, value] : keys) {
                properties[name] = value;
                required.push_back(name);
            }
            return Json{{"type", "object"},
                        {"properties", std::move(properties)},
                        {"required", std::move(required)},
                        {"additionalProperties", false}};
        };
        definitions_["need-tree"] = Json{
            {"anyOf",
             Json::array(
                 {text(), list_of(tree), form({{"all_of", tree}}), form({{"any_of", tree}}),
                  form({{"at_least", of(*need_section().find("at_least"))}, {"of", list_of(tree)}}),
                  form({{"weighted", Json{{"type", "object"},
                                          {"additionalProperties", {{"type", "number"}}}}}}),
                  form({{"share_of", text()}}),
                  form({{"if", Json{{"type", "object"},
                                    {"additionalProperties", word()},
                                    {"minProperties", 1},
                                    {"maxProperties", 1}}},
                        {"then", tree},
                        {"else", tree}}),
                  options})}};
    }
};

}  // namespace

std::string json_schema(std::string_view part) {
    const Section& root = part == "federation" ? federation_section()
                          : part == "exercise" ? exercise_section()
                          : part == "profile"  ? profile_section()
                                               : scenario_section();
    return Writer().of(root).dump(2) + "\n";
}

}  // namespace kammerspiel::scenario
