#pragma once

#include <memory>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>

namespace kammerspiel::report::papers {

/// The bundled script (folder web/) in an interpreter of its own, which has no access to files,
/// network, clock or chance, and whose memory is limited. What goes in is data; what comes out is
/// SVG of the elements and attributes that web/src/svg.js names, and nothing else.
class ChartEngine {
   public:
    ChartEngine();
    ~ChartEngine();
    ChartEngine(ChartEngine&&) noexcept;
    ChartEngine& operator=(ChartEngine&&) noexcept;

    /// The picture of a kind (web/src/index.js) that shows `data`. The same data make the same
    /// bytes; ids in it are its own. A fault of the script is a fault of the program: BrokenModel.
    [[nodiscard]] std::string draw(std::string_view kind, nlohmann::ordered_json data);

   private:
    struct Heap;
    std::unique_ptr<Heap> heap_;
};

/// The bundled script.
[[nodiscard]] std::string_view charts_script();

}  // namespace kammerspiel::report::papers
