#pragma once

#include <array>
#include <string_view>

#include "kammerspiel/exercise/msel_columns.hpp"

// What people call the columns of their lists: in HSEEP, CTEP, Blueprint, OpenAEV, and where they
// follow none of these. Names are as folded_heading() leaves them, parted by spaces; of a name that
// stands twice the first place counts.

namespace kammerspiel::exercise {

struct UsualNames {
    MselColumn column;
    std::string_view names;
};

inline constexpr std::array<UsualNames, 19> usual_names{{
    {MselColumn::id,
     "nr no number nummer lfdnr lfd laufendenummer injectid injectnumber injectno injectnr "
     "injectcode name kennung einlagennr einspielungnr eventno eventnumber eventid serial "
     "serialno serialnumber ser seq seqno sequence sequencenumber ref reference referenznr "
     "item line mselnumber mselno mselid position pos identifier uid uuid schluessel"},
    {MselColumn::move,
     "moves phase phasen phases module modul uebungsphase abschnitt uebungsabschnitt stage "
     "part teil round runde act akt vignette session block scene szene zug turn spielzug "
     "exercisephase scenariophase phasenumber movenumber lageabschnitt spielphase"},
    {MselColumn::group, "team gruppen groups cell zelle stabsbereich"},
    {MselColumn::real_time,
     "time zeit uhrzeit zeitpunkt realzeit exercisetime injecttime starttime einspielzeit "
     "einspielzeitpunkt timeline timing when wann datetime dateandtime datumuhrzeit "
     "datumzeit datumunduhrzeit datumundzeit dtg injectdtg eventdtg datetimegroup "
     "scheduledtime scheduled schedule plannedtime geplantezeit eventtime deliverytime "
     "timedelivered datetimedelivered timeofdelivery releasetime clocktime clock "
     "realworldtime planzeit sollzeit ausgabezeit uebungszeit uebungsuhrzeit timeofinject "
     "injectiontime triggertime start beginn begin begins timelocal localdatetime zulutime "
     "utctime timezulu timeutc walltime timestamp zeitstempel startzeit zeitplan "
     "ausspielzeit ausspielzeitpunkt uebermittlungszeit zeitreal realzeitpunkt "
     "realeuhrzeit realtimeofday scheduleddatetime planneddatetime scheduledstart"},
    {MselColumn::scenario_time,
     "szenariozeitpunkt szenariozeit szenariouhrzeit lagezeit lageuhrzeit fiktivezeit "
     "fiktiveuhrzeit scenariodatetime scenariodtg storytime gametime simtime "
     "simulationtime simulationszeit fictionaltime fictitioustime notionaltime "
     "artificialtime spielzeit szenarischezeit timeinscenario inscenariotime "
     "designatedtime zeitimszenario"},
    {MselColumn::type,
     "art typ injecttype injectart einlagenart eventcategory injectcategory kind category "
     "kategorie class typeofinject typeofevent artdereinlage"},
    {MselColumn::mode,
     "kanal medium channel method methode uebermittlung uebermittlungsart "
     "uebermittlungsweg uebertragungsweg means injectmethod deliverymode deliverymeans "
     "deliverymedium deliverychannel delivery methodofdelivery modeofdelivery "
     "meansofdelivery methodofinject injectdelivery injectdeliverymethod via media format "
     "deliveredvia howdelivered how einspielart einspielweg uebergabeart uebermittelt "
     "kommunikationsweg communicationmethod modus meldeweg uebermittlungsmittel "
     "transmission einspielungsart weg injectmeans"},
    {MselColumn::from,
     "sender absender source quelle sendfrom sentfrom originator origin deliveredfrom "
     "fromwhom vonwem simulatedsender injectsource urheber simulatedfrom simulatedby "
     "initiator fromsimulated fromagency fromentity fromperson fromrole absenderrolle "
     "meldender gespieltvon simulatedentity caller"},
    {MselColumn::to,
     "empfaenger recipient recipients adressat adressaten audience audiences sendto sentto "
     "targetaudience trainingaudience recipientplayer recipientplayers deliveredto "
     "deliverto player players participants participant receiver receivers addressee "
     "addressees towhom anwen teams targetteam targetgroup zielgruppe targetplayer "
     "targetplayers intendedrecipient recipientteam uebende responsibleplayer toagency "
     "toentity recipiententity"},
    {MselColumn::title,
     "betreff subject ueberschrift kurztitel event ereignis headline kurzbeschreibung "
     "shorttitle shortdescription injectname injecttitle eventname eventtitle topic thema "
     "stichwort schlagwort bezeichnung subjectline einlagentitel actiontobetaken "
     "kurzfassung keyevent injectsubject titleofinject injectheadline ereignisname "
     "betreffzeile messagesubject kurztext emailsubject scenarioevent"},
    {MselColumn::message,
     "text inhalt content inject wortlaut meldung injectdescription einlagentext einlage "
     "eventdescription eventsummary injectsummary injecttext injectcontent injectmessage "
     "injectdetails eventdetails body narrative script skript beschreibung sachverhalt "
     "injectscript messagetext messagebody nachricht mitteilung lagemeldung einspielung "
     "eventinject what was whathappens fulldescription injectbody mailtext emailtext "
     "emailbody injektbeschreibung injekt detaileddescription longdescription summary "
     "zusammenfassung messagecontent nachrichtentext ereignisbeschreibung lageschilderung "
     "inhaltdereinlage injects scenarioinject"},
    {MselColumn::expected_action,
     "reaktion expectedresponse expectedresponses expectedoutcome expectedoutcomes "
     "expectedplayeraction expectedplayeractions expectedplayerresponse "
     "expectedplayerresponses expectedreaction expectedreactiontoinject expectedresult "
     "expectedresults expectedbehaviour expectedbehavior anticipatedresponse "
     "anticipatedaction anticipatedactions desiredoutcome desiredresponse desiredaction "
     "responseexpected playeraction playeractions expectationdescription expectation "
     "expectations erwartung erwartetereaktion erwartetereaktionen erwartetesergebnis "
     "erwarteteantwort erwartetehandlung erwartetehandlungen erwartetemassnahme "
     "erwartetemassnahmen erwartetesverhalten erwarteteaktion erwarteteaktionen "
     "sollreaktion sollverhalten sollhandlung zielreaktion response expecteddecision "
     "massnahmen action"},
    {MselColumn::objective,
     "ziel ziele objectives uebungsziele uebungsziel exerciseobjectives goal goals "
     "trainingobjective lernziel lernziele linkedobjective relatedobjective "
     "relatedobjectives objectivetested objectivesupported teilziel associatedobjective "
     "associatedobjectives"},
    {MselColumn::evaluation_task,
     "eegtask criticaltask criticaltasks beobachtungsauftrag bewertung evaluation "
     "evaluatornotes evaluatorguidance evaluationcriteria evaluatorcomments "
     "evaluatorquestion beobachtung bewertungskriterien bewertungskriterium evaluatortask "
     "beobachtungspunkt beobachtungspunkte eeg evaluationnotes measureofeffectiveness "
     "bewertungsauftrag"},
    {MselColumn::controller,
     "verantwortlich responsible owner einspieler steuernde steuerer injectedby "
     "responsiblecontroller controllername deliveredby injector poc pointofcontact "
     "zustaendig ausgespieltvon eingespieltvon uebungssteuerung responsibleperson "
     "responsibleparty facilitator moderator leadcontroller controllers assignedcontroller "
     "uebungsleitung steuerung whitecell injectowner simcell leitung verantwortlicher"},
    {MselColumn::contingency_for,
     "reservefuer contingency contingencyof contingencyto ersatzfuer reserveeinlagefuer"},
    {MselColumn::trigger,
     "condition bedingung ausloeser ausloesendesereignis triggerevent voraussetzung "
     "injecttrigger"},
    {MselColumn::status,
     "stand state zustand donetodo todo tododone done injectstatus eventstatus mselstatus "
     "progress erledigt bearbeitungsstand"},
    {MselColumn::notes,
     "bemerkung bemerkungen anmerkung anmerkungen notiz notizen note remark remarks "
     "comment comments kommentar kommentare hinweis hinweise notesremarks controllernotes "
     "notestocontroller facilitatornotes controllerinstructions controllerguidance "
     "instructions additionalinformation additionalnotes specialinstructions planernotizen "
     "regieanweisung regiehinweis regiehinweise steuerungshinweise injectnotes "
     "plannernotes details hinweisefuersteuerung"},
}};

/// Of spans since the beginning, which are real time.
inline constexpr std::string_view span_names =
    "t elapsed elapsedtime timeelapsed verstrichenezeit verstrichen timesincestart "
    "timefromstart timesincestartex timefromstartex sincestart offset timeoffset "
    "relativetime relativezeit minute minutes minuten min exerciseminute uebungsminute "
    "tplus delta deltatime minutesafterstart minutennachbeginn zeitabbeginn";

/// Of days in a column of their own, beside a time.
inline constexpr std::string_view date_names =
    "date datum tag day eventdate injectdate exercisedate exerciseday uebungstag "
    "uebungsdatum startdate weekday wochentag termin daydate tagdatum dateofinject "
    "dayofexercise daynumber tagnummer datedelivered playday days dates kalendertag";
inline constexpr std::string_view real_date_names =
    "scheduleddate planneddate deliverydate realdate scheduledday realdatum realertag "
    "plandatum geplantesdatum localdate";
inline constexpr std::string_view scenario_date_names =
    "scenariodate scenarioday szenariodatum szenariotag lagedatum lagetag simulateddate "
    "simulatedday storyday storydate gameday gamedate fictionaldate fictionalday "
    "fiktivesdatum fiktivertag simdate simday tagimszenario";

}  // namespace kammerspiel::exercise
