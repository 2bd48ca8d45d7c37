import { CommandError } from '../command-error';
import { Collection } from './collection';
import { Timeline } from './timeline';

/** Every collection by its namespace, `database.collection`. */
export class Databases {
  readonly timeline = new Timeline();
  private readonly collections = new Map<string, Collection>();

  find(namespace: string): Collection | undefined {
    return this.collections.get(namespace);
  }

  /** A write makes what is not there. */
  open(namespace: string): Collection {
    const known = this.collections.get(namespace);
    if (known) return known;
    const made = new Collection(namespace, this.timeline);
    this.collections.set(namespace, made);
    return made;
  }

  drop(namespace: string): boolean {
    return this.collections.delete(namespace);
  }

  rename(from: string, to: string, dropTarget: boolean): void {
    const collection = this.collections.get(from);
    if (!collection) throw new CommandError(26, `Source collection ${from} does not exist`);
    if (this.collections.has(to) && !dropTarget) throw new CommandError(48, 'target namespace exists');
    this.collections.delete(from);
    this.collections.set(to, collection);
  }

  namesIn(database: string): string[] {
    const prefix = `${database}.`;
    const names = [...this.collections.keys()].filter((name) => name.startsWith(prefix));
    return names.map((name) => name.slice(prefix.length)).toSorted();
  }

  databaseNames(): string[] {
    return [...new Set([...this.collections.keys()].map((name) => name.slice(0, name.indexOf('.'))))].toSorted();
  }

  dropDatabase(database: string): void {
    for (const name of this.namesIn(database)) this.collections.delete(`${database}.${name}`);
  }

  trim(): void {
    for (const collection of this.collections.values()) collection.trimAll();
  }
}
