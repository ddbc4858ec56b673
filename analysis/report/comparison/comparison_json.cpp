#include <fmt/format.h>

#include <cmath>
#include <nlohmann/json.hpp>

#include "analysis/report/comparison/comparison_words.hpp"
#include "analysis/report/document/json_value.hpp"
#include "kammerspiel/base/version.hpp"
#include "kammerspiel/report/comparison_report.hpp"

namespace kammerspiel::report {
namespace {

using Json = nlohmann::ordered_json;

Json of(const stats::Estimate& estimate) {
    return {{"value", finite(estimate.value)},
            {"low", finite(estimate.low)},
            {"high", finite(estimate.high)}};
}
Json of(const std::optional<stats::Estimate>& estimate) {
    return estimate ? of(*estimate) : Json(nullptr);
}

Json of(const stats::Summary& summary) {
    return {{"mean", of(summary.mean)},     {"median", of(summary.median)},
            {"p5", of(summary.p5)},         {"p95", of(summary.p95)},
            {"cvar95", of(summary.cvar95)}, {"beyond_horizon", summary.censored}};
}

Json of(const std::optional<stats::InformationValue>& information) {
    if (!information) return nullptr;
    Json json = of(information->value);
    json["plug_in"] = information->plug_in;
    return json;
}

Json of(const ensemble::Quantiles& quantiles) {
    Json values = Json::array();
    for (const double value : quantiles.value) values.push_back(finite(value));
    return {{"share", quantiles.share}, {"value", values}};
}

class Writer {
   public:
    explicit Writer(const ensemble::Comparison& comparison) : comparison_(comparison) {}

    [[nodiscard]] Json metrics() const {
        Json all = Json::array();
        for (const ensemble::MetricFigures& by : comparison_.metrics) {
            Json strategies = Json::object();
            for (std::size_t s = 0; s < by.strategies.size(); ++s) {
                strategies[comparison_.strategies[s]] = figures(by.strategies[s]);
            }
            Json pairs = Json::array();
            for (const stats::Paired& pair : by.pairs) {
                pairs.push_back(figures(pair));
                pairs.back()["confidence"] = confidence_of_pairs(comparison_);
            }
            const ensemble::MetricInfo& info = ensemble::info(by.metric);
            all.push_back({{"metric", info.name},
                           {"unit", info.unit},
                           {"strategies", strategies},
                           {"pairs", pairs}});
        }
        return all;
    }

    [[nodiscard]] Json runs() const {
        Json all = Json::object();
        for (std::size_t s = 0; s < comparison_.runs.size(); ++s) {
            for (std::size_t a = 0; a < comparison_.runs[s].size(); ++a) {
                all[comparison_.strategies[s]][comparison_.attackers[a]] = comparison_.runs[s][a];
            }
        }
        return all;
    }

    [[nodiscard]] Json rounds() const {
        const auto& narrowing = comparison_.narrowing;
        if (!narrowing) return nullptr;
        Json left = Json::array();
        for (const ensemble::Narrowing::Left& one : narrowing->left) {
            left.push_back({{"strategy", name(one.strategy)},
                            {"behind", name(one.behind)},
                            {"after_worlds", one.worlds}});
        }
        return {{"planned_by", ensemble::info(narrowing->planned_by).name},
                {"best", name(narrowing->best)},
                {"stayed", narrowing->stayed},
                {"at_most_behind", finite(narrowing->at_most_behind)},
                {"left", left}};
    }

    [[nodiscard]] Json decision() const {
        const ensemble::Decision& decision = comparison_.decision;
        Json json{{"ranking", names(decision.ranking)},
                  {"best", names(decision.best)},
                  {"best_is_clear", decision.best_is_clear},
                  {"regret", nullptr},
                  {"best_by_weight", nullptr},
                  {"decide_by_weights", names(decision.by_weights)},
                  {"value_of_perfect_information", of(decision.perfect_information)},
                  {"value_of_forensic_information", of(decision.forensic_information)}};
        if (decision.regrets) json["regret"] = regrets(*decision.regrets);
        if (decision.priors) {
            json["best_by_weight"] = Json::object();
            for (const stats::PriorSwing& swing : *decision.priors) {
                Json switches = Json::array();
                for (const stats::SwitchPoint& point : swing.switches) {
                    switches.push_back({{"weight", point.weight},
                                        {"low", point.low},
                                        {"high", point.high},
                                        {"is_clear", point.is_clear()},
                                        {"below", name(point.below)},
                                        {"above", name(point.above)}});
                }
                json["best_by_weight"][comparison_.attackers[swing.attacker]] = {
                    {"weight", swing.weight},
                    {"best_at_0", name(swing.best_at_0)},
                    {"switches", switches}};
            }
        }
        json["waiting"] = Json::object();
        for (const auto& [waiting, gain] : decision.waiting) {
            json["waiting"][name(waiting)] = {{"gain", of(gain.gain)},
                                              {"over", name(gain.best_immediate)}};
        }
        return json;
    }

