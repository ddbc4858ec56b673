#pragma once

#include <memory>
#include <string>

#include "kammerspiel/report/document.hpp"

namespace kammerspiel::report {

/// The bundled script (folder web/) in an interpreter of its own, which has no access to files,
/// network, clock or chance, and whose memory is limited. What goes in is data; what comes out is
/// SVG of the elements and attributes that web/src/svg.js names, and nothing else. The first
/// picture loads it, which takes a moment: one engine serves many pages.
class ChartEngine {
   public:
    ChartEngine();
    ~ChartEngine();
    ChartEngine(ChartEngine&&) noexcept;
    ChartEngine& operator=(ChartEngine&&) noexcept;

    /// The markup of a picture that has a kind. The same data make the same bytes; ids in it are
    /// its own. A fault of the script is a fault of the program: BrokenModel.
    [[nodiscard]] std::string draw(const Picture& picture);

   private:
    struct Heap;
    std::unique_ptr<Heap> heap_;  ///< once something was drawn

    void load();
};

}  // namespace kammerspiel::report
