import type { EventStore } from '@ledger/eventlog';
import { MovingRefused } from '../moving-refused';
import type { LogPlace } from './open-log-at';

/**
 * `esdb://…`: a log on EventStoreDB or KurrentDB. Its adapter holds every event that it reads against its hash, so nothing more
 * is looked at when it is opened. No lock tells whether services write it; a log that moves meanwhile shows at the end.
 */
export const eventStoreDbPlace: LogPlace = {
  names: (place) => /^(esdb|kurrentdb)(\+discover)?:\/\//.test(place),
  async open(place, use): Promise<EventStore> {
    // The client is loaded only where it is asked for.
    const { openEventStoreDbLog } = require('./open-eventstoredb-log') as typeof import('./open-eventstoredb-log');
    const log = await openEventStoreDbLog(place);
    if (use === 'take' || (await log.head()) > 0) return log;
    await log.close();
    throw new MovingRefused('no-ledger', '此 EventStoreDB 中没有台账。', 'There is no ledger in this EventStoreDB.');
  },
};
