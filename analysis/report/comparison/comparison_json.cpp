#include <fmt/format.h>

#include <cmath>

#include "analysis/report/comparison/comparison_words.hpp"
#include "analysis/report/document/results_json.hpp"
#include "kammerspiel/report/comparison_report.hpp"

namespace kammerspiel::report {
namespace {

Json of(const stats::Summary& summary) {
    return {{"mean", figure(summary.mean)},     {"median", figure(summary.median)},
            {"p5", figure(summary.p5)},         {"p95", figure(summary.p95)},
            {"cvar95", figure(summary.cvar95)}, {"share_beyond_horizon", summary.censored}};
}

Json of(const std::optional<stats::InformationValue>& information) {
    if (!information) return nullptr;
    Json json = figure(information->value);
    json["plug_in"] = information->plug_in;
    return json;
}

Json of(const ensemble::Quantiles& quantiles) {
    Json values = Json::array();
    for (const double value : quantiles.value) values.push_back(finite(value));
    return {{"shares", quantiles.share}, {"values", values}};
}

/// The metrics that are compared, and those that were asked for beside.
std::vector<ensemble::MetricFigures> every_metric(const ensemble::Comparison& comparison) {
    std::vector<ensemble::MetricFigures> all = comparison.metrics;
    all.insert(all.end(), comparison.further.begin(), comparison.further.end());
    return all;
}

/// A difference that is constant saves any number of worlds.
ensemble::Status saved_status(const stats::Paired& pair) {
    if (!pair.worlds_saved) return ensemble::Status::not_defined;
    return std::isfinite(*pair.worlds_saved) ? ensemble::Status::known
                                             : ensemble::Status::not_bounded;
}

class Writer {
   public:
    explicit Writer(const ensemble::Comparison& comparison) : comparison_(comparison) {}

    [[nodiscard]] Json metrics() const {
        Json all = Json::array();
        for (const ensemble::MetricFigures& by : every_metric(comparison_)) {
            Json strategies = Json::object();
            for (std::size_t s = 0; s < by.strategies.size(); ++s) {
                strategies[comparison_.strategies[s]] = figures(by.strategies[s]);
            }
            Json pairs = Json::array();
            for (const stats::Paired& pair : by.pairs) {
                pairs.push_back(figures(pair));
                pairs.back()["confidence_level"] = confidence_of_pairs(comparison_);
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
                            {"than", name(one.behind)},
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
                    switches.push_back(
                        {{"attacker_weight",
                          figure(stats::Estimate{point.weight, point.low, point.high})},
                         {"is_clear", point.is_clear()},
                         {"below", name(point.below)},
                         {"above", name(point.above)}});
                }
                json["best_by_weight"][comparison_.attackers[swing.attacker]] = {
                    {"attacker_weight", swing.weight},
                    {"best_at_0", name(swing.best_at_0)},
                    {"switches", switches}};
            }
        }
        json["waiting"] = Json::object();
        for (const auto& [waiting, gain] : decision.waiting) {
            json["waiting"][name(waiting)] = {{"gain", figure(gain.gain)},
                                              {"than", name(gain.best_immediate)}};
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
                                  {"share_up_p10", band.p10},
                                  {"share_up_median", band.median},
                                  {"share_up_p90", band.p90}});
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
                lost[name(s)] = figure(site.lost[s]);
                outage[name(s)] = figure(site.outage[s]);
            }
            Json one{{"kind", word_of(site.kind)},
                     {"name", site.name},
                     {"member_hours_lost", lost},
                     {"outage_hours", outage}};
            if (!site.money.empty()) {
                one["money_of_lost_hours"] = Json::object();
                for (std::size_t s = 0; s < site.money.size(); ++s) {
                    one["money_of_lost_hours"][name(s)] = figure(site.money[s]);
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
                against[comparison_.attackers[a]] = figure(table.of[s][a].regret);
            }
            strategies[name(s)] = {{"worst", figure(table.worst_regret[s])}, {"against", against}};
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
        return {{"strategy", name(pair.a)},
                {"than", name(pair.b)},
                {"mean_difference", figure(pair.mean)},
                {"median_difference", figure(pair.median)},
                {"share_better", figure(pair.wins)},
                {"share_equal", figure(pair.ties)},
                {"share_worse", figure(pair.losses)},
                {"p_value", pair.p_value},
                {"standing", word_of(stats::standing(pair))},
                {"is_clear", stats::is_clear(pair)},
                {"worlds_saved", pair.worlds_saved ? finite(*pair.worlds_saved) : Json(nullptr)},
                {"worlds_saved_status", word_of(saved_status(pair))}};
    }
};

