#include "small_federation.hpp"

namespace kammerspiel::test {

using namespace scenario;

namespace {

Name named(const char* text) { return {text, {}}; }

Need of(const char* name) { return {.op = Need::Op::reference, .of = named(name)}; }

HostGroup group(const char* name, HostKind kind, std::uint32_t count, const char* zone) {
    HostGroup result;
    result.name = named(name);
    result.kind = kind;
    result.count = count;
    result.zone = named(zone);
    return result;
}

Service service(const char* name, Need needs) {
    Service result;
    result.name = named(name);
    result.needs = std::move(needs);
    return result;
}

Organisation provider() {
    Organisation gfi;
    gfi.id = named("gfi");
    gfi.region = named("DE-NW");
    gfi.host_groups = {group("servers", HostKind::identity, 3, "core"),
                       group("relays", HostKind::server, 2, "dmz")};
    gfi.services = {service("portal", of("servers")), service("mail", of("relays"))};
    gfi.links = {{named("uplink"), {}, of("relays")}};
    Crew crew;
    crew.name = named("response");
    crew.people = 4;
    crew.shift = Shift::extended;
    crew.kinds = {HostKind::server, HostKind::identity};
    gfi.crews = {crew};
    return gfi;
}

Organisation ulm() {
    Organisation ulm;
    ulm.id = named("ulm");
    ulm.region = named("DE-BW");
    ulm.members = 1000;
    auto desks = group("desks", HostKind::workstation, 20, "office");
    desks.realm = named("own");
    desks.tags = {named("crown")};
    desks.needs = of("directory");
    auto directory = group("directory", HostKind::identity, 1, "core");
    directory.realm = named("own");
    ulm.host_groups = {desks, directory};

    // post: all of desks (80 % of them suffice), and gfi/mail over the wan with two hours' grace
    Need some_desks = of("desks");
    some_desks.enough = Share{0.8};
    Need mail = of("gfi/mail");
    mail.over = named("wan");
    mail.grace = hours(2);
    Need post{.op = Need::Op::all_of};
    post.children = {some_desks, mail};

    // register: two of directory, gfi/portal (floor 30 %), gfi/mail; or 0.7 and 0.3 of the desks
    Need portal = of("gfi/portal");
    portal.floor = Share{0.3};
    Need two{.op = Need::Op::at_least};
    two.at_least = 2;
    two.children = {of("directory"), portal, of("gfi/mail")};
    Need mixed{.op = Need::Op::weighted};
    mixed.children = {of("desks"), of("directory")};
    mixed.weights = {Share{0.7}, Share{0.3}};
    Need either{.op = Need::Op::any_of};
    either.children = {two, mixed};

    ulm.services = {service("post", post), service("register", either)};
    ulm.services[0].starts_without = {named("gfi/mail")};
    ulm.services[0].start_time = seconds(30);
    ulm.links = {{named("wan"), named("gfi"), {}}};
    return ulm;
}

Organisation kiel() {
    Organisation kiel;
    kiel.id = named("kiel");
    kiel.region = named("DE-SH");
    kiel.members = 2000;
    auto desks = group("desks", HostKind::workstation, 30, "office");
    desks.realm = named("shared");
    kiel.host_groups = {desks, group("empty", HostKind::server, 0, "office")};
    Need directory = of("gfi/portal");
    directory.to_start = true;
    Need post{.op = Need::Op::all_of};
    post.children = {of("desks"), directory};
    kiel.services = {service("post", post)};
    return kiel;
}

}  // namespace

Scenario small_federation() {
    Scenario scenario;
    scenario.organisations = {provider(), ulm(), kiel()};
    return scenario;
}

}  // namespace kammerspiel::test
