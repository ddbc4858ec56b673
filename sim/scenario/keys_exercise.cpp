#include "sim/scenario/key_table.hpp"

// The exercise that is played on a scenario: its own file.

namespace kammerspiel::scenario {
namespace {

using namespace table;

constexpr std::array<std::string_view, 1> sources{"simulation"};

const std::array objective_keys{
    Key{"title", localised, required, "what is to be practised", "was geübt werden soll"},
    Key{"capability", localised, required, "the capability it is tied to",
        "die Fähigkeit, zu der es gehört"},
    Key{"tasks", localised_list, optional, "critical tasks that evaluators watch",
        "entscheidende Aufgaben, auf die die Auswertenden achten"},
};

const std::array group_keys{
    Key{"title", localised, optional, "its name for people", "ihr Name für Menschen"},
    Key{"organisation", reference, optional, "whose people they are", "wessen Leute es sind"},
};

const std::array participant_keys{
    Key{"name", localised, required, "who", "wer"},
    Key{"role", word, required, "as what", "als was", "", 0, 0, Words<Participant::Role>::list},
    Key{"group", reference, optional, "of players: where they sit", "bei Übenden: wo sie sitzen"},
    Key{"organisation", localised, optional, "where from", "woher"},
    Key{"contact", text, optional, "how to reach them", "wie sie zu erreichen sind"},
};

const std::array question_keys{
    Key{"group", reference, optional, "whom it is for; without it: everybody",
        "für wen; ohne: für alle"},
    Key{"text", localised, required, "the question", "die Frage"},
};

const std::array move_keys{
    Key{"title", localised, required, "its name for people", "sein Name für Menschen"},
    Key{"takes", fixed_span, required, "how long it lasts in the room",
        "wie lange er im Raum dauert"},
    Key{"pause_before", fixed_span, optional, "a break before it", "eine Pause davor", "0min"},
    Key{"scenario_time", moment, required, "the scenario's moment at which it begins",
        "der Zeitpunkt im Szenario, mit dem er beginnt"},
    Key{"pace", coordinate, optional, "hours of the scenario in an hour of the room",
        "Stunden des Szenarios in einer Stunde des Raums", "1", 0, 10000},
    Key{"situation", localised, required, "what players are told", "was den Übenden gesagt wird"},
    Key{"ground_truth", localised, optional, "what is so; for controllers only",
        "was wirklich ist; nur für die Steuerung"},
    Key{"key_issues", localised_list, optional, "what it is about", "worum es geht"},
    Key{"questions",
        list,
        optional,
        "for discussion",
        "zur Diskussion",
        "",
        0,
        0,
        {},
        &question_section()},
};

const std::array inject_keys{
    Key{"name", name, required, "its name", "ihr Name"},
    Key{"move", reference, required, "in which move it comes", "in welchem Spielzug sie kommt"},
    Key{"type", word, optional,
        "what it is; 'contingency' comes only if an expected action is missing",
        "was sie ist; 'contingency' kommt nur, wenn eine erwartete Reaktion ausbleibt", "inject", 0,
        0, Words<Inject::Type>::list},
    Key{"mode", word, optional, "how it is given", "wie sie eingespielt wird", "in-person", 0, 0,
        Words<InjectMode>::list},
    Key{"status", word, optional, "how far it is", "wie weit sie ist", "approved", 0, 0,
        Words<Inject::Status>::list},
    Key{"at", moment, optional, "at this moment of the scenario",
        "zu diesem Zeitpunkt des Szenarios"},
    Key{"after", fixed_span, optional, "or: so long after its move began, in the room",
        "oder: so lange nach Beginn des Spielzugs, im Raum"},
    Key{"when", condition, optional, "or: once staff know this, in the world that is played",
        "oder: sobald die Leute dies wissen, in der gespielten Welt"},
    Key{"contingency_for", reference, optional, "the inject whose expected action may be missing",
        "die Einlage, deren erwartete Reaktion ausbleiben kann"},
    Key{"from", localised, optional, "who seems to send it", "von wem sie zu kommen scheint"},
    Key{"to", references, optional, "groups that get it; without it: all players",
        "Gruppen, die sie bekommen; ohne: alle Übenden"},
    Key{"title", localised, required, "in a few words", "in wenigen Worten"},
    Key{"message", localised, optional, "what is handed out or said",
        "was übergeben oder gesagt wird"},
    Key{"attachments", attachments, optional,
        "handed out with it in live play: PNG, JPEG or PDF in the scenario's folder, 4 MiB each",
        "wird im Live-Spiel mit übergeben: PNG, JPEG oder PDF aus dem Ordner des Szenarios, je "
        "höchstens 4 MiB"},
    Key{"expected_action", localised, optional, "what players should do",
        "was die Übenden tun sollten"},
    Key{"objective", reference, optional, "which objective it serves",
        "welchem Übungsziel sie dient"},
    Key{"evaluation_task", localised, optional, "what evaluators look at",
        "worauf die Auswertenden achten"},
    Key{"controller", localised, optional, "who gives it", "wer sie einspielt"},
    Key{"notes", localised, optional, "for controllers only", "nur für die Steuerung"},
};

const std::array derived_keys{
    Key{"name", name, required, "its name; drafts are called so, with a number",
        "ihr Name; Entwürfe heißen so, mit einer Nummer"},
    Key{"from", word, required, "what they are drafted from", "woraus sie entworfen werden", "", 0,
        0, sources},
    Key{"about", words, optional, "what they tell of; without it: all but order and recovery",
        "wovon sie handeln; ohne: alles außer order und recovery", "", 0, 0,
        Words<DerivedInjects::About>::list},
    Key{"to", references, optional, "groups that get them; without it: all players",
        "Gruppen, die sie bekommen; ohne: alle Übenden"},
    Key{"at_most", whole, optional, "how many in all", "wie viele insgesamt", "12", 1, 200},
    Key{"objective", reference, optional, "which objective they serve",
        "welchem Übungsziel sie dienen"},
    Key{"controller", localised, optional, "who gives them", "wer sie einspielt"},
};

const std::array option_keys{
    Key{"name", name, required, "its name", "ihr Name"},
    Key{"title", localised, required, "what is decided", "was entschieden wird"},
    Key{"strategy", reference, optional, "the strategy whose worlds show what it leads to",
        "die Strategie, deren Welten zeigen, wohin es führt"},
};

const std::array decision_keys{
    Key{"name", name, required, "its name", "ihr Name"},
    Key{"move", reference, required, "in which move it is due", "in welchem Spielzug sie ansteht"},
    Key{"question", localised, required, "what is to be decided", "was zu entscheiden ist"},
    Key{"group", reference, optional, "who decides; without it: all players",
        "wer entscheidet; ohne: alle Übenden"},
    Key{"options",
        list,
        required,
        "what can be chosen",
        "was zur Wahl steht",
        "",
        0,
        0,
        {},
        &option_section()},
};

const std::array exercise_keys{
    Key{"title", localised, required, "its title", "ihr Titel"},
    Key{"type", word, optional, "what kind of exercise", "welche Art von Übung", "tabletop", 0, 0,
        Words<ExerciseType>::list},
    Key{"tlp", word, optional, "traffic light of its papers", "Ampel ihrer Unterlagen", "amber", 0,
        0, Words<Tlp>::list},
    Key{"begins", moment_in_zone, required, "on the clock in the room", "auf der Uhr im Raum"},
    Key{"place", localised, optional, "where", "wo"},
    Key{"organiser", localised, optional, "who holds it", "wer sie ausrichtet"},
    Key{"contact", text, optional, "whom to ask", "wen man fragt"},
    Key{"strategy", reference, optional, "what is decided in the world that is played",
        "was in der gespielten Welt entschieden wird", "the first one"},
    Key{"attacker", reference, optional, "who attacks in it", "wer darin angreift",
        "the first one"},
    Key{"seed", whole, optional, "its luck", "ihr Zufall", "1", 0, 1e15},
    Key{"world", whole, optional, "its number", "ihre Nummer", "0", 0, 1e12},
    Key{"assumptions", localised, optional, "what everybody agrees to take as given",
        "was alle als gegeben hinnehmen"},
    Key{"objectives",
        map,
        required,
        "what is to be practised",
        "was geübt werden soll",
        "",
        0,
        0,
        {},
        &objective_section()},
    Key{"groups",
        map,
        required,
        "who sits together",
        "wer zusammensitzt",
        "",
        0,
        0,
        {},
        &exercise_group_section()},
    Key{"participants",
        list,
        optional,
        "who takes part",
        "wer teilnimmt",
        "",
        0,
        0,
        {},
        &participant_section()},
    Key{"moves",
        map,
        required,
        "its parts, one after the other",
        "ihre Spielzüge, einer nach dem anderen",
        "",
        0,
        0,
        {},
        &move_section()},
    Key{"injects",
        list,
        optional,
        "what comes on the table",
        "was eingespielt wird",
        "",
        0,
        0,
        {},
        &inject_section()},
    Key{"derived_injects",
        list,
        optional,
        "injects that are drafted from what staff learn in the world that is played",
        "Einlagen, die aus dem entworfen werden, was die Leute in der gespielten Welt erfahren",
        "",
        0,
        0,
        {},
        &derived_section()},
    Key{"decisions",
        list,
        optional,
        "what players decide",
        "was die Übenden entscheiden",
        "",
        0,
        0,
        {},
        &decision_section()},
};

}  // namespace

KAMMERSPIEL_SECTION(exercise_section, "exercise", "Übung", exercise_keys)
KAMMERSPIEL_SECTION(objective_section, "objective", "Übungsziel", objective_keys)
KAMMERSPIEL_SECTION(exercise_group_section, "group of players", "Gruppe von Übenden", group_keys)
KAMMERSPIEL_SECTION(participant_section, "participant", "Teilnehmende", participant_keys)
KAMMERSPIEL_SECTION(move_section, "move", "Spielzug", move_keys)
KAMMERSPIEL_SECTION(question_section, "question", "Frage", question_keys)
KAMMERSPIEL_SECTION(inject_section, "inject", "Einlage", inject_keys)
KAMMERSPIEL_SECTION(derived_section, "derived injects", "abgeleitete Einlagen", derived_keys)
KAMMERSPIEL_SECTION(decision_section, "decision point", "Entscheidungspunkt", decision_keys)
KAMMERSPIEL_SECTION(option_section, "option", "Option", option_keys)

}  // namespace kammerspiel::scenario
