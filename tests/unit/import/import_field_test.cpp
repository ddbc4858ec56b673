#include <fmt/format.h>

#include "catch.hpp"
#include "tests/unit/import/imported.hpp"

// Inventories as configuration databases, device lists and drawings of others have them.

namespace kammerspiel::test {
namespace {

Import graph(const std::string& text, const inventories::ImportOptions& options = {}) {
    return imported(Written{{"graph.graphml", text}}, options);
}

/// A graph of one service, one server and one firewall, with what is declared of it.
Import edges_of(const std::string& keys, const std::string& edges) {
    return graph("<graphml><key id='k' for='node' attr.name='kind'/>" + keys +
                 "<graph edgedefault='directed'><node id='app'><data key='k'>service</data></node>"
                 "<node id='srv'><data key='k'>server</data></node>"
                 "<node id='fw'><data key='k'>firewall</data></node>" +
                 edges + "</graph></graphml>");
}

TEST_CASE("the words of a configuration database are understood", "[scenario][import]") {
    const Import from = imported(
        "\"name\",\"sys_class_name\",\"ip_address\",\"company\",\"sys_id\"\n"
        "\"web01\",\"cmdb_ci_linux_server\",\"10.1.1.1\",\"Stadtwerke\",\"a1\"\n"
        "\"erp\",\"cmdb_ci_service\",\"\",\"Stadtwerke\",\"a2\"\n"
        "\"sw01\",\"cmdb_ci_netgear\",\"10.1.1.3\",\"Stadtwerke\",\"a3\"\n",
        "\"parent\",\"type\",\"child\"\n"
        "\"erp\",\"Depends on::Used by\",\"web01\"\n"
        "\"web01\",\"Connects to::Connected by\",\"sw01\"\n");
    INFO(from.english);
    CHECK(from.errors() == 0);
    CHECK_THAT(from.yaml, ContainsSubstring("needs: [web01]"));
    CHECK_THAT(from.yaml, ContainsSubstring("web01: {kind: server, count: 1, zone: servers, needs: "
                                            "[sw01]}"));
    CHECK_THAT(from.yaml, ContainsSubstring("sw01: {kind: network"));
    CHECK(from.imported.counts.needs == 2);
}

TEST_CASE("the part before the colons says how an edge reads from its first end",
          "[scenario][import]") {
    const std::string nodes = "id,kind\nerp,service\nweb,server\n";
    for (const std::string type :
         {"Depends on::Used by", "Runs on::Runs", "Hosted on::Hosts", "Uses::Used by",
          "Virtualized by::Virtualizes", "Powered by::Powers", "Relies on", "INSTALLED_ON"}) {
        INFO(type);
        const Import from = imported(nodes, fmt::format("from,to,type\nerp,web,{}\n", type));
        CHECK(from.errors() == 0);
        CHECK_THAT(from.yaml, ContainsSubstring("needs: [web]"));
    }
    for (const std::string type :
         {"Used by::Depends on", "Hosts::Hosted on", "Powers::Powered by"}) {
        INFO(type);
        const Import from = imported(nodes, fmt::format("from,to,type\nweb,erp,{}\n", type));
        CHECK_THAT(from.yaml, ContainsSubstring("needs: [web]"));
    }
}

TEST_CASE("the role of a device is its kind, not its model", "[scenario][import]") {
    const Import devices =
        imported(Written{{"nodes.csv",
                          "Name,Status,Tenant,Site,Role,Manufacturer,Type\n"
                          "hq-spine-01,Active,Clinic,HQ,Spine Switch,Maker A,Model 1\n"
                          "hq-fw-01,Active,Clinic,HQ,Firewall,Maker B,Model 2\n"
                          "hq-esx-01,Active,Clinic,HQ,Hypervisor,Maker C,Model 3\n"
                          "hq-srv-01,Offline,Clinic,HQ,Server,Maker C,Model 4\n"}});
    INFO(devices.english);
    CHECK(devices.errors() == 0);
    CHECK_THAT(devices.yaml, ContainsSubstring("hq-spine-01: {kind: network"));
    CHECK_THAT(devices.yaml, ContainsSubstring("hq-fw-01: {kind: network"));
    CHECK_THAT(devices.yaml, ContainsSubstring("hq-esx-01: {kind: server"));
    CHECK(devices.finds("nodes.csv:2:30 'Spine Switch' is taken for network"));
    const Import other = imported(Written{{"nodes.csv",
                                           "name,device_role,device_type,tenant\n"
                                           "r1,border,m1,clinic\nr2,server,m4,clinic\n"}});
    CHECK(other.errors() == 0);
    CHECK_THAT(other.yaml, ContainsSubstring("r1: {kind: network"));
    // Whichever comes first
    const Import turned =
        imported(Written{{"nodes.csv", "name,type,role,tenant\nr1,Model 1,router,clinic\n"}});
    CHECK_THAT(turned.yaml, ContainsSubstring("r1: {kind: network"));
}

TEST_CASE("the label of an edge is its type, in whatever it is kept", "[scenario][import]") {
    const std::string turned = "<edge source='fw' target='app'>{}</edge>";
    for (const std::string name :
         {"label", "Edge Label", "labels", "relation", "type", "Relationship Type"}) {
        INFO(name);
        const Import from =
            edges_of(fmt::format("<key id='l' for='edge' attr.name='{}'/>", name),
                     "<edge source='fw' target='app'><data key='l'>supports</data></edge>"
                     "<edge source='app' target='srv'><data key='l'>depends_on</data></edge>");
        CHECK(from.errors() == 0);
        CHECK_THAT(from.yaml, ContainsSubstring("needs: [fw, srv]"));
    }
    // As an attribute, as graph databases export it
    const Import attributes = edges_of("", "<edge source='srv' target='app' label='HOSTS'/>");
    CHECK_THAT(attributes.yaml, ContainsSubstring("needs: [srv]"));
    const Import other =
        edges_of("<key id='l' for='edge' attr.name='label'/>",
                 "<edge source='app' target='srv'><data key='l'>10 GbE</data></edge>");
    CHECK(other.errors() == 0);
    CHECK_THAT(other.english, ContainsSubstring("'10 GbE', written on an edge, is no word"));
    CHECK_THAT(other.yaml, ContainsSubstring("needs: [srv]"));
}

TEST_CASE("a word that is no type is said with what is assumed", "[scenario][import]") {
    const Import from = imported("id,kind\na,service\nb,server\nc,server\n",
                                 "from,to,type\na,b,thinks\na,c,thinks\n");
    CHECK(from.errors() == 0);
    CHECK(
        from.finds("edges.csv:2:5 'thinks' is no word for a type of edge: needs is assumed, 2 "
                   "times"));
    CHECK_THAT(from.yaml, ContainsSubstring("needs: [b, c]"));
    CHECK_THAT(from.german, ContainsSubstring("needs wird angenommen"));
}

TEST_CASE("what a drawing program says of its drawing is no column", "[scenario][import]") {
    const Import from = graph(
        "<graphml><key attr.name='label' for='node' id='label'/>"
        "<key attr.name='Edge Label' for='edge' id='el'/><key attr.name='weight' for='edge' "
        "id='weight'/><key attr.name='Edge Id' for='edge' id='ei'/><key attr.name='r' for='node' "
        "id='r'/><key attr.name='size' for='node' id='size'/><key attr.name='Type' for='node' "
        "id='type'/><key attr.name='Owner' for='node' id='owner'/><graph edgedefault='directed'>"
        "<node id='n1'><data key='label'>Webshop</data><data key='type'>Application</data>"
        "<data key='owner'>Stadtwerke</data><data key='size'>10.0</data><data "
        "key='r'>1</data></node>"
        "<node id='n2'><data key='label'>DB01</data><data key='type'>Database</data>"
        "<data key='owner'>Stadtwerke</data></node>"
        "<node id='n3'><data key='label'>FW01</data><data key='type'>Firewall</data>"
        "<data key='owner'>Stadtwerke</data></node>"
        "<edge source='n1' target='n2'><data key='ei'>e1</data><data key='el'>depends_on</data>"
        "<data key='weight'>1.0</data></edge>"
        "<edge source='n3' target='n1'><data key='el'>supports</data><data "
        "key='weight'>1.0</data></edge></graph></graphml>");
    INFO(from.english);
    CHECK(from.errors() == 0);
    CHECK_THAT(from.yaml, ContainsSubstring("needs: [DB01, FW01]"));
    CHECK_THAT(from.english, !ContainsSubstring("'size'"));
}

TEST_CASE("arrows of a drawing decide the direction", "[scenario][import]") {
    const auto edge = [](const std::string& from, const std::string& to, const std::string& source,
                         const std::string& target, const std::string& label = "") {
        return fmt::format(
            "<edge source='{}' target='{}'><data key='g'><y:PolyLineEdge><y:Arrows source='{}' "
            "target='{}'/>{}</y:PolyLineEdge></data></edge>",
            from, to, source, target,
            label.empty() ? "" : "<y:EdgeLabel>" + label + "</y:EdgeLabel>");
    };
    const std::string keys = "<key for='edge' id='g' yfiles.type='edgegraphics'/>";
    const Import from = edges_of(keys, edge("app", "srv", "none", "standard") +
                                           edge("srv", "fw", "none", "none", "10 GbE") +
                                           edge("fw", "app", "standard", "none"));
    INFO(from.english);
    CHECK(from.errors() == 1);
    CHECK(from.imported.counts.needs == 2);
    CHECK_THAT(from.yaml, ContainsSubstring("needs: [srv, fw]"));
    CHECK_THAT(from.english,
               ContainsSubstring("this edge has no direction") && ContainsSubstring("'10 GbE'"));
    const Import both = edges_of(keys, edge("app", "srv", "standard", "delta"));
    CHECK(both.errors() == 1);
    CHECK(both.imported.counts.needs == 0);
    CHECK_THAT(both.english, ContainsSubstring("arrows at both ends"));
    const Import turned = edges_of(keys, edge("app", "srv", "standard", "none", "supports"));
    CHECK_THAT(turned.yaml, ContainsSubstring("needs: [srv]"));
}

TEST_CASE("a default of nodes says nothing of a group", "[scenario][import]") {
    const Import from = graph(
        "<graphml xmlns:y='y'><key attr.name='kind' for='node' id='d3'><default>server</default>"
        "</key><key for='node' id='d6' yfiles.type='nodegraphics'/><graph edgedefault='directed'>"
        "<node id='n0' yfiles.foldertype='group'><data "
        "key='d6'><y:GroupNode><y:NodeLabel>Stadtwerke"
        "</y:NodeLabel></y:GroupNode></data><graph edgedefault='directed'>"
        "<node id='n0::n0'><data key='d3'>service</data><data key='d6'><y:ShapeNode><y:NodeLabel>"
        "Billing\nportal</y:NodeLabel></y:ShapeNode></data></node>"
        "<node id='n0::n1'><data key='d6'><y:ShapeNode><y:NodeLabel>VM-Host 01</y:NodeLabel>"
        "</y:ShapeNode></data></node></graph></node></graph></graphml>");
    INFO(from.english);
    CHECK(from.errors() == 0);
    REQUIRE(from.imported.organisations.size() == 1);
    CHECK(from.imported.organisations.front().name == "Stadtwerke");
    CHECK(from.imported.organisations.front().services.size() == 1);
}

TEST_CASE("a key that is not declared is taken by its id, and said once", "[scenario][import]") {
    const Import from = graph(
        "<graphml><graph edgedefault='directed'><node id='app'><data "
        "key='kind'>service</data></node>"
        "<node id='srv'><data key='kind'>server</data></node><edge source='app' target='srv'/>"
        "<edge source='srv' target='app'/></graph></graphml>");
    INFO(from.english);
    CHECK(from.errors() == 0);
    CHECK(from.imported.counts.needs == 2);
    CHECK_THAT(from.english, ContainsSubstring("the key 'kind' is not declared"));
    CHECK_THAT(from.english, ContainsSubstring("need each other"));
}

TEST_CASE("labels of a graph database are kinds", "[scenario][import]") {
    for (const std::string labels : {":Server", ":Asset:Server", ":Server;Asset", "Server"}) {
        INFO(labels);
        const Import from = graph(fmt::format(
            "<graphml><key id='labels' for='node' attr.name='labels'/><graph "
            "edgedefault='directed'><node id='n0' labels='{}'><data key='labels'>{}</data></node>"
            "<node id='n1' labels=':Service'/></graph></graphml>",
            labels, labels));
        CHECK(from.errors() == 0);
        CHECK_THAT(from.yaml, ContainsSubstring("kind: server"));
        CHECK(from.imported.counts.services == 1);
    }
}

TEST_CASE("what follows from a fault is said once", "[scenario][import]") {
    std::string nodes = "id,kind\na,\nb,server\n";
    std::string edges = "from,to\n";
    for (int i = 0; i < 50; ++i) {
        nodes += fmt::format("s{},service\n", i);
        edges += fmt::format("s{},a\ns{},nobody\n", i, i);
    }
    const Import from = imported(nodes, edges);
    CHECK(from.errors() == 3);
    CHECK(from.finds("edges.csv:2:4 'a' was left out, and 50 edges with it"));
    CHECK(from.finds("edges.csv:3:4 no node has the id 'nobody', which 50 edges name"));
    CHECK(from.imported.counts.left_out == 101);
}

TEST_CASE("kinds can be given for all that say none", "[scenario][import]") {
    const std::string nodes =
        "<graphml><graph edgedefault='directed'><node id='a'/><node id='b'/>"
        "<edge source='a' target='b'/></graph></graphml>";
    const Import without = graph(nodes);
    CHECK_THAT(without.english, ContainsSubstring("nor do others: 2 in all"));
    CHECK(without.yaml.empty());
    const Import from = graph(nodes, {.kind = "server"});
    CHECK(from.errors() == 0);
    CHECK(from.imported.counts.hosts == 2);
    CHECK(from.imported.counts.needs == 1);
}

TEST_CASE("an undirected graph of connections becomes links between organisations",
          "[scenario][import]") {
    const Import from = graph(
        "<graphml><key attr.name='label' for='node' id='l'/><key attr.name='Latitude' for='node' "
        "id='la'/><key attr.name='type' for='node' id='t'/><key attr.name='LinkLabel' for='edge' "
        "id='ll'/><graph edgedefault='undirected'>"
        "<node id='0'><data key='l'>Berlin</data><data key='la'>52.500</data></node>"
        "<node id='1'><data key='l'>Kiel</data><data key='t'>Green Node</data></node>"
        "<node id='2'><data key='l'>Ulm</data></node>"
        "<edge source='0' target='1'/><edge source='1' target='0'/><edge source='1' target='2'/>"
        "<edge source='2' target='2'/></graph></graphml>",
        {.kind = "network", .as_links = true});
    INFO(from.english);
    CHECK(from.errors() == 0);
    CHECK(from.imported.counts.organisations == 3);
    CHECK(from.imported.counts.links == 2);
    CHECK(from.imported.organisations.front().latitude == 52.5);
    CHECK_THAT(from.english, ContainsSubstring("are left out: 2"));
    CHECK_THAT(from.yaml, ContainsSubstring("kind: network"));
}

TEST_CASE("a mapping file names columns and words of others", "[scenario][import]") {
    const test::WrittenFolder folder;
    folder.write("mapping.csv",
                 "Überschrift;Spalte\nGerätename;id\nFunktion;kind\nPreis;ignorieren\n"
                 "kind;Rechenknecht;server\ntype;speist;needed_by\nFarbe;Kolor\n");
    const Import from =
        imported(Written{{"nodes.csv", "Gerätename;Funktion;Preis\na;Rechenknecht;5\nb;Dienst;7\n"},
                         {"edges.csv", "von;nach;Art\na;b;speist\n"}},
                 {.mapping = folder.path() / "mapping.csv"});
    INFO(from.english);
    CHECK(from.errors() == 0);
    CHECK_THAT(from.yaml, ContainsSubstring("a: {kind: server"));
    CHECK_THAT(from.yaml, ContainsSubstring("needs: [a]"));
    CHECK_THAT(from.english, ContainsSubstring("there is no column 'Kolor'"));
    CHECK_THAT(from.english, !ContainsSubstring("Preis"));
}

TEST_CASE("figures that may be thousands or decimals are refused with both readings",
          "[scenario][import]") {
    const auto members = [](const std::string& first, const std::string& second) {
        return imported(Written{{"nodes.csv", "id;kind;members;lat\na;organisation;" + first +
                                                  ";51.500\nb;organisation;" + second + ";\n"}});
    };
    const Import open = members("60.000", "900");
    CHECK(open.finds("nodes.csv:2:16 'members': '60.000' can be read in two ways"));
    CHECK_THAT(open.english, ContainsSubstring("60000 or 60.0?"));
    CHECK_THAT(open.german, ContainsSubstring("60000 oder 60,0?"));
    // The whole column makes it certain, and so does what the column can hold.
    const Import sure = members("60.000", "1.200.000");
    CHECK(sure.errors() == 0);
    CHECK(sure.imported.organisations.at(0).members == 60000);
    CHECK(sure.imported.organisations.at(0).latitude == 51.5);
    CHECK(members("60 000", "1'500").imported.organisations.at(1).members == 1500);
    CHECK(members("1.250", "1").imported.organisations.at(0).members == 1250);
}

TEST_CASE("a large inventory is read in seconds", "[scenario][import]") {
    std::string nodes = "id,kind,organisation\n";
    std::string edges = "from,to,type\n";
    constexpr int count = 2'000;
    for (int i = 0; i < count; ++i) {
        nodes += fmt::format("s{},{},o\n", i, i % 2 == 0 ? "service" : "linux server");
        for (int k = 1; k <= 3; ++k) {
            edges += fmt::format("s{},s{},Depends on::Used by\n", i, (i + k * 7 + 1) % count);
        }
    }
    const Import from = imported(nodes, edges);
    CHECK(from.errors() == 0);
    CHECK(from.imported.counts.needs == 3 * count);
}

}  // namespace
}  // namespace kammerspiel::test
