#include "analysis/report/run/figures_in_words.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <numeric>

namespace kammerspiel::report {
namespace {

std::string joined(const std::vector<std::string>& parts) {
    return fmt::format("{}", fmt::join(parts, ", "));
}

std::int64_t number(std::uint64_t n) { return static_cast<std::int64_t>(n); }

std::string span_in_words(Phrase phrase, Duration span, const Text& text) {
    // From two days on hours are no longer what one counts in.
    if (span < hours(48)) {
        return text("report.hours", {{"hours", text.number(span.in_hours(), 1)}});
    }
    return text(phrase == Phrase::alone ? "report.days" : "report.after_days",
                {{"days", text.number(span.in_days(), 1)}});
}

std::string restored_sentence(const RunReport& report, const Text& text) {
    std::vector<std::string> parts;
    const auto add = [&](std::string_view which, const model::Restored& when) {
        const std::string share = text(which);
        if (when.never_below) {
            parts.push_back(text("report.summary.never_lost", {{"share", share}}));
        } else if (!when.at) {
            parts.push_back(text("report.summary.not_back", {{"share", share}}));
        } else {
            parts.push_back(
                text("report.summary.back",
                     {{"share", share}, {"span", back_in(Phrase::after, when, report.end, text)}}));
        }
    };
    add("report.summary.half", report.total.half);
    add("report.summary.most", report.total.most);
    add("report.summary.all", report.total.all);
    return text("report.summary.restored",
                {{"parts", joined(parts)}, {"people", report.people_many}});
}

void add_aims(const LossRow& total, const Text& text, std::vector<std::string>& out) {
    const auto add = [&](std::string_view key, const Overrun& overrun) {
        if (overrun.of == 0) return;
        out.push_back(text(key, {{"over", text.whole(number(overrun.over))},
                                 {"of", text.whole(number(overrun.of))}}));
    };
    add("report.summary.rto", total.rto);
    add("report.summary.mtpd", total.mtpd);
}

}  // namespace

std::string part_of(double part, double whole, const Text& text) {
    if (whole <= 0.0) return "–";
    const double share = part / whole;
    if (share > 0.0 && share < 0.005) return "<\u00a0" + text.percent(0.01);
    if (share < 1.0 && share >= 0.995) return ">\u00a0" + text.percent(0.99);
    return text.percent(share);
}

std::vector<std::string> parts_of_100(const std::vector<double>& parts, const Text& text) {
    const double whole = std::accumulate(parts.begin(), parts.end(), 0.0);
    if (whole <= 0.0) return std::vector<std::string>(parts.size(), "–");
    constexpr int hundred = 100;
    std::vector<int> percent;
    std::vector<std::pair<double, std::size_t>> rests;
    int left = hundred;
    for (std::size_t p = 0; p < parts.size(); ++p) {
        const double exact = hundred * parts[p] / whole;
        percent.push_back(static_cast<int>(exact));
        left -= percent.back();
        rests.emplace_back(exact - percent.back(), p);
    }
    // The largest remainders are rounded up: the shares sum to what they are shares of.
    std::stable_sort(rests.begin(), rests.end(),
                     [](const auto& a, const auto& b) { return a.first > b.first; });
    for (std::size_t r = 0; left > 0; ++r, --left) ++percent[rests[r].second];
    std::vector<std::string> words;
    for (std::size_t p = 0; p < parts.size(); ++p) {
        const bool is_little = parts[p] > 0 && percent[p] == 0;
        const bool is_nearly_all = percent[p] == hundred && parts[p] < whole;
        words.push_back(is_little       ? "<\u00a0" + text.percent(0.01)
                        : is_nearly_all ? ">\u00a0" + text.percent(0.99)
                                        : text.percent(percent[p] / double{hundred}));
    }
    return words;
}

std::string back_in(Phrase phrase, const model::Restored& when, SimTime end, const Text& text) {
    if (when.never_below) return "–";
    if (when.at) return span_in_words(phrase, *when.at - SimTime::start(), text);
    return ">\u00a0" + span_in_words(phrase, end - SimTime::start(), text);
}

std::vector<CausePart> parts_of(const CauseShares& lost) {
    using enum CauseOfLoss;
    return {{attack, lost.attack},
            {precaution, lost.precaution},
            {testing, lost.testing},
            {rebuild, lost.rebuild},
            {other, lost.other}};
}

std::string causes_in_words(const CauseShares& lost, const Text& text) {
    std::vector<CausePart> parts = parts_of(lost);
    std::erase_if(parts, [](const CausePart& part) { return part.hours <= 0.0; });
    std::stable_sort(parts.begin(), parts.end(),
                     [](const CausePart& a, const CausePart& b) { return a.hours > b.hours; });
    std::vector<double> hours;
    for (const CausePart& part : parts) hours.push_back(part.hours);
    const std::vector<std::string> shares = parts_of_100(hours, text);
    std::vector<std::string> words;
    for (std::size_t p = 0; p < parts.size(); ++p) {
        words.push_back(shares[p] + " " +
                        text(fmt::format("report.cause.{}", word_of(parts[p].cause))));
    }
    return joined(words);
}

std::string region_name(const std::string& code, const Text& text) {
    const std::string key = fmt::format("report.region.{}", code);
    return text.has(key) ? text(key) : code;
}

std::vector<std::string> summary_of(const RunReport& report, const Text& text) {
    const CauseShares& lost = report.total.lost;
    std::vector<std::string> out;
    if (lost.sum() <= 0.0) {
        out.push_back(text("report.summary.nothing_lost"));
    } else {
        out.push_back(text("report.summary.lost",
                           {{"hours", text.rough(lost.sum())}, {"people", report.people_many}}));
        out.push_back(text("report.summary.causes", {{"causes", causes_in_words(lost, text)}}));
        if (lost.through_dependency > 0.0) {
            out.push_back(text("report.summary.dependency",
                               {{"share", part_of(lost.through_dependency, lost.sum(), text)}}));
        }
        out.push_back(restored_sentence(report, text));
        add_aims(report.total, text, out);
    }
    const model::HostFigures& hosts = report.hosts;
    out.push_back(text(hosts.times_switched_off > hosts.switched_off ? "report.summary.hosts_again"
                                                                     : "report.summary.hosts",
                       {{"compromised", text.whole(number(hosts.compromised))},
                        {"destroyed", text.whole(number(hosts.destroyed))},
                        {"all", text.whole(number(report.all_hosts))},
                        {"off", text.whole(number(hosts.switched_off))},
                        {"times", text.whole(number(hosts.times_switched_off))}}));
    return out;
}

}  // namespace kammerspiel::report
