/** What `samspil.pages.explorer.payload` makes. */
interface Line {
  text: Both;
  sentence?: string;
  address?: string;
}

type Block =
  | { type: "h"; level: number; text: Both }
  | { type: "p"; text: Both; faint: boolean }
  | Entry;

interface Entry {
  type: "i";
  about: [string, string];
  head: number;
  lines: number[];
  /** How binding it is, in a word. */
  mark?: Both;
}

/** A title, its point in Danish and in English, and its sections: numbers of blocks. */
type Panel = [title: Both, point: [number[], number[]], sections: number[]];

type Step = [id: string, step: number];

interface Data extends Common {
  dataset: string;
  name: Both;
  blocks: Block[];
  told: Line[];
  situations: (Findable & {
    n: string;
    label: Both;
    panel: Panel;
    rows: Step[];
    beside: string[];
    by: number[];
    why: number[];
    narrowed: [Panel, Step[]][];
  })[];
  actors: (Findable & { label: Both; kind: Both; panel: Panel })[];
  assertions: Record<
    string,
    { b: number; m: string; l: string; k: string; s: string[]; from: string[]; to: string[] }
  >;
  gaps: (Findable & { text: Both; about: string[]; things: Both })[];
  /** The pattern of the phrases of danger; the words found misspelt; words for urgent. */
  danger: [string, string[], string[]];
  readings: {
    id: string;
    decision: string;
    confidence: string | null;
    claim: Both;
    why: Both;
    but: Both;
  }[];
  sentences: { id: string; kind: string; text: string; unused: Both; a: string[] }[];
  sources: { title: Both; issued: string }[];
  routes: Record<string, Record<string, [string[][], boolean]>>;
  figure: {
    title: Both;
    font: number;
    leading: number;
    heading: number;
    /** The mark of a line that holds on a condition. */
    conditional: Piece[];
    width: number;
    height: number;
    tiers: { id: string; label: Both; box: [number, number, number, number] }[];
    layouts: {
      width: number;
      height: number;
      tiers: [number, number, number, number][];
      nodes: (Placed & { lines: string[]; mark: Point })[];
      frames: Placed[];
      bundles: Record<string, Course>;
    }[];
  };
  kinds: { key: string; label: Both; pieces: Piece[] }[];
  lines: Record<
    string,
    {
      label: Both;
      explained: boolean;
      colour: string;
      width: number;
      dashes: number[];
      marks: Piece[];
    }
  >;
  svg: [string, string];
}
