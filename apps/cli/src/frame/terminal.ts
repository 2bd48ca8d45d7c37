import type { Writable } from 'node:stream';
import { createColors } from 'picocolors';
import type { Language, Text } from './language';

export interface TerminalOptions {
  readonly language: Language;
  readonly json: boolean;
  readonly out: Writable & { readonly isTTY?: boolean };
  readonly err: Writable & { readonly isTTY?: boolean };
  /** Colours for people; never with `--json`, in a pipe, or where NO_COLOR is set. */
  readonly colours: boolean;
}

export interface Column {
  readonly head: Text;
  readonly right?: boolean;
}

export type Colour = 'bold' | 'dim' | 'green' | 'red' | 'yellow' | 'cyan';

/** 终端: speaks to people in their language, and to programs in JSON. Results go to stdout, everything else to stderr. */
export class Terminal {
  readonly language: Language;
  readonly json: boolean;
  /** Progress may redraw its line. */
  readonly isLive: boolean;
  private readonly notices: Text[] = [];
  private readonly paints: ReturnType<typeof createColors>;

  constructor(private readonly options: TerminalOptions) {
    this.language = options.language;
    this.json = options.json;
    this.isLive = options.err.isTTY === true && !options.json;
    this.paints = createColors(options.colours && !options.json);
  }

  text(text: Text): string {
    return text[this.language];
  }

  /** A result for people. */
  line(words = ''): void {
    this.options.out.write(`${words}\n`);
  }

  say(text: Text): void {
    this.line(this.text(text));
  }

  heading(text: Text): void {
    this.line(this.paint('bold', this.text(text)));
  }

  /** A remark beside the result: on stderr for people, among the `notices` of the document for programs. */
  note(text: Text): void {
    this.notices.push(text);
    if (!this.json) this.options.err.write(`${this.paint('yellow', this.text(text))}\n`);
  }

  /** Words of progress, without colour. */
  remark(words: string): void {
    this.options.err.write(`${words}\n`);
  }

  /** The result for programs: one JSON document. */
  document(value: object): void {
    const noted = this.notices.length > 0 ? { ...value, notices: this.notices } : value;
    this.options.out.write(`${JSON.stringify(noted, undefined, 2)}\n`);
  }

  paint(colour: Colour, words: string): string {
    return this.paints[colour](words);
  }

  table(columns: readonly Column[], rows: readonly (readonly string[])[]): void {
    // Loaded here because help needs no table.
    const Table = require('cli-table3') as typeof import('cli-table3');
    const table = new Table({
      head: columns.map(({ head }) => this.paint('bold', this.text(head))),
      colAligns: columns.map(({ right }) => (right ? 'right' : 'left')),
      style: { head: [], border: [], compact: true },
    });
    for (const row of rows) table.push([...row]);
    this.line(table.toString());
  }

  get progressStream(): Writable {
    return this.options.err;
  }
}
