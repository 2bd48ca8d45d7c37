import { isDomainStream } from '../stream-names';
import type { LogPoint, ServerClient, ServerEvent } from '../server-client.port';

/** Stands for what is not of the share: a stream of the server's own. */
const FOREIGN = '$foreign';

/**
 * A share of a server that others use too: streams under a prefix, of letters and digits, from a point of `$all` on. What is
 * not of the share looks like the server's own. So that a suite can run test after test against one real server.
 */
export async function shareOf(client: ServerClient, prefix: string): Promise<ServerClient> {
  const [last] = await client.readAll('end', 1, true);
  const begin: LogPoint | 'start' = last?.point ?? 'start';
  const own = (event: ServerEvent): ServerEvent =>
    event.stream.startsWith(prefix)
      ? { ...event, stream: event.stream.slice(prefix.length) }
      : { ...event, stream: isDomainStream(event.stream) ? FOREIGN : event.stream };
  const isBefore = ({ point }: ServerEvent): boolean =>
    begin !== 'start' && point !== undefined && point.commit <= begin.commit;
  const fromBegin = (from: LogPoint | 'start'): LogPoint | 'start' => (from === 'start' ? begin : from);
  return {
    append: (stream, expected, events) => client.append(`${prefix}${stream}`, expected, events),
    async readStream(stream, from, count, backwards) {
      const events = await client.readStream(`${prefix}${stream}`, from, count, backwards);
      return events?.map(own);
    },
    async readAll(from, count, backwards) {
      if (backwards === true) {
        const events = await client.readAll(from, count, true);
        return events.filter((event) => !isBefore(event)).map(own);
      }
      return (await client.readAll(from === 'end' ? from : fromBegin(from), count)).map(own);
    },
    follow(after, filter) {
      const prefixed =
        'regex' in filter
          ? { regex: filter.regex.replace('^', `^${prefix}`) }
          : { prefixes: filter.prefixes.map((each) => `${prefix}${each}`) };
      const following = client.follow(fromBegin(after), prefixed);
      return {
        async next() {
          const run = await following.next();
          return { ...run, events: run.events.map(own) };
        },
        close: () => following.close(),
      };
    },
    keepLast: (stream, count) => client.keepLast(`${prefix}${stream}`, count),
    close: () => client.close(),
  };
}