    [[nodiscard]] Json front() const {
        Json all = Json::object();
        const auto& places = comparison_.front.strategies;
        for (std::size_t s = 0; s < places.size(); ++s) {
            all[name(s)] = {{"on_front", places[s].is_on_front()},
                            {"share_of_resamples_on_front", places[s].share_on_front},
                            {"dominated_by", names(places[s].dominated_by)}};
        }
        return all;
    }

    [[nodiscard]] Json curves() const {
        Json all = Json::object();
        for (std::size_t s = 0; s < comparison_.curves.size(); ++s) {
            Json points = Json::array();
            for (const ensemble::CurveBand& band : comparison_.curves[s]) {
                points.push_back({{"hours", band.hours},
                                  {"p10", band.p10},
                                  {"median", band.median},
                                  {"p90", band.p90}});
            }
            all[name(s)] = points;
        }
        return all;
    }

    [[nodiscard]] Json still_down() const {
        Json all = Json::object();
        for (std::size_t s = 0; s < comparison_.still_down.size(); ++s) {
            all[name(s)] = comparison_.still_down[s];
        }
        return all;
    }

    [[nodiscard]] Json redrawn() const {
        Json all = Json::object();
        for (std::size_t a = 0; a < comparison_.redrawn.size(); ++a) {
            all[comparison_.attackers[a]] = comparison_.redrawn[a];
        }
        return all;
    }

    [[nodiscard]] Json sites() const {
        Json all = Json::array();
        for (const ensemble::SiteFigures& site : comparison_.sites) {
            Json lost = Json::object();
            Json outage = Json::object();
            for (std::size_t s = 0; s < site.lost.size(); ++s) {
                lost[name(s)] = of(site.lost[s]);
                outage[name(s)] = of(site.outage[s]);
            }
            Json one{{"kind", word_of(site.kind)},
                     {"name", site.name},
                     {"member_hours_lost", lost},
                     {"outage_hours", outage}};
            if (!site.money.empty()) {
                one["money_of_lost_hours"] = Json::object();
                for (std::size_t s = 0; s < site.money.size(); ++s) {
                    one["money_of_lost_hours"][name(s)] = of(site.money[s]);
                }
            }
            all.push_back(std::move(one));
        }
        return all;
    }

    [[nodiscard]] Json distributions() const {
        Json all = Json::object();
        for (std::size_t s = 0; s < comparison_.distributions.size(); ++s) {
            all[name(s)] = of(comparison_.distributions[s]);
        }
        return all;
    }

   private:
    const ensemble::Comparison& comparison_;

    [[nodiscard]] const std::string& name(std::size_t strategy) const {
        return comparison_.strategies[strategy];
    }
    [[nodiscard]] Json names(const std::vector<std::size_t>& strategies) const {
        Json all = Json::array();
        for (const std::size_t s : strategies) all.push_back(name(s));
        return all;
    }

    [[nodiscard]] Json regrets(const stats::RegretTable& table) const {
        Json strategies = Json::object();
        for (std::size_t s = 0; s < table.of.size(); ++s) {
            Json against = Json::object();
            for (std::size_t a = 0; a < table.of[s].size(); ++a) {
                against[comparison_.attackers[a]] = of(table.of[s][a].regret);
            }
            strategies[name(s)] = {{"worst", table.worst_regret[s].value},
                                   {"low", finite(table.worst_regret[s].low)},
                                   {"high", finite(table.worst_regret[s].high)},
                                   {"against", against}};
        }
        Json best = Json::object();
        Json best_against = Json::object();
        for (std::size_t a = 0; a < table.best.size(); ++a) {
            best[comparison_.attackers[a]] = names(table.best[a]);
            std::vector<std::size_t> equal;
            for (const std::size_t s : table.best[a]) {
                if (table.of[s][a].is_best()) equal.push_back(s);
            }
            best_against[comparison_.attackers[a]] = names(equal);
        }
        return {{"least", name(table.minimax)},
                {"least_is_clear", table.minimax_is_clear},
                {"best_against", best_against},
                {"ranking_against", best},
                {"strategies", strategies}};
    }

