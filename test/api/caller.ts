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
  private constructor(
    readonly url: string,
    readonly api: DescribedApi,
    private readonly signedIn: SignedIn,
  ) {}

  static async of({ url, folder }: RunningService): Promise<Caller> {
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
    const authorization = `Bearer ${await this.token(actor)}`;
    return heard(await fetch(`${this.url}${path}?${query.toString()}`, { headers: { authorization, ...headers } }));
  }

  async post(path: string, body: string, headers: Extra): Promise<Heard> {
    return heard(await fetch(`${this.url}${path}`, { method: 'POST', body, headers }));
  }
}

async function heard(response: Response): Promise<Heard> {
  const text = await response.text();
  const body = text === '' ? {} : (JSON.parse(text) as Record<string, unknown>);
  return { status: response.status, headers: response.headers, body };
}
