#include <fmt/format.h>

#include "catch.hpp"
#include "tests/unit/import/imported.hpp"

// Each fault of a row: where it is, what is said, and that the rest is taken over without it.

namespace kammerspiel::test {
namespace {

/// One more row of the tables below, and what is said of it.
struct Fault {
    std::string row;
    std::string
        finding;  ///< behind the file's name; the row is line 8 of the nodes, 4 of the edges
};

const std::string nodes =
    "id,kind,organisation,count,zone,to,members,lat,share,profile,mtpd,interval,offline,region\n"
    "ulm,organisation,,,,,1000,48.4,,,,,,DE-BW\n"
    "kiel,organisation,,,,,2000,54.3,,,,,,DE-SH\n"
    "server,server,ulm,4,core,,,,,,,,,\n"
    "mail,service,ulm,,,,,,0.1,always,2d,,,\n"
    "wan,link,ulm,,,kiel,,,,,,,,\n"
    "web,server,kiel,2,dmz,,,,,,,,,\n";
const std::string edges =
    "from,to,type,enough,floor,grace,over,any_of\n"
    "mail,server,needs,0.5,,8h,,\n"
    "mail,web,needs,,,,wan,\n";

TEST_CASE("the tables that faults are added to have none", "[scenario][import]") {
    const Import from = imported(nodes, edges);
    INFO(from.english);
    CHECK(from.errors() == 0);
    CHECK(from.imported.counts.left_out == 0);
    CHECK(from.imported.counts.needs == 2);
    CHECK(load(scenario_around(from.yaml)).scenario);
}

/// A row at fault changes nothing of the others.
void check_left_out(const Import& from, const std::string& finding) {
    const Import sound = imported(nodes, edges);
    INFO(from.english);
    INFO(finding);
    CHECK(from.finds(finding));
    CHECK(from.errors() == 1);
    CHECK(from.imported.counts.left_out == 1);
    CHECK(without_heading(from.yaml) == without_heading(sound.yaml));
    CHECK_FALSE(from.german == from.english);
}

TEST_CASE("a row of nodes at fault is said with its column, and left out", "[scenario][import]") {
    for (const auto& [row, finding] : std::vector<Fault>{
             {",server,ulm,,,,,,,,,,,", "1 this entry has no 'id'"},
             {"x,,ulm,,,,,,,,,,,", "3 this entry does not say what it is"},
             {"x,sevrer,ulm,,,,,,,,,,,", "3 'sevrer' is no kind of node"},
             {"x,server,,,,,,,,,,,,",
              "10 this entry does not say to which organisation it belongs"},
             {"server,server,ulm,,,,,,,,,,,", "1 the id 'server' is there twice"},
             {"ulm,organisation,,,,,,,,,,,,", "1 the id 'ulm' is there twice"},
             {"?!,server,ulm,,,,,,,,,,,", "1 '?!' cannot be made into a name"},
             {"x,server,ulm,many,,,,,,,,,,",
              "14 'count' wants a whole number from 0 to 100000000, not 'many'"},
             {"x,server,ulm,-3,,,,,,,,,,",
              "14 'count' wants a whole number from 0 to 100000000, not '-3'"},
             {"x,server,ulm,2.5,,,,,,,,,,",
              "14 'count' wants a whole number from 0 to 100000000, not '2.5'"},
             {"x,server,ulm,200000000,,,,,,,,,,",
              "14 'count' wants a whole number from 0 to 100000000, not '200000000'"},
             {"x,server,ulm,1.000,,,,,,,,,,", "14 'count': '1.000' can be read in two ways"},
             {"x,server,ulm,60000000,,,,,,,,,,",
              "14 the federation has more than 50,000,000 hosts"},
             {"x,server,ulm,,***,,,,,,,,,", "15 '***' cannot be made into a name"},
             {"x,backup,ulm,,z,,,,,,,0h,,", "23 'interval' must be longer than 0"},
             {"x,backup,ulm,,z,,,,,,,,maybe,", "24 'offline' wants yes or no, not 'maybe'"},
             {"x,organisation,,,,,1.5,,,,,,,",
              "20 'members' wants a whole number from 0 to 10000000000, not '1.5'"},
             {"x,organisation,,,,,,95,,,,,,", "21 'lat' wants a number from -90 to 90, not '95'"},
             {"x,service,ulm,,,,,,2,,,,,", "20 'share' wants a share from 0 to 1, not '2'"},
             {"x,service,ulm,,,,,,0.1,offise,,,,", "24 'profile' cannot be 'offise'"},
             {"x,service,ulm,,,,,,,,4,,,",
              "22 'mtpd': '4' is not a span of time; write a number and a unit: s, min, h, d or w, "
              "e.g. 90s, 4h, 2d"},
             {"x,service,ulm,,,,,,,,-4h,,,", "22 'mtpd' cannot be negative"},
             {"x,link,ulm,,,,,,,,,,,", "1 the link 'x' leads nowhere"},
             {"x,link,ulm,,,bonn,,,,,,,,", "14 no node has the id 'bonn'"},
             {"x,link,ulm,,,ulm,,,,,,,,", "14 this link leads from 'ulm' to itself"},
             {"x,server", "1 this row has 2 cells, the heading has 14"},
             {"\"x\"y,server,ulm,,,,,,,,,,,", "4 something stands here behind a quoted cell"},
             {"\"x\x1b\",server,ulm,,,,,,,,,,,", "1 there are control characters in this text"}}) {
        check_left_out(imported(nodes + row + "\n", edges), "nodes.csv:8:" + finding);
    }
}

TEST_CASE("a row of edges at fault is said with its column, and left out", "[scenario][import]") {
    for (const auto& [row, finding] : std::vector<Fault>{
             {",server,,,,,,", "1 this entry has nothing in 'from'"},
             {"mail,,,,,,,", "6 this entry has nothing in 'to'"},
             {"mail,sever,,,,,,", "6 no node has the id 'sever'"},
             {"mial,server,,,,,,", "1 no node has the id 'mial'"},
             {"mail,kiel/server,,,,,,", "6 no node has the id 'kiel/server'"},
             {"mail,kiel,,,,,,", "6 'kiel' is an organisation: it neither needs nor is needed"},
             {"ulm,server,,,,,,", "1 'ulm' is an organisation: it neither needs nor is needed"},
             {"mail,internet,,,,,,", "6 the internet neither needs nor is needed"},
             {"server,server,,,,,,", "8 'server' would need itself"},
             {"mail,server,,,,,,", "1 this edge is there twice"},
             {"web,wan,,,,,,", "5 a link of another organisation cannot be needed"},
             {"server,mail,,0.5,,,,", "14 'enough' belongs to a host group, and 'mail' is none"},
             {"web,server,,0,,,,", "13 'enough: 0' would need nothing"},
             {"web,server,,,120 %,,,", "14 'floor' wants a share from 0 to 1, not '120 %'"},
             {"web,server,,,,soon,,",
              "15 'grace': 'soon' is not a span of time; write a number and a unit: s, min, h, d "
              "or "
              "w, e.g. 90s, 4h, 2d"},
             {"web,server,,,,,wan,", "16 'kiel' has no link 'wan'"},
             {"server,web,,,,,wam,", "16 'ulm' has no link 'wam'"},
             {"mail,ulm,link,,,,,", "6 this link leads from 'ulm' to itself"},
             {"mail,kiel,link,,,,,", "1 the service 'mail' cannot be the end of a link"},
             {"internet,ulm,link,,,,,", "1 a link begins at an organisation"},
             {"wan,internet,link,,,,,", "5 the link 'wan' leads somewhere else already"}}) {
        check_left_out(imported(nodes, edges + row + "\n"), "edges.csv:4:" + finding);
    }
}

TEST_CASE("an edge to what was left out is left out, and shows where that is",
          "[scenario][import]") {
    const Import from =
        imported(nodes + "print,printr,ulm,,,,,,,,,,,\n", edges + "mail,print,,,,,,\n");
    CHECK(from.finds("nodes.csv:8:7 'printr' is no kind of node"));
    CHECK(from.finds("edges.csv:4:6 'print' was left out, and this edge with it"));
    CHECK_THAT(from.english, ContainsSubstring("nodes.csv:8:1: note: it stands here"));
    CHECK(from.imported.counts.left_out == 2);
}

TEST_CASE("what several organisations have needs their names", "[scenario][import]") {
    const Import from =
        imported("id,kind,organisation\nmail,server,ulm\nmail,server,kiel\nweb,server,bonn\n",
                 "from,to\nweb,mail\n");
    CHECK(from.finds("edges.csv:2:5 several organisations have a node 'mail'"));
    CHECK_THAT(from.english, ContainsSubstring("nodes.csv:2:1: note: the first one is here"));
}

TEST_CASE("what was probably meant is suggested, in both languages", "[scenario][import]") {
    const Import from = imported(nodes + "x,sevrer,ulm,,,,,,,,,,,\n", edges + "mail,sever,,,,,,\n");
    CHECK_THAT(from.english, ContainsSubstring("did you mean 'server'?"));
    CHECK_THAT(from.german, ContainsSubstring("meinten Sie 'server'?") &&
                                ContainsSubstring("'sevrer' ist keine Art von Knoten") &&
                                ContainsSubstring("kein Knoten hat die id 'sever'"));
}

TEST_CASE("columns that are not known, mean the same or say nothing are warned of once",
          "[scenario][import]") {
    const Import from = imported(
        "id,kind,organisation,zoen,organization,members,,\n"
        "a,server,x,1,y,5,,\nb,server,x,1,y,5,,\n",
        "from,to\n");
    CHECK(from.errors() == 0);
    CHECK(from.finds("nodes.csv:1:22 the column 'zoen' is not known and is not used"));
    CHECK_THAT(from.english, ContainsSubstring("did you mean 'zone'?"));
    CHECK(
        from.finds("nodes.csv:1:27 the column 'organization' means the same as 'organisation' and "
                   "is not used"));
    CHECK(
        from.finds("nodes.csv:2:16 'members' says nothing about a host group and is not used; "
                   "here and in 2 places in all"));
    CHECK(from.imported.organisations.at(0).host_groups.size() == 2);
}

TEST_CASE("a table without the columns that it needs is refused", "[scenario][import]") {
    const Import without_id = imported("zone,kind\na,server\n", edges);
    CHECK(without_id.findings ==
          std::vector<std::string>{"nodes.csv:1:1 the table lacks the column 'id'"});
    CHECK(without_id.yaml.empty());
    const Import without_to = imported(nodes, "from,type\nmail,needs\n");
    CHECK(without_to.findings ==
          std::vector<std::string>{"edges.csv:1:1 the table lacks the column 'to'"});
    CHECK(without_to.yaml.empty());
}

TEST_CASE("tables in the encodings of Windows are read, what is no text is refused",
          "[scenario][import]") {
    using namespace std::string_literals;
    const auto of_bytes = [](const std::string& bytes) {
        return imported(Written{{"nodes.csv", bytes}});
    };
    // Windows-1252, as Excel's plain "CSV" is, and UTF-16, as its "Unicode text"
    const Import ansi = of_bytes("id;kind;name\nk\xF6ln;organisation;K\xF6ln\n");
    CHECK(ansi.errors() == 0);
    CHECK_THAT(ansi.yaml, ContainsSubstring("Köln"));
    const Import wide = of_bytes("\xFF\xFEi\0d\0\t\0k\0i\0n\0d\0\n\0a\0\t\0v\0m\0\n\0"s);
    CHECK(wide.errors() == 0);
    CHECK_THAT(wide.yaml, ContainsSubstring("a: {kind: server"));
    CHECK(of_bytes("PK\x03\x04 and so on").findings ==
          std::vector<std::string>{
              "nodes.csv:0:0 this is a workbook of a spreadsheet program, not a text"});
    CHECK(of_bytes("").findings == std::vector<std::string>{"nodes.csv:0:0 the file is empty"});
    for (const std::string json : {"{\"nodes\": []}", " [{\"id\": 1}]"}) {
        CHECK(of_bytes(json).findings ==
              std::vector<std::string>{"nodes.csv:0:0 this is JSON, not a table"});
    }
    CHECK(of_bytes("sep=;\nid;kind\n").findings ==
          std::vector<std::string>{
              "nodes.csv:1:1 the first line is an instruction to Excel, not the heading"});
}

TEST_CASE("an inventory of which nothing is left gives no federation", "[scenario][import]") {
    const Import from = imported(Written{{"nodes.csv", "id,kind\na,b\n"}});
    CHECK(from.yaml.empty());
    CHECK(from.finds(":0:0 nothing in the inventory could be used"));
    CHECK(from.imported.counts.left_out == 1);
}

}  // namespace
}  // namespace kammerspiel::test
