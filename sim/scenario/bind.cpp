#include "sim/scenario/bind.hpp"
#include "kammerspiel/base/number.hpp"

namespace kammerspiel::scenario {
namespace {

class Binder {
   public:
    Binder(const Documents& documents, const Limits& limits, Diagnostics& out)
        : fields_(*documents.trees.at(0), scenario_section(), out),
          documents_(documents),
          limits_(limits),
          out_(out) {}

    BoundScenario bind() {
        scenario_.title = fields_.localised("title");
        scenario_.summary = fields_.localised("summary");
        read_version();
        read_time();
        read_people();
        read_federation();
        read_profiles();
        read_attack();
        if (const Node* detection = fields_.node("detection")) {
            scenario_.detection = bind_detection(*detection, out_);
        }
        if (const Node* recovery = fields_.node("recovery")) {
            scenario_.recovery = bind_recovery(*recovery, out_);
        }
        if (const Node* repair = fields_.node("default_repair")) {
            bind_default_repair(*repair, scenario_.default_repair, out_);
        }
        bind_stages(fields_, scenario_);
        bind_people(fields_, calendar_ ? &*calendar_ : nullptr, scenario_);
        read_exercise();
        for (const auto& [name, node] : fields_.map("strategies")) {
            const Calendar* calendar = calendar_ ? &*calendar_ : nullptr;
            scenario_.strategies.push_back(bind_strategy(name, *node, calendar, out_));
        }
        if (is_empty("strategies")) {
            out_.error(fields_.node("strategies")->place, {"scenario.strategy.none"});
        }
        return {std::move(scenario_), std::move(examples_), is_complete_, file_of_exercise_};
    }

   private:
    Fields fields_;
    const Documents& documents_;
    const Limits& limits_;
    Diagnostics& out_;
    Scenario scenario_;
    std::vector<Organisation> examples_;
    bool is_complete_ = false;
    std::string file_of_exercise_;
    std::optional<Calendar> calendar_;

    void read_exercise() {
        const Node* path = fields_.scalar("exercise");
        const Node* tree = path == nullptr ? nullptr : documents_.trees.find(*path);
        if (tree == nullptr) return;
        scenario_.exercise = bind_exercise(*tree, calendar_ ? &*calendar_ : nullptr, out_);
        file_of_exercise_ = tree->place.name();
    }

    void read_version() {
        const Node* version = fields_.node("kammerspiel");
        if (version == nullptr || !version->is_scalar()) return (void)fields_.whole("kammerspiel");
        if (version->text != "1") {
            out_.error(version->place, {"scenario.version", {{"version", version->text}}});
        }
    }

    void read_time() {
        if (const Node* starts = fields_.scalar("starts")) {
            auto bound = read_starts(*starts, "starts", out_);
            scenario_.starts = std::move(bound.starts);
            calendar_ = std::move(bound.calendar);
        }
        if (const auto horizon = fields_.duration("horizon")) {
            scenario_.horizon = *horizon;
            // Cumulative demand is kept hour by hour, and exact sums stay within 128 bits.
            constexpr Duration longest = spans_of_24h(3660);
            if (*horizon <= Duration::zero() || *horizon > longest) {
                out_.error(fields_.node("horizon")->place,
                           {*horizon <= Duration::zero() ? "scenario.horizon.zero"
                                                         : "scenario.horizon.long"});
            }
        }
        if (const auto latency = fields_.duration("coordination_latency")) {
            if (*latency < seconds(1) || *latency > hours(24)) {
                out_.error(fields_.node("coordination_latency")->place, {"scenario.latency.range"});
            } else {
                scenario_.coordination_latency = *latency;
            }
        }
        fields_.read("reporting_delay", scenario_.reporting_delay);
    }

    /// Whether the key is there, as names or nothing, and names nothing.
    bool is_empty(std::string_view key) const {
        const Node* node = fields_.node(key);
        return node != nullptr && node->items.empty() && !node->is_scalar() && !node->is_list();
    }

    void read_people() {
        const Node* node = fields_.node("people");
        if (node == nullptr) return;
        const Fields by_language(*node, people_section(), out_);
        const auto read = [&](std::string_view language, std::string& one, std::string& many) {
            const Node* words = by_language.node(language);
            if (words == nullptr) return;
            if (!words->is_list() || words->items.size() != 2 || !words->items[0].is_scalar() ||
                !words->items[1].is_scalar()) {
                out_.error(words->place, {"scenario.people.wanted", {{"key", language}}});
                return;
            }
            one = words->items[0].text;
            many = words->items[1].text;
        };
        read("en", scenario_.people.one.en, scenario_.people.many.en);
        read("de", scenario_.people.one.de, scenario_.people.many.de);
    }

