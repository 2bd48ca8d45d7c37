import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openSqliteViewStore, type Projection, type SqliteViewStore } from '@ledger/viewstore';
import { ViewWriter } from '@ledger/viewstore/view-writer';
import type { GivenLog } from './projected';

/** Views of a given log in a store of their own, every batch delivered twice; for specs of queries. */
export class ProjectedViews {
  private constructor(
    readonly views: SqliteViewStore,
    private readonly folder: string,
  ) {}

  static async of(given: GivenLog, projections: readonly Projection[]): Promise<ProjectedViews> {
    const folder = mkdtempSync(join(tmpdir(), 'views-'));
    const views = openSqliteViewStore(folder, { projections });
    const writer = await ViewWriter.open(views, projections, true);
    const slice = { events: given.events, next: given.events.length, atEnd: true };
    await writer.take(slice);
    await writer.take(slice);
    const [parked] = views.parked();
    if (parked) throw new Error(`${parked.projection} parked ${parked.stream}@${parked.version}: ${parked.error}`);
    return new ProjectedViews(views, folder);
  }

  close(): void {
    this.views.close();
    rmSync(this.folder, { recursive: true, force: true });
  }
}
