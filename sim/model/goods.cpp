#include "sim/model/goods.hpp"

#include <algorithm>

#include "sim/model/crews.hpp"
#include "sim/model/repair_line.hpp"
#include "sim/model/waiting.hpp"

namespace kammerspiel::model {
namespace {

using scenario::HostKind;

std::size_t index(HostKind kind) { return static_cast<std::size_t>(kind); }

const std::optional<SupplyPlan>& supply_of(const OrganisationContext& org, HostKind kind) {
    return org.plan.stages.supplies[index(kind)];
}

bool any_works(const OrganisationContext& org, HostKind kind) {
    bool any_group = false;
    for (std::uint32_t g = 0; g < org.state.groups.size(); ++g) {
        if (org.group(g).kind != kind || org.group(g).count == 0) continue;
        any_group = true;
        if (org.state.groups[g].counts[static_cast<std::size_t>(Availability::works)] > 0) {
            return true;
        }
    }
    return !any_group;
}

}  // namespace

bool lacks_goods(const OrganisationContext& org, HostKind kind) {
    return supply_of(org, kind) && org.state.stages.stock[index(kind)].pieces == 0;
}

void take_goods(OrganisationContext& org, HostKind kind) {
    if (supply_of(org, kind)) --org.state.stages.stock[index(kind)].pieces;
}

void order_goods(OrganisationContext& org) {
    for (std::size_t k = 0; k < org.state.stages.stock.size(); ++k) {
        const auto kind = static_cast<HostKind>(k);
        StockState& stock = org.state.stages.stock[k];
        if (stock.is_coming || !lacks_goods(org, kind) || !is_wanted(org, kind, WaitsFor::goods)) {
            continue;
        }
        stock.is_coming = true;
        const SupplyPlan& plan = *supply_of(org, kind);
        const Duration lead = org.span(plan.lead, plan.name.then(org.info.key).id(),
                                       Draw::supply_lead, stock.deliveries++);
        const Cause cause = org.record({.what = TraceKind::goods_ordered,
                                        .subject = org.id.value,
                                        .count = plan.batch,
                                        .detail = static_cast<std::uint32_t>(k)});
        org.later(org.now() + lead, Priority::hosts_and_links,
                  event::GoodsArrive{static_cast<std::uint32_t>(k)}, cause);
        waiting_may_have_changed(org);
    }
}

void goods_arrive(OrganisationContext& org, const event::GoodsArrive& event) {
    const auto kind = static_cast<HostKind>(event.kind);
    StockState& stock = org.state.stages.stock[event.kind];
    stock.is_coming = false;
    stock.pieces += supply_of(org, kind)->batch;
    org.record({.what = TraceKind::goods_arrived,
                .subject = org.id.value,
                .count = supply_of(org, kind)->batch,
                .detail = event.kind});
    waiting_may_have_changed(org);
    assign_crews(org);
}

bool has_image(const OrganisationContext& org, HostKind kind) {
    return org.plan.stages.images[index(kind)].has_value();
}

bool can_lay_image(const OrganisationContext& org, HostKind kind) {
    if (org.state.stages.images[index(kind)].phase != ImageState::Phase::ready) return false;
    const auto& needed = org.plan.stages.images[index(kind)]->needed;
    return std::all_of(needed.begin(), needed.end(),
                       [&](HostKind other) { return any_works(org, other); });
}

void make_images(OrganisationContext& org) {
    for (std::size_t k = 0; k < org.state.stages.images.size(); ++k) {
        const auto kind = static_cast<HostKind>(k);
        ImageState& image = org.state.stages.images[k];
        if (!has_image(org, kind) || image.phase != ImageState::Phase::none) continue;
        if (!is_wanted(org, kind, WaitsFor::image)) continue;
        image.phase = ImageState::Phase::being_made;
        const ImagePlan& plan = *org.plan.stages.images[k];
        const Duration prepare =
            org.span(plan.prepare, plan.name.then(org.info.key).id(), Draw::image_prepare, 0);
        org.later(org.now() + prepare, Priority::hosts_and_links,
                  event::ImageReady{static_cast<std::uint32_t>(k)});
    }
}

void image_ready(OrganisationContext& org, const event::ImageReady& event) {
    org.state.stages.images[event.kind].phase = ImageState::Phase::ready;
    org.record({.what = TraceKind::image_ready, .subject = org.id.value, .detail = event.kind});
    assign_crews(org);
}

Duration image_effort(OrganisationContext& org, HostKind kind) {
    const ImagePlan& plan = *org.plan.stages.images[index(kind)];
    return org.span(plan.each, plan.name.then(org.info.key).id(), Draw::image_each,
                    org.state.stages.images[index(kind)].batches++);
}

}  // namespace kammerspiel::model
