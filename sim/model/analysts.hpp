#pragma once

#include <algorithm>
#include <deque>

#include "sim/model/context.hpp"

// Analysts: what they have before them, and their verdicts.

namespace kammerspiel::model {

/// Hands an alert to the analysts who see this organisation's, if there are any.
void hand_to_analysts(OrganisationContext& org, HostRef host, bool is_false, Cause cause);

void alert_here(OrganisationContext& org, const event::AlertHere& event);
void analysis_begins(OrganisationContext& org, const event::AnalysisBegins& event);
void analysis_done(OrganisationContext& org, const event::AnalysisDone& event);

/// Puts what came in at this instant behind all that came before, and in the order of the hosts'
/// names among its like: at one moment no place in a file comes first (rule 30).
template <class Waiting, class HostOf>
void queue_by_name(const OrganisationContext& org, std::deque<Waiting>& queue, Waiting waiting,
                   HostOf host_of) {
    const auto is_before = [&](const Waiting& a, const Waiting& b) {
        if (a.came != b.came) return a.came < b.came;
        const HostRef left = host_of(a);
        const HostRef right = host_of(b);
        if (left.group == right.group) return left.number < right.number;
        return org.group(left.group).key < org.group(right.group).key;
    };
    const auto at = std::upper_bound(queue.begin(), queue.end(), waiting, is_before);
    queue.insert(at, std::move(waiting));
}

}  // namespace kammerspiel::model
