import type { ParkedEvent, Projection, Query, Row, ViewStep, ViewStore } from '../view-store.port';

/** How a suite opens the store under test. */
export interface ViewStorePlace {
  /** The same place each time: a second call after `close` finds what was committed. */
  open(projections: readonly Projection[]): ViewStore | Promise<ViewStore>;
  /** A reader as another process would have it. */
  reader(projections: readonly Projection[]): ViewStore | Promise<ViewStore>;
  cleanUp(): void | Promise<void>;
}

/** The projection whose table the contract fills; it is never folded. */
export const claims: Projection = {
  name: 'claims',
  version: 3,
  tables: [
    {
      name: 'claims',
      columns: { unit: 'text', step: 'text', amountFen: 'integer', since: 'text' },
      indexes: [
        ['unit', 'since'],
        ['amountFen', 'key', 'step', 'since'],
      ],
    },
  ],
  handles: new Set(['ClaimSubmitted']),
  apply: () => undefined,
};

export const claim = (
  unit: string,
  amountFen: number,
  since: string | null = '2020-03-02',
  step = 'SUBMITTED',
): Row => ({
  unit,
  step,
  amountFen,
  since,
  learner: { no: amountFen },
});

export const parked = (position: number): ParkedEvent => ({
  projection: 'claims',
  position,
  stream: 'case-1',
  version: position,
  error: 'Error: no',
  attempts: 1,
  failed: true,
});

/** The store that a test of the contract works on, a fresh one for each. */
export class StoreUnderTest {
  store!: ViewStore;
  place!: ViewStorePlace;

  constructor(private readonly newPlace: () => ViewStorePlace) {}

  async setUp(): Promise<void> {
    this.place = this.newPlace();
    this.store = await this.place.open([claims]);
  }

  async reopen(): Promise<void> {
    await this.store.close();
    this.store = await this.place.open([claims]);
  }

  async tearDown(): Promise<void> {
    await this.store.close();
    await this.place.cleanUp();
  }

  async write(work: (step: ViewStep) => void): Promise<void> {
    await this.store.transact(work);
  }

  async put(rows: Readonly<Record<string, Row>>): Promise<void> {
    await this.write((step) => Object.entries(rows).forEach(([key, row]) => step.put('claims', key, row)));
  }

  async keys(query: Query): Promise<string[]> {
    return (await this.store.find(query)).rows.map((row) => row.key);
  }
}
