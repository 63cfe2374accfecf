/** What `samspil.pages.overview.page` makes. */
interface Data extends Common {
  figure: { font: number; leading: number };
  groups: string[];
  municipalities: (Findable & {
    names: [string, string];
    page: string;
    issued: string[];
    situations: number;
    norms: number[];
    forums: number;
    gaps: number;
    kinds: string[];
  })[];
  columns: (Findable & {
    names: [string, string];
    /** Municipality, situation, the strongest modality, and whether something is forbidden. */
    cells: [string, string, string, boolean][];
  })[];
  kinds: { id: string; names: [string, string]; held: [string, [string, string]][] }[];
}
