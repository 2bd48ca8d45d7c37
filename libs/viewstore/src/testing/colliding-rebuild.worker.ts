import { totals } from './sample-projections';

export { openLog } from './sample-rebuild.worker';

/** Says that it goes by stream, though its rows are shared between streams. */
export const loadProjections = () => [{ ...totals, partition: 'stream' }];
