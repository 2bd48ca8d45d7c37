import { request } from 'node:http';
import { createInterface } from 'node:readline';

export interface Told {
  readonly id: string;
  readonly name: string;
  readonly data: {
    readonly state: string;
    readonly done: number;
    readonly total: number;
    readonly rowsPerSecond?: number;
    readonly secondsLeft?: number;
  };
}

/** The progress of a job as it is told, until it ends or the reader has had enough. */
export async function* progress(url: string, jobId: string, token: string, lastSeen?: string): AsyncGenerator<Told> {
  const headers = {
    accept: 'text/event-stream',
    authorization: `Bearer ${token}`,
    ...(lastSeen === undefined ? {} : { 'last-event-id': lastSeen }),
  };
  const sent = request(`${url}/api/v1/bulk/jobs/${jobId}`, { headers });
  const answered = new Promise<NodeJS.ReadableStream>((resolve, reject) => {
    sent.once('response', resolve);
    sent.once('error', reject);
  });
  sent.end();
  try {
    let [id, name] = ['', ''];
    const answer = await answered;
    const lines = createInterface({ input: answer });
    // Cut off by us, or by the end of the service.
    lines.on('error', () => undefined);
    answer.on('error', () => undefined);
    for await (const line of lines) {
      if (line.startsWith('id: ')) id = line.slice(4);
      else if (line.startsWith('event: ')) name = line.slice(7);
      else if (line.startsWith('data: ')) yield { id, name, data: JSON.parse(line.slice(6)) as Told['data'] };
    }
  } finally {
    sent.on('error', () => undefined);
    sent.destroy();
  }
}
