import type { ShadowPartRef, ShadowStore, ViewStore } from '../view-store.port';
import { removeGeneration } from './view-files';

interface Hooks {
  open(): ViewStore;
  /** Makes the file the generation in use. */
  adopt(): void;
  isInUse(): boolean;
}

/** The next generation of the views while it is being made: one file for each part, the first of which becomes the whole. */
export class SqliteShadowStore implements ShadowStore {
  readonly parts: readonly ShadowPartRef[];
  private opened: ViewStore | undefined;

  constructor(
    private readonly file: string,
    parts: number,
    private readonly hooks: Hooks,
  ) {
    this.parts = Array.from({ length: parts }, (_, index) => ({
      module: require.resolve('./sqlite-shadow-part'),
      data: { file: index === 0 ? file : `${file}.part${index}` },
    }));
  }

  open(): ViewStore {
    this.opened ??= this.hooks.open();
    return this.opened;
  }

  switchTo(): void {
    void this.opened?.close();
    this.hooks.adopt();
  }

  abandon(): void {
    void this.opened?.close();
    if (this.hooks.isInUse()) return;
    for (const { data } of this.parts) removeGeneration((data as { file: string }).file);
  }
}
