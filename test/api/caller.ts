import { Agent, request, type IncomingHttpHeaders } from 'node:http';
import { text } from 'node:stream/consumers';
import type { Actor } from '@ledger/kernel';
import { DescribedApi } from './described-api';
import type { RunningService } from './running-service';
import { SignedIn } from './signed-in';

/** A problem or an answer, as it came. */
export interface Heard {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Record<string, unknown>;
}

export type Extra = Readonly<Record<string, string>>;

/** 客户: calls the service as an integrator does, from its document and with a token for each actor. */
export class Caller {
  private readonly agent = new Agent({ keepAlive: true });

  private constructor(
    readonly url: string,
    readonly api: DescribedApi,
    private readonly signedIn: SignedIn,
  ) {}

  static async of({ url, folder }: Pick<RunningService, 'url' | 'folder'>): Promise<Caller> {
    return new Caller(url, await DescribedApi.of(url), new SignedIn(folder));
  }

  token(actor: Actor): Promise<string> {
    return this.signedIn.as(actor);
  }

  async give(actor: Actor, command: string, data: object, key: string, headers: Extra = {}): Promise<Heard> {
    const { path, rest } = this.api.addressed(command, data);
    return this.post(path, JSON.stringify(rest), {
      authorization: `Bearer ${await this.token(actor)}`,
      'content-type': 'application/json',
      'idempotency-key': key,
      ...headers,
    });
  }

  async ask(actor: Actor, question: string, data: object = {}, headers: Extra = {}): Promise<Heard> {
    const { path, rest } = this.api.addressed(question, data);
    const query = new URLSearchParams(
      Object.fromEntries(Object.entries(rest).map(([name, value]) => [name, String(value)])),
    );
    const address = `${path}?${query.toString()}`;
    return this.get(address, { authorization: `Bearer ${await this.token(actor)}`, ...headers });
  }

  async get(path: string, headers: Extra): Promise<Heard> {
    return heard(await this.raw('GET', path, headers));
  }

  async post(path: string, body: string, headers: Extra): Promise<Heard> {
    return heard(await this.raw('POST', path, headers, body));
  }

  /** By Node's own client: what tests send by the thousand costs little beside what it asks for. */
  raw(method: string, path: string, headers: Extra, body?: string | Buffer): Promise<Raw> {
    return new Promise((resolve, reject) => {
      const sent = request(`${this.url}${path}`, { method, headers, agent: this.agent }, (response) => {
        const { statusCode: status = 0, headers: told } = response;
        text(response).then((said) => resolve({ status, headers: told, text: said }), reject);
      });
      sent.on('error', reject);
      sent.end(body);
    });
  }
}

interface Raw {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
}

function heard({ status, headers, text: said }: Raw): Heard {
  const pairs = Object.entries(headers).map(([name, value]): [string, string] => [name, String(value)]);
  // Files have no members to look at.
  const isJson = /json(;|$)/.test(String(headers['content-type']));
  const body = isJson && said !== '' ? (JSON.parse(said) as Record<string, unknown>) : {};
  return { status, headers: new Headers(pairs), body };
}
