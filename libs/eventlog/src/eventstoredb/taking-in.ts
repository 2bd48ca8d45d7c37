import type { LedgerEvent, Position, RecordedEvent } from '@ledger/kernel';
import { encodeEvent } from '../encode-event';
import { OtherEventThere, WrongExpectedVersion, type EndedClaim } from '../event-store.port';
import type { Appender } from './appender';
import type { Claims } from './claims';
import { toStored } from './stored-event';
import { assertDomainStream } from './stream-names';

/** What is asked of the log that another is taken into. */
interface ThereAlready {
  streamVersion(stream: string): Promise<number>;
  readStream(stream: string, range: { readonly from: number; readonly to: number }): Promise<RecordedEvent[]>;
}

/** Where an event stands: here already, at the place of an earlier one of the same call, or nowhere yet. */
type Place = { readonly at: Position } | { readonly as: number } | undefined;

/**
 * Takes in what another log recorded. Everything is looked at before the first event is written, but no transaction spans the
 * streams: whoever is cut off has taken in a beginning, in order, and perhaps without the claims of its end. Taking the same
 * events in again completes it.
 */
export class TakingIn {
  constructor(
    private readonly there: ThereAlready,
    private readonly appender: Appender,
    private readonly claims: Claims,
  ) {}

  async take(
    events: readonly LedgerEvent[],
    claimsOf: (positions: readonly Position[]) => readonly EndedClaim[],
  ): Promise<Position[]> {
    const streams = new Set(events.map(({ stream }) => stream));
    for (const stream of streams) assertDomainStream(stream);
    await together([...new Set(events.map(({ command }) => command.id))], (id) => this.claims.assertNotOpen(id));
    const places = await this.placesOf(events, streams);
    const positions = await this.append(events, places);
    await together(claimsOf(positions), async (claim) => {
      const at = positions[events.findIndex(({ command }) => command.id === claim.commandId)];
      if (at === undefined) throw new RangeError(`no event of command ${claim.commandId} is taken in`);
      await this.claims.move(claim, at);
    });
    return positions;
  }

  /** @throws OtherEventThere, WrongExpectedVersion; nothing is written then */
  private async placesOf(events: readonly LedgerEvent[], streams: ReadonlySet<string>): Promise<Place[]> {
    const versions = new Map<string, number>();
    await together([...streams], async (name) => void versions.set(name, await this.there.streamVersion(name)));
    const coming = new Map<string, number>();
    const places: Place[] = [];
    for (const [i, event] of events.entries()) {
      const { stream, version } = event;
      const last = versions.get(stream) ?? 0;
      if (version > last + 1) throw new WrongExpectedVersion(stream, version - 1, last);
      if (version === last + 1) {
        versions.set(stream, version);
        coming.set(`${version} ${stream}`, i);
        places.push(undefined);
        continue;
      }
      const earlier = coming.get(`${version} ${stream}`);
      const [found] = earlier === undefined ? await this.there.readStream(stream, { from: version, to: version }) : [];
      const standing = found ?? events[earlier ?? -1];
      if (!standing || !hashOf(standing).equals(hashOf(event))) throw new OtherEventThere(stream, version);
      places.push(found ? { at: found.position } : { as: earlier ?? -1 });
    }
    return places;
  }

  /** In order; what follows on the same stream goes along in one append. */
  private async append(events: readonly LedgerEvent[], places: readonly Place[]): Promise<Position[]> {
    const positions: Position[] = [];
    for (let from = 0; from < events.length;) {
      const [place, { stream, version }] = [places[from], events[from]!];
      if (place) {
        positions.push('at' in place ? place.at : positions[place.as]!);
        from += 1;
        continue;
      }
      let to = from + 1;
      while (to < events.length && !places[to] && events[to]!.stream === stream) to += 1;
      positions.push(...(await this.appender.append(stream, version - 1, events.slice(from, to).map(toStored))));
      from = to;
    }
    return positions;
  }
}

/** Asked of the server at once. */
const AT_ONCE = 32;

/** What need not come in order; when one fails, those that are under way end first. */
async function together<T>(each: readonly T[], task: (value: T) => Promise<void>): Promise<void> {
  for (let at = 0; at < each.length; at += AT_ONCE) {
    const outcomes = await Promise.allSettled(each.slice(at, at + AT_ONCE).map((value) => task(value)));
    const failed = outcomes.find(({ status }) => status === 'rejected');
    if (failed?.status === 'rejected') throw failed.reason;
  }
}

const hashOf = (event: LedgerEvent): Buffer => encodeEvent(event).hash;
