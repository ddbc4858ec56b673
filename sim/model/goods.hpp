#pragma once

#include "sim/model/context.hpp"

// Goods that destroyed hosts need before they can be rebuilt, and images from which many are
// rebuilt side by side.

namespace kammerspiel::model {

/// Whether destroyed hosts of this kind wait for a delivery.
[[nodiscard]] bool lacks_goods(const OrganisationContext& org, scenario::HostKind kind);
/// One piece for a host of the kind, where it needs any. Precondition: it does not lack them.
void take_goods(OrganisationContext& org, scenario::HostKind kind);
/// Orders what is wanted and neither there nor on its way.
void order_goods(OrganisationContext& org);
void goods_arrive(OrganisationContext& org, const event::GoodsArrive& event);

/// Whether hosts of this kind are rebuilt from an image.
[[nodiscard]] bool has_image(const OrganisationContext& org, scenario::HostKind kind);
/// Whether that can be laid now.
[[nodiscard]] bool can_lay_image(const OrganisationContext& org, scenario::HostKind kind);
/// Begins to make the images that are wanted.
void make_images(OrganisationContext& org);
void image_ready(OrganisationContext& org, const event::ImageReady& event);
/// For the next hosts that go side by side.
[[nodiscard]] Duration image_effort(OrganisationContext& org, scenario::HostKind kind);

}  // namespace kammerspiel::model
