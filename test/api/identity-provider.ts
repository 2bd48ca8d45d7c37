import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { createInterface, type Interface } from 'node:readline';

const MAIN = path.resolve(__dirname, '../../dist/test/api/identity-provider.main.js');

const ANSWER = '> ';

/** Somebody who may get tokens: a client of the provider, with what its tokens say of it. */
export type Registered = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

const secretOf = (name: string): string => `secret-of-${name}-0123456789`;

/** 身份服务: oidc-provider in a process of its own. */
export class IdentityProvider {
  private constructor(
    readonly issuer: string,
    private readonly child: ChildProcess,
    private readonly lines: AsyncIterator<string>,
    private readonly ended: Promise<unknown>,
  ) {}

  static async of(registered: Registered): Promise<IdentityProvider> {
    const clients = Object.entries(registered).map(([name, claims]) => ({
      ...claims,
      client_id: name,
      client_secret: secretOf(name),
    }));
    const { PATH, HOME } = process.env;
    const child = spawn(process.execPath, [MAIN], {
      env: { PATH, HOME, CLIENTS: JSON.stringify(clients) },
      stdio: ['pipe', 'pipe', 'ignore'],
    });
    const input: Interface = createInterface({ input: child.stdout });
    const lines = input[Symbol.asyncIterator]();
    return new IdentityProvider(await nextAnswer(lines), child, lines, once(child, 'close'));
  }

  /** An access token as the provider gives it to a client for an audience. */
  async token(name: string, resource: string): Promise<string> {
    const response = await fetch(`${this.issuer}/token`, {
      method: 'POST',
      headers: { authorization: `Basic ${Buffer.from(`${name}:${secretOf(name)}`).toString('base64')}` },
      body: new URLSearchParams({ grant_type: 'client_credentials', resource }),
    });
    const given = (await response.json()) as { readonly access_token?: string };
    if (given.access_token === undefined) throw new Error(`no token: ${JSON.stringify(given)}`);
    return given.access_token;
  }

  async keys(): Promise<readonly Readonly<Record<string, string>>[]> {
    const response = await fetch(`${this.issuer}/jwks`);
    return ((await response.json()) as { keys: Record<string, string>[] }).keys;
  }

  /** Signs with a new key from now on. */
  rotate(): Promise<string> {
    return this.say('rotate');
  }

  /** Any claims, signed with its key. */
  sign(claims: object, header: object = {}): Promise<string> {
    return this.say(JSON.stringify({ claims, header }));
  }

  async stop(): Promise<void> {
    this.child.kill();
    await this.ended;
  }

  private async say(line: string): Promise<string> {
    this.child.stdin?.write(`${line}\n`);
    return nextAnswer(this.lines);
  }
}

/** Its warnings about development use come on the same stream. */
async function nextAnswer(lines: AsyncIterator<string>): Promise<string> {
  for (let line = await lines.next(); !line.done; line = await lines.next())
    if (line.value.startsWith(ANSWER)) return line.value.slice(ANSWER.length);
  throw new Error('the identity provider has ended');
}
