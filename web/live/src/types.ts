// What the server sends. Times of the scenario are microseconds since it began, times of the room
// microseconds since 1970.

export interface Both { en: string; de: string }
export type Phase = 'lobby' | 'playing' | 'ended' | 'hot-wash';

export interface Clock {
    since: number; scenario: number; permille: number; running: boolean;
    emergency: boolean; reason: string; played: number;
}
export interface Frame {
    phase: Phase; clock: Clock; title: Both; tlp: string; starts: string; zone: string;
    rehearsal: boolean;
    move: { number: number; of: number; title: Both; situation: Both };
    groups: { name: string; title: Both }[];
}
export interface Attachment { name: string; type: 'png' | 'jpeg' | 'pdf' }
export interface Message {
    number: number; mode: string; from: Both; title: Both; text: Both; at: number;
    scenario: number; withdrawn: boolean; reason: string;
    marks: { seat?: number; by?: string; mark: string }[]; attachments: Attachment[];
    to?: string[]; inject?: string; expected?: Both; task?: Both; objective?: string;
}
export interface Option { name: string; title: Both; strategy?: string }
export interface Decision {
    name: string; question: Both; options: Option[]; state: string; option: string; text: string;
    returned: string; opened: number | null; committed: number | null; accepted: number | null;
    group?: string; by?: string; move?: string; entry?: number;
}
export interface News {
    at: number; kind: string; house: string; count: number; text?: Both; group?: string;
    link?: string;
}
export interface ServiceCount {
    id: string; name: string; members: number; services: number; down: number;
    at?: [number, number];
}
export interface Known {
    houses: { id: string; name: string; alerts: number; confirmed: number; broken: number;
              off: number; restored: number }[];
    duties: { title: Both; house: string; begun: number; until: number; state: string }[];
    down: { house: string; title: Both; since: number; rto?: number; mtpd?: number }[];
    services: ServiceCount[];
    news: News[];
}
export interface Line {
    number?: number; kind: string; by: string; text: string; whom: string[]; at: number;
    scenario: number; group?: string; objective?: string; undone?: boolean;
}
export interface LobbyView { audience: 'lobby'; frame: Frame }
export interface PlayerView {
    audience: 'player'; frame: Frame; group: { name: string; title: Both }; messages: Message[];
    decisions: Decision[]; lines: Line[]; questions: Both[]; known: Known;
    requests: { by: string; text: string; scenario: number; closed: boolean }[];
    seats: { number: number; name: string; speaks: boolean }[];
}
export interface WallView {
    audience: 'wall'; frame: Frame; press: Message[]; services: ServiceCount[];
}
export interface Objective { name: string; title: Both; tasks: Both[] }
export interface Rating {
    number: number; by: string; objective: string; task: number | null; rating: string;
    evidence: string; undone: boolean; scenario: number;
}
export interface EvaluatorView {
    audience: 'evaluator'; frame: Frame; objectives: Objective[]; ratings: Rating[];
    lines: Line[]; messages: Message[]; decisions: Decision[];
}
export interface Inject {
    name: string; move: string; type: string; mode: string; from: Both; to: string[];
    title: Both; text: Both; reworded: boolean; expected: Both; notes: Both; controller: Both;
    conditional: boolean; contingency_for: string; state: string; reason: string;
    due: number | null; overdue: boolean; obstacle: Both | null; attachments: Attachment[];
}
export interface Outlook {
    services: number;
    up: { after: number; services: number; members: number }[];
    figures: Record<string, number | null>;
}
export interface Preview {
    number: number; at: number; titles: string[]; state: string; same: Outlook[] | null;
    many: { worlds: number;
            choices: { median: (number | null)[]; better: (number | null)[]; tied: number }[] } | null;
}
export interface House {
    id: string; name: string; compromised: number; destroyed: number; off: number;
    services: number; up: number; at?: [number, number];
}
export interface Truth {
    attacker: Both; houses: House[]; course: { at: number; side: string; what: Both }[];
}
export interface Order {
    entry: number; branch: number; at: number; title: string; play: string; actions: string;
    decision: string; undone: boolean;
}
export interface SeatInfo {
    number: number; name: string; role: string; group: string; speaks: boolean; state: string;
    connected: boolean;
}
export interface ControlView {
    audience: 'control' | 'controller'; frame: Frame; entry: number; code: string;
    locked: boolean; seed: number; world: number; stopped: boolean; computing: boolean;
    moves: { name: string; title: Both; takes: number; scenario: number; pace: number;
             truth: Both; issues: Both[] }[];
    objectives: Objective[]; decisions: Decision[]; orders: Order[]; branch: number;
    seats: SeatInfo[]; lines: Line[]; ratings: Rating[]; truth: Truth; services: string[];
    plays: string[]; queue: Inject[]; delivered: Message[];
    requests: { number: number; by: string; group: string; text: string; at: number;
                closed: boolean }[];
    branches: { name: string; parent: number; from: number; stands: number }[];
    known: Record<string, Known>; drafts: Inject[]; plays_due: Record<string, number>;
    previews: Preview[]; pins: { title: string; result: string; scenario: number }[];
    feedback: number;
}
export interface HotWashView {
    audience: 'hot-wash'; frame: Frame; truth: Truth; orders: Order[];
    known: Record<string, News[]>;
    done: { kind: string; scenario: number; to: string[]; title: Both; option?: Both;
            text?: string; withdrawn?: boolean }[];
    pins: { title: string; result: string; scenario: number }[];
}
export type View =
    LobbyView | PlayerView | WallView | EvaluatorView | ControlView | HotWashView;
export interface Me {
    name?: string; role?: string; group?: string; speaks?: boolean; state?: string;
    number?: number;
}
