#include <algorithm>
#include <cmath>

#include "kammerspiel/ensemble/driver.hpp"
#include "live/room/decision_costs.hpp"
#include "live/room/room.hpp"
#include "live/views/view_json.hpp"

namespace kammerspiel::live {
namespace {

constexpr std::size_t most_choices = 3;
constexpr std::size_t most_kept = 4;

Refusal invalid(const char* what) {
    return {Refusal::Why::invalid, {"live.refused.invalid", {{"what", what}}}, 0};
}

/// Numbers that no JSON has, such as a time that is not reached, become null.
Json number(double value) { return std::isfinite(value) ? Json(value) : Json(nullptr); }

Json as_json(const Outlook& seen) {
    Json figures = Json::object();
    using enum ensemble::Metric;
    for (const ensemble::Metric metric :
         {member_hours_lost, hours_to_half, hours_to_90, hosts_compromised, hosts_destroyed,
          hosts_switched_off, gigabytes_exfiltrated, obligations_missed, dates_missed,
          money_lost}) {
        figures[std::string(ensemble::info(metric).name)] = number(seen.figures[metric]);
    }
    Json up = Json::array();
    for (std::size_t i = 0; i < outlook_after.size(); ++i) {
        up.push_back({{"after", outlook_after[i].count()},
                      {"services", seen.up[i]},
                      {"members", seen.members[i]}});
    }
    return {{"services", seen.services}, {"up", up}, {"figures", figures}};
}

Json as_json(const stats::Estimate& estimate) {
    return {number(estimate.value), number(estimate.low), number(estimate.high)};
}

Json as_json(const ManyWorlds& many) {
    Json choices = Json::array();
    for (const ManyWorlds::Choice& one : many.choices) {
        choices.push_back(
            {{"median", as_json(one.median)}, {"better", as_json(one.better)}, {"tied", one.tied}});
    }
    return {{"worlds", many.worlds}, {"choices", choices}};
}

}  // namespace

std::variant<std::uint64_t, Refusal> Room::preview(std::uint64_t seat, const Json& written) {
    const auto role = state().role_of(seat);
    if (!role || *role != Role::control) {
        return Refusal{Refusal::Why::forbidden, {"live.refused.role"}, 0};
    }
    if (!written.is_object()) return invalid("{}");
    if (written.contains("cancel")) {
        for (const auto& job : previews_) {
            if (job->number == written["cancel"]) job->stop.request_stop();
        }
        return std::uint64_t{0};
    }
    if (!written.contains("choices") || !written["choices"].is_array() ||
        written["choices"].empty() || written["choices"].size() > most_choices) {
        return invalid("choices");
    }
    constexpr std::int64_t most_worlds = 1000;
    const Json& wanted = written.contains("worlds") ? written["worlds"] : Json(0);
    if (!wanted.is_number_integer() || wanted < 0 || wanted > most_worlds) return invalid("worlds");
    std::vector<std::vector<Order>> choices;
    Json titles = Json::array();
    for (const Json& written_choice : written["choices"]) {
        if (!written_choice.is_object()) return invalid("choices");
        std::vector<Order> orders = orders_now();
        const auto add = [&](const std::string& play, const std::string& actions) {
            Order order;
            order.entry = state().entries + 1;
            order.part = static_cast<std::uint32_t>(orders.size());
            order.at = shown_;
            order.play = play;
            order.actions = actions;
            orders.push_back(std::move(order));
            return orderable(play, actions);
        };
        if (written_choice.contains("plays")) {
            if (!written_choice["plays"].is_array()) return invalid("plays");
            for (const Json& play : written_choice["plays"]) {
                if (!play.is_string()) return invalid("plays");
                if (auto fault = add(play.get<std::string>(), {})) return *fault;
            }
        }
        if (written_choice.contains("actions")) {
            if (!written_choice["actions"].is_string()) return invalid("actions");
            if (auto fault = add({}, written_choice["actions"].get<std::string>())) return *fault;
        }
        choices.push_back(std::move(orders));
        titles.push_back(written_choice.value("title", ""));
    }
    auto job = std::make_shared<PreviewJob>();
    job->number = next_preview_++;
    job->json = {{"number", job->number}, {"at", shown_.since_start().count()},
                 {"titles", titles},      {"state", "computing"},
                 {"same", nullptr},       {"many", nullptr}};
    previews_.push_back(job);
    if (previews_.size() > most_kept) {
        previews_.front()->stop.request_stop();
        previews_.pop_front();
    }
    const auto same = std::make_shared<Json>(Json::array());
    background_.run(
        [same, choices, stage = stage_, choice = choice_, at = shown_] {
            for (const std::vector<Order>& orders : choices) {
                same->push_back(
                    as_json(outlook(*make_world(*stage, choice, pointers(orders)), at)));
            }
        },
        [this, job, same, has_more = wanted > 0, is_alive = is_alive_] {
            if (!*is_alive) return;
            job->json["same"] = *same;
            if (!has_more) job->json["state"] = "done";
            changed();
        });
    if (wanted > 0) run_many(job, choices, wanted.get<std::uint64_t>());
    changed();
    return job->number;
}

void Room::run_many(const std::shared_ptr<PreviewJob>& job,
                    const std::vector<std::vector<Order>>& choices, std::uint64_t worlds) {
    const auto many = std::make_shared<ManyWorlds>();
    if (driver_ == nullptr) driver_ = std::make_shared<ensemble::Driver>(0);
    background_.run(
        [many, choices, worlds, stage = stage_, choice = choice_, driver = driver_,
         stop = job->stop.get_token()] {
            std::vector<std::vector<const Order*>> lists;
            for (const std::vector<Order>& orders : choices) lists.push_back(pointers(orders));
            *many = many_worlds(*stage, choice, lists, worlds, *driver, stop);
        },
        [this, job, many, is_alive = is_alive_] {
            if (!*is_alive) return;
            job->json["many"] = as_json(*many);
            job->json["state"] = job->stop.stop_requested() ? "stopped" : "done";
            changed();
        });
}

}  // namespace kammerspiel::live
