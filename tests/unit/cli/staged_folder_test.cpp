#include "cli/staged_folder.hpp"

#include "catch.hpp"
#include "kammerspiel/base/atomic_file.hpp"
#include "tests/unit/cli/program.hpp"

namespace kammerspiel::test {
namespace {

using cli::StagedFolder;
using Names = std::vector<std::string>;

TEST_CASE("files come into the folder together, those in folders below too", "[cli][staged]") {
    const Folder folder;
    {
        StagedFolder staged(folder / "a/b");
        CHECK(StagedFolder::has_unfinished(folder / "a/b"));
        staged.write({{"one", "1"}, {"deep/two", "2"}});
    }
    CHECK(files_in(folder / "a/b") == Names{"deep", "deep/two", "one"});
    CHECK(content_of(folder / "a/b/deep/two") == "2");
    CHECK_FALSE(StagedFolder::has_unfinished(folder / "a/b"));
}

TEST_CASE("without writing, folders that were made go again and others stay", "[cli][staged]") {
    const Folder folder;
    write(folder / "there/old", "old");
    { const StagedFolder staged(folder / "new/deep/"); }
    { const StagedFolder staged(folder / "there"); }
    CHECK(files_in(folder.path()) == Names{"there", "there/old"});
}

TEST_CASE("a failure while moving leaves the sign of completeness away", "[cli][staged]") {
    const Folder folder;
    write(folder / "out/run.json", "old");
    // A folder that is not empty cannot be replaced by a file.
    write(folder / "out/report.html/x", "x");
    {
        StagedFolder staged(folder / "out");
        CHECK_THROWS_AS(staged.write({{"report.html", "new"}, {"run.json", "new"}}), FileError);
    }
    CHECK(files_in(folder / "out") == Names{"report.html", "report.html/x"});
}

}  // namespace
}  // namespace kammerspiel::test
