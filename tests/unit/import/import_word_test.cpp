#include <fmt/format.h>

#include <algorithm>
#include <fstream>
#include <iterator>

#include "catch.hpp"
#include "sim/import/columns.hpp"
#include "sim/import/names.hpp"

namespace kammerspiel::inventories {
namespace {

TEST_CASE("words are compared without case, accents and what stands between them",
          "[scenario][import]") {
    CHECK(folded("Beschäftigte (Köpfe)") == "beschaeftigte_koepfe");
    CHECK(folded("  IT-Personal ") == "it_personal");
    CHECK(folded("STRASSE") == folded("Straße"));
    CHECK(folded("u\xCC\x88"
                 "ber") == "ueber");
    CHECK(folded("***").empty());
}

TEST_CASE("a name is kept if it is one, and else the nearest that can be", "[scenario][import]") {
    CHECK(mended_name("Mail_Server-01") == "Mail_Server-01");
    CHECK(mended_name("Mailserver Köln") == "Mailserver-Koeln");
    CHECK(mended_name("srv01.kiel.local") == "srv01-kiel-local");
    CHECK(mended_name("--x--") == "x");
    CHECK(mended_name("?").empty());
    CHECK(mended_name("-").empty());
    CHECK(mended_name("").empty());
    CHECK(mended_name(std::string(300, 'x')).size() == 100);
}

TEST_CASE("a name is given once, and never one that is reserved", "[scenario][import]") {
    UniqueNames names({"internet"});
    CHECK(names.take("a") == "a");
    CHECK(names.take("a") == "a-2");
    CHECK(names.take("a-3") == "a-3");
    CHECK(names.take("a") == "a-4");
    CHECK(names.take("internet") == "internet-2");
    const std::string longest(100, 'x');
    CHECK(names.take(longest) == longest);
    CHECK(names.take(longest).size() <= 100);
}

TEST_CASE("every column has one table in which its own name and each other name find it",
          "[scenario][import]") {
    for (const Table table : {Table::nodes, Table::edges}) {
        for (const std::string& heading : headings(table)) {
            INFO(heading);
            CHECK(column_of(heading, table).has_value());
            CHECK(folded(heading) == heading);
        }
    }
    CHECK(column_of("Zum Start", Table::edges) == Column::to_start);
    CHECK(column_of("typ", Table::nodes) == Column::kind);
    CHECK(column_of("typ", Table::edges) == Column::type);
    CHECK_FALSE(column_of("hersteller", Table::nodes));
}

TEST_CASE("a heading means one column of a table", "[scenario][import]") {
    for (const Table table : {Table::nodes, Table::edges}) {
        auto all = headings(table);
        std::sort(all.begin(), all.end());
        CHECK(std::adjacent_find(all.begin(), all.end()) == all.end());
    }
}

TEST_CASE("every column, kind and type is documented", "[scenario][import]") {
    std::ifstream stream(std::string(KAMMERSPIEL_ROOT) + "/docs/import.md");
    const std::string documented{std::istreambuf_iterator<char>(stream), {}};
    for (auto c = static_cast<int>(Column::id); c <= static_cast<int>(Column::label); ++c) {
        const std::string word(word_of(static_cast<Column>(c)));
        INFO(word);
        CHECK_THAT(documented, ContainsSubstring(fmt::format("`{}`", word)));
    }
    for (const std::string word :
         {"organisation", "service", "link", "internet", "host_group", "needs", "needed_by"}) {
        CHECK_THAT(documented, ContainsSubstring(fmt::format("`{}`", word)));
        CHECK((node_kind_of(word) || edge_type_of(word)));
    }
    for (const std::string_view kind : Words<HostKind>::list) {
        CHECK(node_kind_of(kind) != std::nullopt);
        CHECK_THAT(documented, ContainsSubstring(fmt::format("`{}`", kind)));
    }
}

TEST_CASE("regions are codes, names of states or the letters in use", "[scenario][import]") {
    CHECK(region_of("DE-NW") == "DE-NW");
    CHECK(region_of("AT-9") == "AT-9");
    CHECK(region_of("de-nw") == "DE-NW");
    CHECK(region_of("NRW") == "DE-NW");
    CHECK(region_of("Thüringen") == "DE-TH");
    CHECK(region_of("Baden-Württemberg") == "DE-BW");
    CHECK_FALSE(region_of("Nordkreis"));
}

}  // namespace
}  // namespace kammerspiel::inventories
