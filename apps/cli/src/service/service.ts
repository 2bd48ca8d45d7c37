import type { Answer, CommandRequest, EventSummary, Problem } from '@ledger/commanding';
import type { Actor } from '@ledger/kernel';
import { EXIT } from '../frame/exit-codes';
import { CallRefused } from '../frame/problem';
import type { ServiceAddress } from './service-address';

interface Described {
  readonly paths: Readonly<Record<string, { readonly post?: { readonly operationId?: string } }>>;
}

/** What the service says to an accepted command. */
interface Accepted {
  readonly id: string;
  readonly position?: number;
  readonly events?: readonly EventSummary[];
  readonly flags?: readonly string[];
}

interface Told extends Problem {
  readonly detailZh?: string;
  readonly commandId?: string;
}

const REQUEST_MS = 60_000;

/**
 * 经由服务: gives commands to a ledger that a service holds. Where each is given, the service's own document says. The id of a
 * request is its Idempotency-Key: sent again, it gets the first outcome.
 */
export class Service {
  private constructor(
    private readonly address: ServiceAddress,
    private readonly paths: ReadonlyMap<string, string>,
    /** Who the token speaks for. */
    readonly actor: Actor,
  ) {}

  /** @throws CallRefused where there is no service, or it does not take the token */
  static async at(address: ServiceAddress): Promise<Service> {
    const described = (await asked(address, '/openapi.json')) as Described;
    const paths = new Map<string, string>();
    for (const [path, { post }] of Object.entries(described.paths))
      if (post?.operationId !== undefined) paths.set(post.operationId, path);
    const { actor } = (await asked(address, '/api/v1/me')) as { readonly actor: Actor };
    return new Service(address, paths, actor);
  }

  async give({ id, command, data, at, ifMatch }: CommandRequest): Promise<Answer> {
    const path = this.paths.get(command);
    if (path === undefined)
      return invalid(
        id,
        'unknown-command',
        '没有这一命令；请核对命令名称。',
        'There is no such command; check its name.',
      );
    const response = await sent(this.address, addressed(path, data), {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'idempotency-key': id,
        ...(at === undefined ? {} : { 'business-time': at }),
        ...(ifMatch === undefined ? {} : { 'if-match': `"${ifMatch}"` }),
      },
      body: JSON.stringify(data),
    });
    return answerOf(id, response, await documentOf(response));
  }

  /** Hands a document's file in; its SHA-256 (hex), by which a command names it. */
  async handIn(file: Uint8Array): Promise<string> {
    const headers = { 'content-type': 'application/octet-stream' };
    const response = await sent(this.address, '/api/v1/files', { method: 'POST', headers, body: new Uint8Array(file) });
    const body = (await documentOf(response)) as { readonly sha256: string } & Told;
    if (response.status === 200) return body.sha256;
    if (response.status === 401) throw notSignedIn();
    const { detail, detailZh = detail, detailEn } = body;
    throw new CallRefused('file-refused', { zh: detailZh, en: detailEn }, EXIT.refused);
  }
}

/** The address with what the data say stands in it. What is missing there is the service's to refuse. */
const addressed = (path: string, data: unknown): string =>
  path.replaceAll(/\{(\w+)\}/g, (_, field: string) => {
    const value = (data as Readonly<Record<string, unknown>> | null)?.[field];
    return encodeURIComponent(typeof value === 'string' && value !== '' ? value : '-');
  });

function answerOf(id: string, { status, headers }: Response, body: unknown): Answer {
  const first = status === 200 ? accepted(body as Accepted) : problemAnswer(id, status, body as Told);
  if (headers.get('idempotency-replayed') === null) return first;
  return {
    id: first.id,
    outcome: 'duplicate',
    first,
    ...(first.position === undefined ? {} : { position: first.position }),
  };
}

const accepted = ({ id, position, events, flags }: Accepted): Answer => ({
  id,
  outcome: 'accepted',
  ...(position === undefined ? {} : { position }),
  ...(events ? { events } : {}),
  ...(flags && flags.length > 0 ? { flags } : {}),
});

function problemAnswer(id: string, status: number, told: Told): Answer {
  if (status === 401) throw notSignedIn();
  const { type, ruleId, clause, detail, detailZh = detail, detailEn, errors, commandId = id } = told;
  const problem: Problem = {
    type,
    ...(ruleId === undefined ? {} : { ruleId }),
    ...(clause === undefined ? {} : { clause }),
    detail: detailZh,
    detailEn,
    ...(errors ? { errors } : {}),
  };
  return { id: commandId, outcome: outcomeOf(status, ruleId), problem };
}

function outcomeOf(status: number, ruleId: string | undefined): Answer['outcome'] {
  if (ruleId !== undefined) return 'refused';
  if (status === 409 || status === 412) return 'conflict';
  return status === 429 || status >= 500 ? 'unavailable' : 'invalid';
}

async function asked(address: ServiceAddress, path: string): Promise<unknown> {
  const response = await sent(address, path, {});
  if (response.status === 401) throw notSignedIn();
  const body = await documentOf(response);
  if (response.ok) return body;
  throw noService(address.url);
}

interface Sent {
  readonly method?: 'POST';
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array<ArrayBuffer>;
}

async function sent({ url, token }: ServiceAddress, path: string, init: Sent): Promise<Response> {
  try {
    return await fetch(`${url}${path}`, {
      ...init,
      headers: { ...init.headers, authorization: `Bearer ${token}`, accept: 'application/json' },
      // A token goes where it was told to go and nowhere else.
      redirect: 'error',
      signal: AbortSignal.timeout(REQUEST_MS),
    });
  } catch {
    throw noService(url);
  }
}

async function documentOf(response: Response): Promise<unknown> {
  try {
    return await response.json();
  } catch {
    throw noService(new URL(response.url).origin);
  }
}

const invalid = (id: string, type: string, detail: string, detailEn: string): Answer => ({
  id,
  outcome: 'invalid',
  problem: { type: `/problems/${type}`, detail, detailEn },
});

const notSignedIn = (): CallRefused =>
  new CallRefused(
    'not-signed-in',
    {
      zh: '服务不接受此令牌：可能已过期，或不是发给此服务的。',
      en: 'The service does not take this token: it may have expired, or be for another service.',
    },
    EXIT.unusable,
  );

const noService = (url: string): CallRefused =>
  new CallRefused(
    'no-service',
    {
      zh: `${url} 没有答复，或不是本系统的服务；请核对地址，并确认服务在运行。已发出的命令可用同一编号重试。`,
      en: `${url} does not answer, or is no service of this system; check the address and that the service runs. A command that was sent may be sent again with the same id.`,
    },
    EXIT.unusable,
  );
