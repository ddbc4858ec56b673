#include "sim/import/columns.hpp"

#include <algorithm>
#include <array>

#include "sim/import/names.hpp"

namespace kammerspiel::inventories {
namespace {

/// Calls `visit` with each of several words in one string, separated by blanks, until it says true.
template <class Visit>
bool any_word(std::string_view words, Visit visit) {
    while (!words.empty()) {
        const std::size_t end = words.find(' ');
        if (visit(words.substr(0, end))) return true;
        words = end == std::string_view::npos ? std::string_view() : words.substr(end + 1);
    }
    return false;
}

bool holds(std::string_view words, std::string_view wanted) {
    return any_word(words, [&](std::string_view word) { return word == wanted; });
}

constexpr unsigned in_nodes = 1;
constexpr unsigned in_edges = 2;

unsigned bit_of(Table table) { return table == Table::nodes ? in_nodes : in_edges; }

struct Spec {
    Column column;
    std::string_view word;
    unsigned tables = in_nodes;
    std::string_view also;             ///< other headings that mean it, folded
    std::string_view also_nodes = {};  ///< of nodes only
};

constexpr std::array specs{
    Spec{Column::key, "key", 0, ""},
    Spec{Column::id, "id", in_nodes,
         "kennung asset_id asset asset_tag ci ci_id ci_nummer inventarnummer inventar_nr hostname "
         "node knoten"},
    Spec{Column::kind, "kind", in_nodes,
         "type typ art klasse class ci_class ci_typ asset_type asset_typ category kategorie role "
         "rolle device_role geraeterolle sys_class_name class_name klassenname labels node_type "
         "knotentyp object_type objekttyp"},
    Spec{Column::organisation, "organisation", in_nodes,
         "organization org einrichtung mandant betreiber owner eigentuemer kunde traeger haus "
         "kommune kammer company firma tenant"},
    Spec{Column::name, "name", in_nodes | in_edges,
         "title titel bezeichnung anzeigename display_name", "label beschriftung"},
    Spec{Column::count, "count", in_nodes,
         "anzahl stueck stueckzahl menge number quantity qty hosts anzahl_hosts anzahl_systeme"},
    Spec{Column::zone, "zone", in_nodes,
         "netz netzzone netzsegment netzbereich segment vlan sicherheitszone network_zone network"},
    Spec{Column::realm, "realm", in_nodes,
         "domain domaene ad_domain ad_domaene windows_domaene verzeichnis directory"},
    Spec{Column::interval, "interval", in_nodes,
         "backup_interval sicherungsabstand sicherungsintervall backup_intervall intervall"},
    Spec{Column::offline, "offline", in_nodes, "offline_backup offlinesicherung"},
    Spec{Column::tags, "tags", in_nodes, "tag schlagwort schlagworte schlagwoerter stichworte"},
    Spec{Column::members, "members", in_nodes,
         "mitglieder einwohner inhabitants patienten patients kunden_anzahl people served "
         "mitgliederzahl einwohnerzahl"},
    Spec{Column::staff, "staff", in_nodes,
         "employees mitarbeiter mitarbeitende beschaeftigte personal headcount mitarbeiterzahl"},
    Spec{Column::it_staff, "it_staff", in_nodes,
         "it_personal it_mitarbeiter it_beschaeftigte it_mitarbeitende it_employees"},
    Spec{Column::region, "region", in_nodes, "bundesland land state iso_3166_2"},
    Spec{Column::city, "city", in_nodes, "ort stadt sitz location standort"},
    Spec{Column::lat, "lat", in_nodes, "latitude breite breitengrad geo_breite"},
    Spec{Column::lon, "lon", in_nodes, "lng longitude laenge laengengrad geo_laenge"},
    Spec{Column::share, "share", in_nodes,
         "demand demand_share anteil nachfrage nachfrageanteil nutzungsanteil"},
    Spec{Column::profile, "profile", in_nodes,
         "profil demand_profile nachfrageprofil nutzungszeit betriebszeit"},
    Spec{Column::patience, "patience", in_nodes, "geduld"},
    Spec{Column::mtpd, "mtpd", in_nodes, "mta mtd maximal_tolerierbare_ausfallzeit"},
    Spec{Column::rto, "rto", in_nodes, "waz wiederanlaufzeit recovery_time_objective"},
    Spec{Column::rpo, "rpo", in_nodes,
         "maximal_zulaessiger_datenverlust datenverlust recovery_point_objective"},
    Spec{Column::from, "from", in_edges, "von source quelle src start from_id parent"},
    Spec{Column::to, "to", in_nodes | in_edges,
         "nach target ziel dst destination zu to_id child leads_to fuehrt_zu"},
    Spec{Column::type, "type", in_edges,
         "typ art relation relationship beziehung beziehungstyp kind rel_type verbindungsart "
         "relation_type relationship_type edge_type kantentyp"},
    Spec{Column::enough, "enough", in_edges, "genuegt ausreichend mindestanteil"},
    Spec{Column::floor, "floor", in_edges, "restbetrieb sockel notbetrieb rest"},
    Spec{Column::grace, "grace", in_edges, "karenz karenzzeit ueberbrueckung ueberbrueckungszeit"},
    Spec{Column::over, "over", in_edges, "ueber via link verbindung leitung"},
    Spec{Column::to_start, "to_start", in_edges, "zum_start nur_zum_start anlauf zum_anlaufen"},
    Spec{Column::any_of, "any_of", in_edges,
         "alternative alternatives alternativen redundanz redundancy_group redundanzgruppe "
         "eines_von"},
    Spec{Column::within, "within", in_edges, "innerhalb"},
    Spec{Column::weight, "weight", in_edges, "gewicht gewichtung"},
    Spec{Column::starts_without, "starts_without", in_edges, "startet_ohne laeuft_an_ohne"},
    Spec{Column::label, "label", in_edges,
         "edge_label labels edgelabel beschriftung kantenbeschriftung"},
};

constexpr bool is_in_order() {
    for (std::size_t i = 0; i < specs.size(); ++i) {
        if (static_cast<std::size_t>(specs[i].column) != i) return false;
    }
    return true;
}
static_assert(is_in_order(), "columns are found by their number");

struct KindWords {
    NodeKind kind;
    std::string_view words;
};

const std::array node_kinds{
    KindWords{{What::organisation, {}},
              "organisation organization org einrichtung company firma unternehmen kommune kammer "
              "krankenhaus"},
    KindWords{{What::service, {}},
              "service dienst application anwendung fachverfahren verfahren app business_service "
              "it_service fachanwendung geschaeftsprozess appl appl_instance business_app "
              "it_dienst service_auto service_discovered service_instance web_service webservice "
              "application_service business_application business_process prozess process "
              "microservice api function saas"},
    KindWords{{What::link, {}}, "link verbindung leitung wan wan_link standleitung uplink"},
    KindWords{{What::internet, {}}, "internet"},
    KindWords{{What::host_group, {}},
              "host_group hostgruppe host hosts hostgroup system systeme rechner computer node "
              "knoten machine maschine cluster ci"},
    KindWords{
        {What::host_group, HostKind::workstation},
        "workstation workstations arbeitsplatz arbeitsplaetze arbeitsplatzrechner client "
        "clients pc pcs notebook notebooks laptop laptops desktop desktops endpoint endgeraet "
        "endgeraete thin_client pc_hardware computer_pc terminal kiosk tablet mobile_device handy "
        "smartphone kassenplatz"},
    KindWords{
        {What::host_group, HostKind::server},
        "server servers vm virtual_machine virtuelle_maschine database datenbank "
        "datenbankserver webserver mailserver fileserver dateiserver anwendungsserver "
        "application_server hypervisor linux_server win_server windows_server unix_server "
        "esx_server hyper_v_server solaris_server aix_server server_hardware vmware_instance "
        "vm_instance vm_object db_instance database_instance db db_server db_mssql_instance "
        "db_ora_instance db_mysql_instance app_server app_server_tomcat web_server email_server "
        "file_server print_server container kubernetes_cluster kubernetes_node docker pod ec2 esx "
        "esxi host_server physical_server blade rechenknoten cluster_node"},
    KindWords{
        {What::host_group, HostKind::identity},
        "identity identitaet verzeichnisdienst directory active_directory ad domain_controller "
        "domaenencontroller dc ldap idp ad_controller directory_server ldap_server "
        "identity_provider sso verzeichnisserver kerberos pki certificate_authority"},
    KindWords{{What::host_group, HostKind::management},
              "management verwaltung administration admin jump_host sprungserver monitoring "
              "softwareverteilung console_server konsolenserver oob_management "
              "configuration_management siem terminal_server bastion"},
    KindWords{{What::host_group, HostKind::backup},
              "backup sicherung datensicherung backup_server backupserver backup_system "
              "backup_appliance tape_library bandbibliothek"},
    KindWords{{What::host_group, HostKind::network},
              "network netz netzwerk router switch switches firewall vpn vpn_gateway "
              "load_balancer netzkomponente netgear ip_router ip_switch ip_firewall ip_device lb "
              "lb_f5 lb_bigip loadbalancer wireless wap wlan access_point wlan_controller gateway "
              "border spine leaf core tor access distribution aggregation core_switch "
              "access_switch border_router edge_router proxy ids ips modem hub bridge patch_panel "
              "dns dhcp dns_server dhcp_server network_device network_gear"},
    KindWords{{What::host_group, HostKind::telephony},
              "telephony telefonie telefon telefone telephone telephones phone phones voip "
              "tk_anlage telefonanlage pbx ip_phone call_server voice_gateway voip_gateway"},
    KindWords{{What::host_group, HostKind::appliance},
              "appliance geraet geraete device devices drucker printer printers iot medizingeraet "
              "medizingeraete medical_device sps plc storage speicher nas san msd storage_device "
              "storage_server storage_array san_fabric ups usv pdu kvm sensor camera kamera "
              "scanner plotter medical iot_device ot_device hmi scada steuerung controller"}};

struct TypeWords {
    EdgeType type;
    std::string_view words;
};

constexpr std::array types{
    TypeWords{
        EdgeType::needs,
        "needs need depends_on dependson depends requires uses runs_on hosted_on braucht "
        "benoetigt nutzt verwendet haengt_ab_von abhaengig_von abhaengigkeit laeuft_auf "
        "dependency basiert_auf relies_on requires_service consumes calls reads_from queries "
        "authenticates_with authenticates_against runs_at installed_on deployed_on deployed_to "
        "stored_on virtualized_by powered_by fed_by receives_data_from served_by provided_by "
        "supported_by located_on instantiates uses_service benoetigt_dienst greift_zu_auf "
        "ist_abhaengig_von setzt_voraus laeuft_auf_server gespeichert_auf installiert_auf "
        "angewiesen_auf bezieht_von wird_versorgt_von gehostet_auf impacted_by"},
    TypeWords{EdgeType::needed_by,
              "needed_by required_by used_by supports hosts provides wird_benoetigt_von "
              "genutzt_von wird_genutzt_von unterstuetzt versorgt runs virtualizes powers serves "
              "feeds sends_data_to impacts instantiated_by is_used_by is_needed_by depended_on_by "
              "supplies provides_to enables underpins is_host_of traegt beliefert bedient "
              "ermoeglicht wird_benoetigt"},
    TypeWords{EdgeType::link,
              "link connects connected_to connection wan verbindung leitung verbunden_mit "
              "verbindet angebunden_an connects_to connected_by connects_with ip_connection cable "
              "kabel ethernet network_link network_connection attached_to peering interconnect "
              "trunk fibre fiber glasfaser physical_link linked_to"}};

struct ProfileWords {
    std::string_view profile;
    std::string_view words;
};

constexpr std::array profiles{
    ProfileWords{"always", "always immer 24x7 24_7 rund_um_die_uhr dauernd 7x24"},
    ProfileWords{"office-hours",
                 "office_hours buerozeit buerozeiten geschaeftszeit geschaeftszeiten "
                 "business_hours dienstzeit arbeitszeit"},
    ProfileWords{"daytime", "daytime tagsueber tag"}};

struct State {
    std::string_view code;
    std::string_view words;
};

/// The German states, by name and by the letters in use. Source: ISO 3166-2:DE.
constexpr std::array states{State{"DE-BW", "bw baden_wuerttemberg"},
                            State{"DE-BY", "by bayern bavaria"},
                            State{"DE-BE", "be berlin"},
                            State{"DE-BB", "bb brandenburg"},
                            State{"DE-HB", "hb bremen"},
                            State{"DE-HH", "hh hamburg"},
                            State{"DE-HE", "he hessen hesse"},
                            State{"DE-MV", "mv mecklenburg_vorpommern"},
                            State{"DE-NI", "ni nds niedersachsen lower_saxony"},
                            State{"DE-NW", "nw nrw nordrhein_westfalen north_rhine_westphalia"},
                            State{"DE-RP", "rp rlp rheinland_pfalz rhineland_palatinate"},
                            State{"DE-SL", "sl saarland"},
                            State{"DE-SN", "sn sachsen saxony"},
                            State{"DE-ST", "st sachsen_anhalt saxony_anhalt"},
                            State{"DE-SH", "sh schleswig_holstein"},
                            State{"DE-TH", "th thueringen thuringia"}};

template <class Entries>
std::vector<std::string> all_words(const Entries& entries) {
    std::vector<std::string> all;
    for (const auto& entry : entries) {
        any_word(entry.words, [&](std::string_view word) {
            all.emplace_back(word);
            return false;
        });
    }
    return all;
}

template <class Entries>
auto entry_with(const Entries& entries, std::string_view text) {
    const std::string word = folded(text);
    return std::find_if(entries.begin(), entries.end(),
                        [&](const auto& entry) { return holds(entry.words, word); });
}

bool is_iso_3166_2(std::string_view text) {
    const auto is_upper = [](char c) { return c >= 'A' && c <= 'Z'; };
    const auto is_rest = [&](char c) { return is_upper(c) || (c >= '0' && c <= '9'); };
    return text.size() >= 4 && text.size() <= 6 && is_upper(text[0]) && is_upper(text[1]) &&
           text[2] == '-' && std::all_of(text.begin() + 3, text.end(), is_rest);
}

}  // namespace

std::string_view word_of(Column column) { return specs[static_cast<std::size_t>(column)].word; }

std::optional<Column> column_of(std::string_view heading, Table table) {
    const std::string word = folded(heading);
    for (const Spec& spec : specs) {
        if ((spec.tables & bit_of(table)) == 0) continue;
        const bool is_of_nodes = table == Table::nodes && holds(spec.also_nodes, word);
        if (word == spec.word || holds(spec.also, word) || is_of_nodes) return spec.column;
    }
    return std::nullopt;
}

std::vector<std::string> headings(Table table) {
    std::vector<std::string> all;
    for (const Spec& spec : specs) {
        if ((spec.tables & bit_of(table)) == 0) continue;
        all.emplace_back(spec.word);
        for (const std::string_view words :
             {spec.also, table == Table::nodes ? spec.also_nodes : std::string_view()}) {
            any_word(words, [&](std::string_view word) {
                all.emplace_back(word);
                return false;
            });
        }
    }
    return all;
}

std::optional<NodeKind> node_kind_of(std::string_view word) {
    const auto found = entry_with(node_kinds, word);
    if (found == node_kinds.end()) return std::nullopt;
    return found->kind;
}

std::vector<std::string> node_kind_words() { return all_words(node_kinds); }

std::optional<EdgeType> edge_type_of(std::string_view word) {
    const auto* found = entry_with(types, word);
    if (found == types.end()) return std::nullopt;
    return found->type;
}

std::vector<std::string> edge_type_words() { return all_words(types); }

std::optional<std::string> profile_of(std::string_view word) {
    const auto* found = entry_with(profiles, word);
    if (found == profiles.end()) return std::nullopt;
    return std::string(found->profile);
}

std::optional<std::string> region_of(std::string_view text) {
    if (is_iso_3166_2(text)) return std::string(text);
    const std::string word = folded(text);
    for (const State& state : states) {
        const bool is_code = folded(state.code) == word;  // de-nw
        if (is_code || holds(state.words, word)) return std::string(state.code);
    }
    return std::nullopt;
}

std::optional<bool> truth_of(std::string_view text) {
    const std::string word = folded(text);
    if (holds("ja yes true wahr x 1 j y", word)) return true;
    if (holds("nein no false falsch 0 n", word)) return false;
    return std::nullopt;
}

}  // namespace kammerspiel::inventories
