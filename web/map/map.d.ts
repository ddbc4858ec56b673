export interface HouseState { lacks: number; isMarked: boolean; label: string }
export function paintHouses(svg: Element, states: (HouseState | undefined)[]): void;
export function shadeOf(lacks: number): string;
