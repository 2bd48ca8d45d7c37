import { join } from 'node:path';
import Database from 'better-sqlite3';

/** The limit of reading one stream: its rows, and JSON.parse of each. */
export class BareReader {
  private readonly db: Database.Database;
  private readonly stream: Database.Statement<[string]>;

  constructor(folder: string) {
    this.db = new Database(join(folder, 'log.db'), { readonly: true });
    this.stream = this.db.prepare('SELECT event FROM events WHERE stream = ? ORDER BY version').pluck();
  }

  read(stream: string): number {
    let events = 0;
    for (const text of this.stream.all(stream) as string[]) {
      const event = JSON.parse(text) as { version: number };
      if (event.version > 0) events++;
    }
    return events;
  }

  /** The limit of a full replay: an ordered scan and JSON.parse of every event, on one thread. */
  scan(visit: (event: { stream: string; type: string; version: number }) => void = () => undefined): number {
    let events = 0;
    for (const text of this.db
      .prepare('SELECT event FROM events ORDER BY position')
      .pluck()
      .iterate() as IterableIterator<string>) {
      visit(JSON.parse(text) as { stream: string; type: string; version: number });
      events++;
    }
    return events;
  }

  /** The same where each event's text is parsed a second time from memory: what JSON.parse alone costs. */
  texts(): string[] {
    return this.db.prepare('SELECT event FROM events ORDER BY position').pluck().all() as string[];
  }

  close(): void {
    this.db.close();
  }
}
