import type { ShadowPartRef, ShadowStore, ViewStore } from '../view-store.port';
import type { ShadowPlace } from './mongo-shadow-part';

interface Hooks {
  open(): ViewStore;
  /** Makes it the generation in use. */
  adopt(): Promise<void>;
  /** Unless it is in use. */
  drop(): Promise<void>;
}

/** The next generation of the views while it is being made: its parts write into the same collections, beside the live ones. */
export class MongoShadowStore implements ShadowStore {
  readonly parts: readonly ShadowPartRef[];
  private opened: ViewStore | undefined;

  constructor(
    place: { readonly url: string; readonly database: string },
    generation: number,
    parts: number,
    private readonly hooks: Hooks,
  ) {
    const { url, database } = place;
    this.parts = Array.from({ length: parts }, (_, part) => ({
      module: require.resolve('./mongo-shadow-part'),
      data: { url, database, generation, part } satisfies ShadowPlace,
    }));
  }

  open(): ViewStore {
    this.opened ??= this.hooks.open();
    return this.opened;
  }

  switchTo(): Promise<void> {
    return this.hooks.adopt();
  }

  abandon(): Promise<void> {
    return this.hooks.drop();
  }
}
