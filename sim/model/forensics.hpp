#pragma once

#include "sim/model/context.hpp"

// Confirmed hosts are examined; each examination points at one hypothesis about the attacker.

namespace kammerspiel::model {

/// Sends a host that has just been confirmed to those who examine.
void have_examined(OrganisationContext& org, std::uint32_t record, Cause cause);

/// A host is switched off, and what was in its memory is gone: examinations that are not done take
/// longer from now on, and may show nothing.
void lose_memory(OrganisationContext& org, std::uint32_t record, Cause cause);

void examine_host(OrganisationContext& org, const event::ExamineHost& event);
void memory_lost(OrganisationContext& org, const event::MemoryLost& event);
void examinations_begin(OrganisationContext& org);
void examination_done(OrganisationContext& org, const event::ExaminationDone& event);

/// Bayes' rule: each hypothesis gains by how likely it would have led to what forensics say. They
/// point at the truth with probability `accuracy`, else at any of the others alike.
void update_belief(std::vector<double>& belief, std::uint32_t indicated, double accuracy);

/// Somebody waits for one of the examiners, or one of them has become free.
void examiners_wanted(OrganisationContext& org);
void examiner_is_free(OrganisationContext& org);

}  // namespace kammerspiel::model