    [[nodiscard]] Json figures(const ensemble::StrategyFigures& figures) const {
        Json json = of(figures.all);
        Json against = Json::object();
        for (std::size_t a = 0; a < figures.against.size(); ++a) {
            against[comparison_.attackers[a]] = of(figures.against[a]);
        }
        json["against"] = against;
        return json;
    }

    [[nodiscard]] Json figures(const stats::Paired& pair) const {
        return {{"a", name(pair.a)},
                {"b", name(pair.b)},
                {"mean_difference", of(pair.mean)},
                {"median_difference", of(pair.median)},
                {"a_is_better", of(pair.wins)},
                {"equal", of(pair.ties)},
                {"b_is_better", of(pair.losses)},
                {"p_value", pair.p_value},
                {"a_is", word_of(stats::standing(pair))},
                {"is_clear", stats::is_clear(pair)},
                {"worlds_saved", pair.worlds_saved ? finite(*pair.worlds_saved) : Json(nullptr)}};
    }
};

void add_line(std::string& csv, std::string_view metric, std::string_view strategy,
              std::string_view against, std::string_view figure, const stats::Estimate& estimate) {
    const auto cell = [](double value) {
        return std::isfinite(value) ? fmt::format("{}", value) : std::string();
    };
    csv += fmt::format("{},{},{},{},{},{},{}\n", metric, strategy, against, figure,
                       cell(estimate.value), cell(estimate.low), cell(estimate.high));
}

void add_lines(std::string& csv, std::string_view metric, std::string_view strategy,
               std::string_view against, const stats::Summary& summary) {
    if (summary.mean) add_line(csv, metric, strategy, against, "mean", *summary.mean);
    add_line(csv, metric, strategy, against, "median", summary.median);
    add_line(csv, metric, strategy, against, "p5", summary.p5);
    add_line(csv, metric, strategy, against, "p95", summary.p95);
    if (summary.cvar95) add_line(csv, metric, strategy, against, "cvar95", *summary.cvar95);
}

}  // namespace

std::string comparison_as_json(const ensemble::Comparison& comparison,
                               const StudyContext& context) {
    const Writer writer(comparison);
    Json weights = Json::object();
    for (std::size_t a = 0; a < comparison.attackers.size(); ++a) {
        weights[comparison.attackers[a]] = comparison.weights[a];
    }
    const Json json{{"program", "kammerspiel"},
                    {"version", program_version},
                    {"scenario", context.scenario},
                    {"scenario_sha256", context.hash},
                    {"seed", context.seed},
                    {"uncertain", context.is_uncertain},
                    {"worlds_of_each_attacker", comparison.worlds},
                    {"whole_worlds", comparison.whole_worlds},
                    {"runs", writer.runs()},
                    {"rounds", writer.rounds()},
                    {"weights", weights},
                    {"confidence", 0.95},
                    {"decides", ensemble::info(comparison.by).name},
                    {"metrics", writer.metrics()},
                    {"decision", writer.decision()},
                    {"front", writer.front()},
                    {"share_not_restored", writer.still_down()},
                    {"share_drawn_anew", writer.redrawn()},
                    {"services_up_over_time", writer.curves()},
                    {"distributions", writer.distributions()},
                    {"currency", context.currency.empty() ? Json(nullptr) : Json(context.currency)},
                    {"places", writer.sites()}};
    return json.dump(2) + "\n";
}

std::string comparison_as_csv(const ensemble::Comparison& comparison) {
    std::string csv = "metric,strategy,against,figure,value,low,high\n";
    for (const ensemble::MetricFigures& by : comparison.metrics) {
        const std::string_view metric = ensemble::info(by.metric).name;
        for (std::size_t s = 0; s < by.strategies.size(); ++s) {
            const std::string& strategy = comparison.strategies[s];
            const ensemble::StrategyFigures& figures = by.strategies[s];
            add_lines(csv, metric, strategy, "", figures.all);
            for (std::size_t a = 0; a < figures.against.size(); ++a) {
                add_lines(csv, metric, strategy, comparison.attackers[a], figures.against[a]);
            }
        }
        for (const stats::Paired& pair : by.pairs) {
            const std::string& a = comparison.strategies[pair.a];
            const std::string& b = comparison.strategies[pair.b];
            if (pair.mean) add_line(csv, metric, a, b, "mean_difference", *pair.mean);
            add_line(csv, metric, a, b, "median_difference", pair.median);
            add_line(csv, metric, a, b, "share_better", pair.wins);
            add_line(csv, metric, a, b, "share_equal", pair.ties);
        }
    }
    return csv;
}

}  // namespace kammerspiel::report
