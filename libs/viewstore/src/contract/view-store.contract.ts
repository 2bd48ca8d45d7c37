import { atomicSteps } from './atomic-steps.contract';
import { pagesByIndex } from './by-index.contract';
import { cursors, pages } from './pages.contract';
import { queries, refusedQueries, totals } from './queries.contract';
import { shadowStores } from './shadow-store.contract';
import { StoreUnderTest, type ViewStorePlace } from './store-under-test';

/** What every view store must do; each adapter's int spec calls it. */
export function viewStoreContract(name: string, newPlace: () => ViewStorePlace): void {
  describe(`${name} keeps the contract of a view store`, () => {
    const views = new StoreUnderTest(newPlace);
    beforeEach(() => views.setUp());
    afterEach(() => views.tearDown());

    atomicSteps(views);
    queries(views);
    totals(views);
    refusedQueries(views);
    pages(views);
    cursors(views);
    pagesByIndex(views);
    shadowStores(views);
  });
}