/// Where a figure of comparison.csv stands.
struct LineOf {
    std::string_view metric, unit, strategy, attacker, than;
};

void add_line(std::string& csv, const LineOf& of, std::string_view figure,
              const std::optional<stats::Estimate>& estimate) {
    // Shares of worlds have no unit, whatever the metric's.
    const std::string_view unit = figure.starts_with("share_") ? std::string_view() : of.unit;
    csv += fmt::format("{},{},{},{},{},{},{}\n", of.metric, unit, of.strategy, of.attacker, of.than,
                       figure, csv_figure(estimate));
}

void add_lines(std::string& csv, const LineOf& of, const stats::Summary& summary) {
    add_line(csv, of, "mean", summary.mean);
    add_line(csv, of, "median", summary.median);
    add_line(csv, of, "p5", summary.p5);
    add_line(csv, of, "p95", summary.p95);
    add_line(csv, of, "cvar95", summary.cvar95);
    add_line(csv, of, "share_beyond_horizon",
             stats::Estimate{summary.censored, summary.censored, summary.censored});
}

std::string unit_of(const ensemble::MetricInfo& info, const StudyContext& context) {
    return std::string(info.metric == ensemble::Metric::money_lost ? context.currency : info.unit);
}

}  // namespace

std::string comparison_as_json(const ensemble::Comparison& comparison,
                               const StudyContext& context) {
    const Writer writer(comparison);
    Json weights = Json::object();
    for (std::size_t a = 0; a < comparison.attackers.size(); ++a) {
        weights[comparison.attackers[a]] = comparison.weights[a];
    }
    Json json = provenance({.scenario = context.scenario,
                            .scenario_hash = context.hash,
                            .seed = context.seed,
                            .program_version = context.program_version});
    json.update(
        Json{{"uncertain", context.is_uncertain},
             {"worlds", comparison.worlds},
             {"whole_worlds", comparison.whole_worlds},
             {"runs", writer.runs()},
             {"rounds", writer.rounds()},
             {"attacker_weights", weights},
             {"confidence_level", 0.95},
             {"decides", ensemble::info(comparison.by).name},
             {"metrics", writer.metrics()},
             {"decision", writer.decision()},
             {"front", writer.front()},
             {"share_not_restored", writer.still_down()},
             {"share_drawn_anew", writer.redrawn()},
             {"services_up_over_time", writer.curves()},
             {"distributions", writer.distributions()},
             {"currency", context.currency.empty() ? Json(nullptr) : Json(context.currency)},
             {"places", writer.sites()}});
    return json.dump(2) + "\n";
}

std::string comparison_as_csv(const ensemble::Comparison& comparison, const StudyContext& context) {
    std::string csv = "metric,unit,strategy,attacker,than,figure,value,low,high,status\n";
    for (const ensemble::MetricFigures& by : every_metric(comparison)) {
        const ensemble::MetricInfo& info = ensemble::info(by.metric);
        const std::string unit = unit_of(info, context);
        for (std::size_t s = 0; s < by.strategies.size(); ++s) {
            const std::string& strategy = comparison.strategies[s];
            const ensemble::StrategyFigures& figures = by.strategies[s];
            add_lines(csv, {info.name, unit, strategy, "", ""}, figures.all);
            for (std::size_t a = 0; a < figures.against.size(); ++a) {
                add_lines(csv, {info.name, unit, strategy, comparison.attackers[a], ""},
                          figures.against[a]);
            }
        }
        for (const stats::Paired& pair : by.pairs) {
            const LineOf of{info.name, unit, comparison.strategies[pair.a], "",
                            comparison.strategies[pair.b]};
            add_line(csv, of, "mean_difference", pair.mean);
            add_line(csv, of, "median_difference", pair.median);
            add_line(csv, of, "share_better", pair.wins);
            add_line(csv, of, "share_equal", pair.ties);
            add_line(csv, of, "share_worse", pair.losses);
        }
    }
    return csv;
}

std::string comparison_curve_as_csv(const ensemble::Comparison& comparison) {
    std::string csv = "strategy,hours,share_up_p10,share_up_median,share_up_p90\n";
    for (std::size_t s = 0; s < comparison.curves.size(); ++s) {
        for (const ensemble::CurveBand& band : comparison.curves[s]) {
            csv += fmt::format("{},{:.4f},{},{},{}\n", comparison.strategies[s], band.hours,
                               band.p10, band.median, band.p90);
        }
    }
    return csv;
}

}  // namespace kammerspiel::report
