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

/** A box where the layout of the language that is read puts it. */
interface Placed {
  x: number;
  y: number;
  box: Point;
  pieces: Piece[];
}

interface DrawnNode extends Placed {
  id: string;
  kind: string;
  tier: string;
  names: [string, string];
  lines: string[];
  /** How many of its relations no line shows, and where that stands from its middle. */
  undrawn: number;
  mark: Point;
}

/** How a line runs, where its mark stands with the angle of that in degrees, and its number. */
interface Course {
  d: string;
  tip: [number, number, number];
  middle: Point;
}

interface DrawnEdge extends Course {
  id: string;
  from: string;
  to: string;
  /** Relations of one bundle are drawn as one line. */
  bundle: number;
  /** Whether it tells anybody anything, or is structure. */
  told: boolean;
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

/** A line that is to have a label. */
interface Labelled {
  key: string;
  said: string;
  d: string;
  tip: [number, number, number];
  line: string;
  terms?: string;
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