    void read_federation() {
        const Node* path = fields_.scalar("federation");
        if (path == nullptr) return;
        const Node* tree = documents_.trees.find(*path);
        if (tree == nullptr) return;
        auto bound = bind_federation(*tree, documents_, limits_, out_);
        scenario_.organisations = std::move(bound.organisations);
        examples_ = std::move(bound.examples);
        is_complete_ = bound.is_complete;
    }

    std::vector<double> hours_of(const Fields& fields, std::string_view key) {
        std::vector<double> weights;
        const Node* node = fields.node(key);
        if (node == nullptr) return weights;
        if (!node->is_list() || node->items.size() != 24) {
            out_.error(node->place, {"scenario.hours.wanted", {{"key", key}}});
            return weights;
        }
        constexpr double most = 1e6;
        for (const Node& item : node->items) {
            const auto weight = item.is_scalar() ? parse_number(item.text) : std::nullopt;
            const bool fits = weight && *weight >= 0.0 && *weight <= most;
            if (!fits) out_.error(item.place, {"scenario.hours.weight"});
            weights.push_back(fits ? *weight : 1.0);
        }
        return weights;
    }

    void read_profiles() {
        for (const auto& [name, node] : fields_.map("profiles")) {
            const Fields fields(*node, demand_profile_section(), out_);
            const auto weekday = hours_of(fields, "weekday");
            auto saturday = hours_of(fields, "saturday");
            if (!fields.has("saturday")) saturday = weekday;
            auto sunday = hours_of(fields, "sunday");
            if (!fields.has("sunday")) sunday = saturday;
            if (weekday.empty() || saturday.empty() || sunday.empty()) continue;
            DemandProfileDescription profile{name, {}};
            double sum = 0.0;
            for (unsigned day = 0; day < 7; ++day) {
                const auto& of_day = day < 5 ? weekday : day == 5 ? saturday : sunday;
                profile.hourly.insert(profile.hourly.end(), of_day.begin(), of_day.end());
                for (const double weight : of_day) sum += weight;
            }
            if (sum <= 0.0) out_.error(node->place, {"scenario.hours.nothing"});
            scenario_.profiles.push_back(std::move(profile));
        }
    }

    void read_attack() {
        for (const auto& [name, node] : fields_.map("attackers")) {
            const Fields fields(*node, attacker_section(), out_);
            AttackerProfile profile;
            const Node* use = fields.scalar("use");
            const Node* tree = use == nullptr ? nullptr : documents_.trees.find(*use);
            if (tree != nullptr) {
                profile = bind_profile(*tree, calendar_ ? &*calendar_ : nullptr, out_);
            }
            profile.name = name;
            if (profile.title == Localised{}) profile.title = {name.text, name.text};
            fields.read("key", profile.key);
            fields.read("weight", profile.weight);
            scenario_.attackers.push_back(std::move(profile));
        }
        if (is_empty("attackers")) {
            out_.error(fields_.node("attackers")->place, {"scenario.attacker.none"});
        }
        for (const Node* node : fields_.list("entry")) read_entry(*node);
        for (const Node* node : fields_.list("known_at_start")) read_known(*node);
    }

    void read_entry(const Node& node) {
        const Fields fields(node, entry_section(), out_);
        Entry entry;
        entry.name = fields.name("name");
        if (const Node* at = fields.node("at")) entry.at = read_selector(*at, out_);
        fields.read("when", entry.when);
        fields.read("yields", entry.yields);
        entry.attackers = fields.names("attackers");
        scenario_.entries.push_back(std::move(entry));
    }

    void read_known(const Node& node) {
        const Fields fields(node, known_section(), out_);
        KnownAtStart known;
        if (const Node* at = fields.node("at")) known.at = read_selector(*at, out_);
        fields.read("hosts", known.hosts);
        known.confirmed = fields.word("what") == "confirmed";
        known.text = fields.localised("text");
        scenario_.known_at_start.push_back(std::move(known));
    }
};

}  // namespace

BoundScenario bind(const Documents& documents, const Limits& limits, Diagnostics& out) {
    return Binder(documents, limits, out).bind();
}

}  // namespace kammerspiel::scenario
