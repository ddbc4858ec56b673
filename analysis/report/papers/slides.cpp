#include "analysis/report/papers/slides.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "analysis/report/papers/player_view.hpp"

namespace kammerspiel::report::papers {
namespace {

/// One slide after the other; what is more than a few lines of a list goes on on the next.
class Deck {
   public:
    Deck(const PlayerView& view, const PaperWords& words, Paper& paper)
        : view_(view), words_(words), blocks_(paper.blocks) {}

    void write() {
        const PlayerView::MoveView& move = view_.present;
        blocks_.emplace_back(
            Paragraph{words_("sitman.from_to", {{"from", move.begins}, {"to", move.ends}}),
                      Paragraph::Kind::note});
        blocks_.emplace_back(Facts{{{words_("sitman.scenario_time"), move.scenario_begins}}, true});
        slide(words_("sitman.situation"));
        blocks_.emplace_back(Paragraph{move.situation});
        list(words_("sitman.key_issues"), move.key_issues);
        std::vector<std::string> questions;
        for (const auto& question : move.questions) {
            questions.push_back(question.group.empty()
                                    ? question.text
                                    : words_("sitman.question_for", {{"group", question.group},
                                                                     {"question", question.text}}));
        }
        list(words_("sitman.questions"), questions);
        for (const auto& decision : move.decisions) {
            slide(words_("sitman.decision"));
            blocks_.emplace_back(Paragraph{words_(
                "sitman.decides", {{"group", decision.group}, {"question", decision.question}})});
            blocks_.emplace_back(List{decision.options, List::Kind::boxes});
        }
    }

   private:
    const PlayerView& view_;
    const PaperWords& words_;
    std::vector<Block>& blocks_;

    void slide(const std::string& heading) {
        blocks_.emplace_back(NewPage{});
        blocks_.emplace_back(Heading{2, heading});
    }

    void list(const std::string& heading, const std::vector<std::string>& items) {
        constexpr std::size_t most = 4;
        for (std::size_t first = 0; first < items.size(); first += most) {
            slide(heading);
            const std::size_t last = std::min(first + most, items.size());
            blocks_.emplace_back(List{{items.begin() + static_cast<std::ptrdiff_t>(first),
                                       items.begin() + static_cast<std::ptrdiff_t>(last)}});
        }
    }
};

}  // namespace

std::vector<Paper> slides(const PaperWords& words) {
    std::vector<Paper> decks;
    for (std::size_t move = 0; move < words.exercise().moves.size(); ++move) {
        const PlayerView view = player_view(words, move);
        Paper paper = words.paper(fmt::format("players/slides-{}", move + 1), view.present.title,
                                  Audience::players);
        paper.subtitle = view.title;
        paper.is_slides = true;
        paper.is_landscape = true;
        Deck(view, words, paper).write();
        decks.push_back(std::move(paper));
    }
    return decks;
}

}  // namespace kammerspiel::report::papers
