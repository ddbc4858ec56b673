#include <fmt/format.h>

#include "catch.hpp"
#include "tests/unit/import/imported.hpp"

// What spreadsheets in English and German write.

namespace kammerspiel::test {
namespace {

TEST_CASE("a table that a German Excel exports is understood as it is", "[scenario][import]") {
    const Import from = imported(
        "\xEF\xBB\xBFKennung;Typ;Einrichtung;Bezeichnung;Anzahl;Netz;Mitglieder;Beschäftigte;"
        "IT-Personal;Bundesland;Breite;WAZ;MTA;Anteil;Nutzungszeit\r\n"
        "muenster;Organisation;;Stadt Münster;;;320000;6800,5;40;NRW;51,96;;;;\r\n"
        "mail-server;Server;muenster;\"Mail; zwei Stück\";2;dmz;;;;;;;;;\r\n"
        "email;Fachverfahren;muenster;E-Mail;;;;;;;;4 Std.;2 Tage 12 Stunden;0,4 %;Bürozeiten\r\n"
        ";;;;;;;;;;;;;;\r\n",
        "Von;Nach;Art;Karenz;Genügt;Nur zum Start\r\n"
        "email;mail-server;benötigt;1,5 Stunden;12,5 %;ja\r\n");
    INFO(from.english);
    CHECK(from.findings.empty());
    CHECK(from.imported.counts.left_out == 0);
    REQUIRE(from.imported.organisations.size() == 1);
    const scenario::Organisation& town = from.imported.organisations[0];
    CHECK(town.name == "Stadt Münster");
    CHECK(town.members == 320000);
    CHECK(town.staff == 6800.5);
    CHECK(town.region.text == "DE-NW");
    CHECK(town.latitude == 51.96);
    CHECK(town.crews.at(0).people == 40);
    CHECK(town.host_groups.at(0).count == 2);
    const scenario::Service& email = town.services.at(0);
    CHECK(email.rto == hours(4));
    CHECK(email.mtpd == hours(60));
    CHECK(email.demand->share == Share{0.004});
    CHECK(email.demand->profile.text == "office-hours");
    const scenario::Need& need = email.needs.children.at(0);
    CHECK(need.grace == minutes(90));
    CHECK(need.enough == Share{0.125});
    CHECK(need.to_start);
    CHECK_THAT(from.yaml, ContainsSubstring("zone: dmz}  # Mail; zwei Stück\n"));
}

TEST_CASE("columns stand in any order, and their names in any case", "[scenario][import]") {
    const std::string edges = "to,from\nb,a\n";
    const Import one = imported("ID,Kind,Organisation,ZONE\na,server,x,z\nb,server,x,z\n", edges);
    const Import other = imported("zone,organisation,kind,id\nz,x,server,a\nz,x,server,b\n", edges);
    CHECK(without_heading(one.yaml) == without_heading(other.yaml));
    CHECK_THAT(one.yaml, ContainsSubstring("a: {kind: server, count: 1, zone: z, needs: [b]}"));
}

TEST_CASE("an edge can be told from the other end, and means the same", "[scenario][import]") {
    const std::string nodes = "id,kind,organisation\nmail,service,x\nserver,server,x\n";
    const Import needs = imported(nodes, "from,to,type\nmail,server,depends on\n");
    for (const std::string type : {"supports", "used_by", "unterstützt", "wird genutzt von"}) {
        INFO(type);
        const Import turned = imported(nodes, fmt::format("from,to,type\nserver,mail,{}\n", type));
        CHECK(turned.errors() == 0);
        CHECK(without_heading(turned.yaml) == without_heading(needs.yaml));
    }
}

TEST_CASE("what organisations share an id for is told apart by organisation/id",
          "[scenario][import]") {
    const Import from = imported(
        "id,kind,organisation\nulm,organisation,\nkiel,organisation,\nmail,server,ulm\n"
        "mail,server,kiel\nweb,service,kiel\n",
        "from,to\nweb,mail\nweb,ulm/mail\n");
    CHECK(from.errors() == 0);
    // Without the organisation its own is meant.
    CHECK_THAT(from.yaml, ContainsSubstring("needs: [mail, ulm/mail]"));
}

TEST_CASE("edges of type link become links: of organisations, over hosts, and to the internet",
          "[scenario][import]") {
    const Import from = imported(
        "id,kind,organisation\nulm,organisation,\nkiel,organisation,\nvpn,network,ulm\n"
        "web,service,ulm\nwww,server,kiel\n",
        "from,to,type,name,over\nulm,internet,link,,\nvpn,kiel,link,wan,\nkiel,ulm,Leitung,,\n"
        "web,www,needs,,wan\n");
    CHECK(from.errors() == 0);
    CHECK(from.imported.counts.links == 3);
    CHECK_THAT(from.yaml, ContainsSubstring("uplink: {to: internet}"));
    CHECK_THAT(from.yaml, ContainsSubstring("wan: {to: kiel, needs: [vpn]}"));
    CHECK_THAT(from.yaml, ContainsSubstring("link-ulm: {to: ulm}"));
    CHECK_THAT(from.yaml, ContainsSubstring("needs: [{kiel/www: {over: wan}}]"));
}

TEST_CASE("what is assumed is said once, and stands beside what it is of", "[scenario][import]") {
    const Import from =
        imported("id,kind,organisation,share\na,hosts,x,\nb,workstation,x,\nmail,service,x,0.1\n",
                 "from,to\n");
    CHECK(from.errors() == 0);
    CHECK(
        from.finds("nodes.csv:2:1 no zone is given, here and 2 times in all; the usual one of "
                   "each kind is assumed"));
    CHECK(from.finds("nodes.csv:2:3 which kind of hosts is not said: server assumed"));
    CHECK(from.finds("nodes.csv:4:16 no profile of demand is given: office-hours assumed"));
    CHECK(from.finds("nodes.csv:4:1 the service needs nothing; a host that it runs on is assumed"));
    CHECK_THAT(from.yaml,
               ContainsSubstring("a: {kind: server, count: 1, zone: servers}  # kind assumed; "
                                 "zone assumed\n"));
    CHECK_THAT(from.yaml,
               ContainsSubstring("mail-hosts: {kind: server, count: 1, zone: servers}  # assumed"));
    CHECK_THAT(from.yaml, ContainsSubstring("region: unknown"));
}

TEST_CASE("organisations that give no region get the one that is given for all",
          "[scenario][import]") {
    const Import from = imported(
        Written{{"nodes.csv", "id,kind,region\nulm,organisation,DE-BW\nkiel,organisation,\n"}},
        {.region = "DE-SH"});
    CHECK(from.findings.empty());
    CHECK(from.imported.organisations.at(0).region.text == "DE-BW");
    CHECK(from.imported.organisations.at(1).region.text == "DE-SH");
}

TEST_CASE("names that cannot be are mended, and kept apart", "[scenario][import]") {
    const Import from = imported(
        "id,kind,organisation\nStadt Köln,organisation,\nSRV 1,server,Stadt Köln\n"
        "SRV/1,server,Stadt Köln\nall_of,server,Stadt Köln\nnull,server,Stadt Köln\n",
        "from,to\nSRV 1,SRV/1\nnull,all_of\n");
    CHECK(from.errors() == 0);
    CHECK(from.finds("nodes.csv:2:1 'Stadt Köln' cannot be a name in a federation"));
    CHECK(from.finds("nodes.csv:3:1 'SRV 1' cannot be a name in a federation"));
    CHECK(
        from.finds("nodes.csv:4:1 'SRV/1': the name 'SRV-1' is taken or has a meaning of its own"));
    CHECK(from.finds(
        "nodes.csv:5:1 'all_of': the name 'all_of' is taken or has a meaning of its own"));
    CHECK_THAT(from.yaml, ContainsSubstring("  Stadt-Koeln:\n"));
    CHECK_THAT(from.yaml, ContainsSubstring(
                              "SRV-1: {kind: server, count: 1, zone: servers, needs: [SRV-1-2]}"));
    CHECK_THAT(
        from.yaml,
        ContainsSubstring("\"null\": {kind: server, count: 1, zone: servers, needs: [all_of-2]}"));
    const Outcome loaded = load(scenario_around(from.yaml));
    REQUIRE(loaded.scenario);
    CHECK(loaded.scenario->organisations == from.imported.organisations);
}

TEST_CASE("an inventory that names no organisation becomes one", "[scenario][import]") {
    const Import from = imported(Written{{"nodes.csv", "id,kind\na,server\nb,server\n"}});
    CHECK(from.errors() == 0);
    CHECK(
        from.finds("nodes.csv:2:1 the inventory names no organisation; all of it is put into one "
                   "called 'organisation'"));
    REQUIRE(from.imported.organisations.size() == 1);
    CHECK(from.imported.organisations[0].host_groups.size() == 2);
    const Import single =
        imported(Written{{"nodes.csv", "id,kind\nulm,organisation\na,server\nb,server\n"}});
    CHECK(
        single.finds("nodes.csv:3:1 2 entries, this one first, name no organisation; they are put "
                     "into the only one, 'ulm'"));
    CHECK(single.imported.organisations.at(0).host_groups.size() == 2);
}

TEST_CASE("host groups and links come up without a need as services start without one",
          "[scenario][import]") {
    const Import from = imported(
        "id,kind,organisation\no,organisation,\na,server,o\nb,server,o\nl,link,o\ns,service,o\n",
        "from,to,type,starts_without\nl,internet,link,\na,b,needs,true\nl,a,needs,true\ns,a,needs,"
        "true\n");
    INFO(from.english);
    CHECK(from.errors() == 0);
    REQUIRE(from.imported.organisations.size() == 1);
    const scenario::Organisation& o = from.imported.organisations[0];
    CHECK(o.host_groups.at(0).starts_without.at(0).text == "b");
    CHECK(o.links.at(0).starts_without.at(0).text == "a");
    CHECK(o.services.at(0).starts_without.at(0).text == "a");
    CHECK_THAT(from.yaml, ContainsSubstring("needs: [b], starts_without: [b]}") &&
                              ContainsSubstring("needs: [a], starts_without: [a]}"));
}

TEST_CASE("needs whose joining is faulty are left out, each with its reason",
          "[scenario][import]") {
    const std::string nodes =
        "id,kind,organisation\no,organisation,\na,server,o\nb,server,o\nc,server,o\ns,service,o\n"
        "t,service,o\n";
    const auto edges = [&](const std::string& rows) {
        return imported(nodes, "from,to,type,within,weight\n" + rows);
    };
    // A weight where nothing is weighted; the other service is as it was said to be.
    const Import weight = edges("s,a,needs,1:any_of,0.5\nt,b,needs,,\n");
    CHECK(weight.errors() == 1);
    CHECK_THAT(weight.yaml, ContainsSubstring("needs: [b]"));
    // One number that joins in two places.
    const Import twice = edges("s,a,needs,1:any_of/2:all_of,\ns,b,needs,3:any_of/2:all_of,\n");
    CHECK(twice.errors() == 1);
    CHECK_THAT(twice.yaml, ContainsSubstring("needs: [a]"));
    // More than a federation file holds.
    CHECK(edges("s,a,needs,1:at_least 17,\n").errors() == 1);
    std::string deep;
    for (int i = 1; i <= 40; ++i) deep += (i > 1 ? "/" : "") + std::to_string(i) + ":any_of";
    CHECK(edges("s,a,needs," + deep + ",\n").errors() == 1);
}

}  // namespace
}  // namespace kammerspiel::test
