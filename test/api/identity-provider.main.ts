import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createInterface } from 'node:readline';

/*
 * A real OpenID provider on this machine, in a process of its own. It prints its issuer, then obeys a line at a time:
 * `rotate` signs with a new key from now on and publishes both, `{claims, header}` signs what no provider would.
 */

const ALGORITHM = 'ES256';

type Handler = ReturnType<InstanceType<(typeof import('oidc-provider'))['default']>['callback']>;

interface Client {
  readonly client_id: string;
  readonly client_secret: string;
  readonly [claim: string]: unknown;
}

const CLAIMS = ['ledger_role', 'ledger_unit', 'id_number'];

async function main(clients: readonly Client[]): Promise<void> {
  const [{ default: Provider }, { exportJWK, generateKeyPair, importJWK, SignJWT }] = await Promise.all([
    import('oidc-provider'),
    import('jose'),
  ]);
  let handler: Handler = (_request, response) => void response.writeHead(503).end();
  const server = createServer((request, response) => handler(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const byId = new Map(clients.map((client) => [client.client_id, client]));
  const keys: Awaited<ReturnType<typeof exportJWK>>[] = [];

  const rotate = async (): Promise<void> => {
    const { privateKey } = await generateKeyPair(ALGORITHM, { extractable: true });
    // It signs with the first.
    keys.unshift({ ...(await exportJWK(privateKey)), alg: ALGORITHM, use: 'sig', kid: `key-${keys.length + 1}` });
    const resources = {
      enabled: true,
      useGrantedResource: () => true,
      getResourceServerInfo: (_context: unknown, audience: string) => ({
        scope: '',
        audience,
        accessTokenFormat: 'jwt',
        jwt: { sign: { alg: ALGORITHM } },
      }),
    };
    const provider = new Provider(issuer, {
      jwks: { keys: [...keys] },
      clients: clients.map(({ client_id, client_secret }) => ({
        client_id,
        client_secret,
        grant_types: ['client_credentials'],
        redirect_uris: [],
        response_types: [],
        id_token_signed_response_alg: ALGORITHM,
      })),
      features: {
        clientCredentials: { enabled: true },
        devInteractions: { enabled: false },
        resourceIndicators: resources,
      },
      extraTokenClaims: (_context: unknown, { clientId = '' }: { readonly clientId?: string }) =>
        Object.fromEntries(CLAIMS.map((claim) => [claim, byId.get(clientId)?.[claim]])),
    });
    handler = provider.callback();
  };

  const sign = async ({ claims, header }: { readonly claims: object; readonly header?: object }): Promise<string> => {
    const [key = {}] = keys;
    return new SignJWT({ iss: issuer, ...claims })
      .setProtectedHeader({ alg: ALGORITHM, kid: String(key.kid), ...header })
      .sign(await importJWK(key, ALGORITHM));
  };

  await rotate();
  process.stdout.write(`> ${issuer}\n`);
  for await (const line of createInterface({ input: process.stdin })) {
    const said = line === 'rotate' ? (await rotate(), 'rotated') : await sign(JSON.parse(line) as { claims: object });
    process.stdout.write(`> ${said}\n`);
  }
  process.exit(0);
}

void main(JSON.parse(process.env['CLIENTS'] ?? '[]') as Client[]);
