/** vis-network stands inlined before our scripts; it brings no types in that form. */
declare const vis: any;

/** What `$` finds: whoever asks for an id knows which of these stands there. */
type Found = HTMLInputElement & HTMLDetailsElement & HTMLAnchorElement;

/** A text that is the same in both languages, or Danish and English. */
type Both = string | [string, string];
type Point = [number, number];

interface Piece {
  d: string;
  fill: "" | "own" | "ground";
  width: number;
  dashes: number[];
}

interface DrawnNode {
  id: string;
  x: number;
  y: number;
  kind: string;
  tier: string;
  box: Point;
  names: [string, string];
  lines: [string[], string[]];
  pieces: Piece[];
}

interface DrawnEdge {
  id: string;
  from: string;
  to: string;
  smooth: { enabled: boolean; type?: string; roundness?: number };
  turns: Point[];
  /** Where its mark stands, and the angle of that in degrees. */
  tip: [number, number, number];
  /** Where its label may stand, the best first. */
  places: Point[];
  names: [string, string];
  /** The condition or exception on which it holds; empty where there is none. */
  terms: [string, string];
  assertion: string;
  modality: string;
  layer: string;
  family: string;
  gap: boolean;
  line: string;
}

/** A rectangle by its middle and half its width and height. */
interface Spot {
  x: number;
  y: number;
  w: number;
  h: number;
}

interface Findable {
  id: string;
  words: string;
}

interface Common {
  lang: "da" | "en";
  asOf: string;
  ui: Record<string, [string, string]>;
  palette: Record<"light" | "dark", Record<string, string>>;
}

interface Window {
  samspil: object;
}
