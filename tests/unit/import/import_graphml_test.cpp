#include <fmt/format.h>

#include "catch.hpp"
#include "tests/unit/import/imported.hpp"

// Graphs as programs write them, and what they must not do to us.

namespace kammerspiel::test {
namespace {

Import graph(const std::string& text) { return imported(Written{{"graph.graphml", text}}); }

/// Around the contents of a graph, as networkx writes it; six lines before the first of them.
Import networkx(const std::string& contents, const std::string& direction = "directed") {
    return graph(fmt::format(R"(<?xml version='1.0' encoding='utf-8'?>
<graphml xmlns="http://graphml.graphdrawing.org/xmlns">
<key id="d0" for="node" attr.name="kind" attr.type="string"><default>server</default></key>
<key id="d1" for="edge" attr.name="grace" attr.type="string" />
<key id="d2" for="all" attr.name="colour" attr.type="double" />
<graph edgedefault="{}">
{}
</graph></graphml>
)",
                             direction, contents));
}

TEST_CASE("a graph of networkx gives its nodes, edges and defaults", "[scenario][import]") {
    const Import from = networkx(
        "<node id=\"a\"/><node id=\"b\"><data key=\"d0\">backup</data></node>\n"
        "<edge source=\"a\" target=\"b\"><data key=\"d1\">8h</data></edge>");
    CHECK(from.errors() == 0);
    CHECK_THAT(from.yaml, ContainsSubstring("a: {kind: server, count: 1, zone: servers, needs: "
                                            "[{b: {grace: 8h}}]}"));
    CHECK_THAT(from.yaml, ContainsSubstring("b: {kind: backup, count: 1, zone: backup}"));
}

const std::string drawing = R"(<?xml version="1.0" encoding="UTF-8" standalone="no"?>
<graphml xmlns="http://graphml.graphdrawing.org/xmlns" xmlns:y="http://www.yworks.com/xml/graphml">
  <key attr.name="Art" attr.type="string" for="node" id="d3"/>
  <key attr.name="Anzahl" attr.type="int" for="node" id="d8"><default>2</default></key>
  <key attr.name="url" attr.type="string" for="node" id="d4"/>
  <key for="node" id="d6" yfiles.type="nodegraphics"/>
  <key for="edge" id="d10" yfiles.type="edgegraphics"/>
  <graph edgedefault="directed" id="G">
    <node id="n0" yfiles.foldertype="group">
      <data key="d6"><y:ProxyAutoBoundsNode><y:Realizers active="0">
        <y:GroupNode><y:NodeLabel alignment="right">Klinikum</y:NodeLabel></y:GroupNode>
        <y:GroupNode><y:NodeLabel>Folder 1</y:NodeLabel></y:GroupNode>
      </y:Realizers></y:ProxyAutoBoundsNode></data>
      <graph edgedefault="directed" id="n0:">
        <node id="n0::n0"><data key="d3">Dienst</data><data key="d4"/>
          <data key="d6"><y:ShapeNode><y:NodeLabel>Notaufnahme<y:LabelModel><y:SmartNodeLabelModel
            distance="4.0"/></y:LabelModel></y:NodeLabel></y:ShapeNode></data></node>
        <node id="n0::n1" yfiles.foldertype="group">
          <data key="d6"><y:GroupNode><y:NodeLabel>DMZ</y:NodeLabel></y:GroupNode></data>
          <graph edgedefault="directed" id="n0::n1:">
            <node id="n0::n1::n0"><data key="d3">Server</data><data key="d8">4</data>
              <data key="d6"><y:ShapeNode><y:NodeLabel>Web</y:NodeLabel></y:ShapeNode></data></node>
            <node id="n0::n1::n1"><data key="d3">Server</data>
              <data key="d6"><y:ShapeNode><y:NodeLabel>Web</y:NodeLabel></y:ShapeNode></data></node>
          </graph>
        </node>
      </graph>
    </node>
    <node id="n1"><data key="d3">Internet</data></node>
    <edge id="e0" source="n0::n0" target="n0::n1::n0"/>
    <edge id="e1" source="n0::n0" target="n0::n1::n1"><data key="d10"><y:PolyLineEdge>
      <y:EdgeLabel>nutzt<y:LabelModel/></y:EdgeLabel></y:PolyLineEdge></data></edge>
    <edge id="e2" source="n0" target="n1"><data key="d10"><y:PolyLineEdge>
      <y:EdgeLabel>Leitung</y:EdgeLabel></y:PolyLineEdge></data></edge>
  </graph>
</graphml>
)";

TEST_CASE("a drawing of yEd: labels are names, groups are organisations, groups in them zones",
          "[scenario][import]") {
    const Import from = graph(drawing);
    INFO(from.english);
    CHECK(from.errors() == 0);
    REQUIRE(from.imported.organisations.size() == 1);
    CHECK(from.imported.organisations[0].id.text == "Klinikum");
    CHECK_THAT(from.yaml, ContainsSubstring("Web: {kind: server, count: 4, zone: DMZ}"));
    CHECK_THAT(from.yaml, ContainsSubstring("Web-2: {kind: server, count: 2, zone: DMZ}"));
    CHECK_THAT(from.yaml, ContainsSubstring("uplink: {to: internet}"));
    CHECK_THAT(from.yaml, ContainsSubstring("needs: [Web, Web-2]"));
    CHECK(
        from.finds("graph.graphml:24:56 'Web': the name 'Web' is taken or has a meaning of its "
                   "own"));
    const Outcome loaded = load(scenario_around(from.yaml));
    REQUIRE(loaded.scenario);
    CHECK(loaded.scenario->organisations == from.imported.organisations);
}

TEST_CASE("faults of a graph have the line and column of the value", "[scenario][import]") {
    const Import from = networkx(
        "<node id=\"a\"/>\n"
        "<node id=\"ä\"/>\n"
        "  <node id=\"c\"><data key=\"d0\">\n    sevrer</data></node>\n"
        "<node/>\n"
        "<edge source=\"a\" target=\"nobody\"/>\n"
        "<edge target = 'a'  source = 'c'/>\n"
        "<edge source=\"a\" target=\"ä\" directed=\"false\"/>\n"
        "<hyperedge/>\n"
        "<edge source=\"a\" target=\"ä\"><data key=\"d1\">now</data><data "
        "key=\"d2\">3</data></edge>\n"
        "<edge source=\"ä\" target=\"a\"><data key=\"d1\">&#27;[1m</data></edge>");
    INFO(from.english);
    CHECK(from.finds("graph.graphml:8:11 'ä' cannot be a name in a federation"));
    CHECK(from.finds("graph.graphml:10:5 'sevrer' is no kind of node"));
    CHECK(from.finds("graph.graphml:11:2 this entry has no 'id'"));
    CHECK(from.finds("graph.graphml:12:26 no node has the id 'nobody'"));
    CHECK(from.finds("graph.graphml:13:31 'c' was left out, and this edge with it"));
    CHECK(from.finds("graph.graphml:14:2 this edge has no direction: who needs whom?"));
    CHECK(from.finds("graph.graphml:15:2 a hyperedge says nothing about who needs whom"));
    CHECK(
        from.finds("graph.graphml:16:44 'grace': 'now' is not a span of time; write a number and "
                   "a unit: s, min, h, d or w, e.g. 90s, 4h, 2d"));
    CHECK(from.finds("graph.graphml:5:35 the column 'colour' is not known and is not used"));
    CHECK(from.finds("graph.graphml:17:44 there are control characters in this text"));
    CHECK(from.imported.counts.left_out == 8);
    CHECK(from.errors() == 8);
}

TEST_CASE("an undirected graph has links, but no needs, and that is said once",
          "[scenario][import]") {
    const Import from = networkx(
        "<node id=\"a\"/><node id=\"b\"/>\n<edge source=\"a\" target=\"b\"/>"
        "<edge source=\"b\" target=\"a\"/><edge source=\"b\" target=\"a\" directed=\"true\"/>",
        "undirected");
    CHECK(
        from.finds("graph.graphml:6:2 the edges of this graph have no direction; those of needs "
                   "are left out"));
    CHECK(from.errors() == 1);
    CHECK(from.imported.counts.left_out == 2);
    CHECK(from.imported.counts.needs == 1);
}

TEST_CASE("what is no GraphML is refused", "[scenario][import]") {
    CHECK(graph("<svg/>").findings ==
          std::vector<std::string>{"graph.graphml:1:2 this is 'svg', not GraphML"});
    CHECK(graph("<graphml/>").findings ==
          std::vector<std::string>{"graph.graphml:1:2 there is no graph in this file"});
    const Import broken = graph("<graphml>\n<graph><node id=\"a\"></graph>\n</graphml>");
    REQUIRE(broken.findings.size() == 1);
    CHECK_THAT(broken.findings[0],
               StartsWith("graph.graphml:2:") && ContainsSubstring("not valid XML: "));
    const Import both =
        imported(Written{{"graph.graphml", drawing}, {"edges.csv", "from,to\na,b\n"}});
    CHECK(both.findings == std::vector<std::string>{
                               "edges.csv:0:0 with a GraphML file there are no edges to be given: "
                               "they are in it"});
}

TEST_CASE("a document type, and the entities that it could let grow, are refused",
          "[scenario][import]") {
    std::string bomb = "<?xml version=\"1.0\"?>\n<!DOCTYPE lolz [\n<!ENTITY l0 \"lol\">\n";
    for (int i = 1; i < 10; ++i) {
        bomb += fmt::format("<!ENTITY l{} \"", i);
        for (int times = 0; times < 10; ++times) bomb += fmt::format("&l{};", i - 1);
        bomb += "\">\n";
    }
    bomb += "]>\n<graphml><graph><node id=\"&l9;\"/></graph></graphml>";
    const Import from = graph(bomb);
    CHECK(from.yaml.empty());
    REQUIRE(from.findings.size() == 1);
    CHECK_THAT(from.findings[0], ContainsSubstring("a document type declaration is refused"));
}

TEST_CASE("elements within elements are refused from a depth on", "[scenario][import]") {
    const auto nested = [](int depth) {
        std::string open, close;
        for (int i = 0; i < depth; ++i) {
            open += fmt::format("<graph><node id=\"a{}\">", i);
            close += "</node></graph>";
        }
        return graph("<graphml>" + open + close + "</graphml>");
    };
    CHECK(nested(30).yaml.size() > 0);
    const Import deep = nested(100'000);
    CHECK(deep.yaml.empty());
    REQUIRE(deep.findings.size() == 1);
    CHECK_THAT(deep.findings[0], ContainsSubstring("nested more than 64 levels deep"));
}

TEST_CASE("more tags than a drawing can have are refused before they take memory",
          "[scenario][import]") {
    std::string many = "<graphml><graph>";
    for (int i = 0; i < 8'000'000; ++i) many += "<a/>";
    const Import from = graph(many + "</graph></graphml>");
    CHECK(from.findings ==
          std::vector<std::string>{"graph.graphml:0:0 the file has more than 8,000,000 tags"});
}

}  // namespace
}  // namespace kammerspiel::test
