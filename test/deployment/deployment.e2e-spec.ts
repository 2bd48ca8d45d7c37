import { execFile } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';

jest.setTimeout(60_000);

const ROOT = path.resolve(__dirname, '../..');
const FILES = ['Dockerfile', 'package.json', 'package-lock.json', '.npmrc', 'deploy', 'docs'];
const COMPOSE = ['docker-compose.yml', 'docker-compose.cluster.yml', 'docker-compose.demo.yml'];
const run = promisify(execFile);

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'deployment-'));
  for (const file of [...FILES, ...COMPOSE])
    cpSync(path.join(ROOT, file), path.join(folder, file), { recursive: true });
});
afterEach(() => rmSync(folder, { recursive: true }));

const checked = (): Promise<{ code: number; stderr: string }> =>
  run(process.execPath, [path.join(ROOT, 'tools/check-deployment.mjs'), folder]).then(
    ({ stderr }) => ({ code: 0, stderr }),
    ({ code, stderr }: { code: number; stderr: string }) => ({ code, stderr }),
  );

function changed(file: string, from: string, to: string): void {
  const text = readFileSync(path.join(folder, file), 'utf8');
  expect(text).toContain(from);
  writeFileSync(path.join(folder, file), text.replace(from, to));
}

describe('the check of the deployment files', () => {
  it('holds for the files as they are', async () => {
    expect(await checked()).toEqual({ code: 0, stderr: '' });
  });

  it.each([
    ['docker-compose.yml', 'command: [mongod', 'comand: [mongod', 'additional properties'],
    ['docker-compose.yml', '- api-data:/data', '- apidata:/data', 'mounts the volume apidata, which is not there'],
    ['docker-compose.yml', 'LEDGER_WORKER_PORT:', 'LEDGER_WORKERPORT:', 'which the program does not read'],
    ['docker-compose.yml', 'eventstore/eventstore:24.10', 'eventstore/eventstore', 'names no version'],
    [
      'docker-compose.yml',
      '    setup:\n      condition',
      '    set-up:\n      condition',
      'depends on set-up, which is not there',
    ],
    [
      'docker-compose.cluster.yml',
      '${GRAFANA_PASSWORD:?',
      '${GRAFANA_PASSWD:?',
      'nobody makes the variable GRAFANA_PASSWD',
    ],
    [
      'docker-compose.cluster.yml',
      './deploy/nginx/ledger.conf',
      './deploy/nginx/other.conf',
      'other.conf, which is not there',
    ],
    [
      'docker-compose.cluster.yml',
      'secrets: [ca.crt, mongo.key, mongo.pem]',
      'secrets: [ca.crt, mongo.kei]',
      'the secret mongo.kei',
    ],
    ['Dockerfile', 'USER node\n', '', 'runs as root'],
    ['Dockerfile', 'HEALTHCHECK', '# HEALTHCHECK', 'no health check'],
    ['Dockerfile', 'COPY package.json', 'CPY package.json', 'Unknown instruction'],
    ['Dockerfile', 'COPY package.json', 'COPY packages.json', 'copies packages.json, which is not there'],
    [
      'deploy/prometheus/alerts.yml',
      'ledger_parked_events',
      'ledger_parkt_events',
      'nothing measures ledger_parkt_events',
    ],
    ['deploy/prometheus/alerts.yml', 'alert: LedgerSlowAnswers', 'alert: LedgerSlow', 'no runbook speaks of'],
    [
      'deploy/grafana/dashboards/ledger.json',
      'ledger_log_position',
      'ledger_position',
      'nothing measures ledger_position',
    ],
  ])('finds in %s that %j became %j', async (file, from, to, words) => {
    changed(file, from, to);
    if (words === 'no runbook speaks of') changed('docs/operations.md', 'LedgerSlowAnswers', 'Slow answers');
    const { code, stderr } = await checked();
    expect([code, stderr]).toEqual([1, expect.stringContaining(words)]);
    expect(stderr).toContain(file);
  });
});

describe('the certificates of a cluster', () => {
  const script = path.join(ROOT, 'deploy/certificates.sh');
  const secrets = (): string => path.join(folder, 'secrets');
  const made = (...words: string[]): Promise<unknown> => run(script, [...words, secrets()]);
  const read = (name: string): string => readFileSync(path.join(secrets(), name), 'utf8');

  it('are signed by one authority for the names of the nodes, kept when asked again, and renewed with the same keys of the ledger', async () => {
    await made();
    const nodes = [
      'eventstore-1/node.crt',
      'eventstore-2/node.crt',
      'eventstore-3/node.crt',
      'mongo/node.crt',
      'proxy/proxy.crt',
    ];
    const verified = await run('openssl', ['verify', '-CAfile', 'ca/ca.crt', ...nodes], { cwd: secrets() });
    expect(verified.stdout.match(/: OK/g)).toHaveLength(nodes.length);
    const named = await run('openssl', ['x509', '-in', 'eventstore-2/node.crt', '-noout', '-ext', 'subjectAltName'], {
      cwd: secrets(),
    });
    expect(named.stdout).toContain('DNS:eventstore-2, DNS:localhost, IP Address:127.0.0.1');
    expect(statSync(secrets()).mode & 0o077).toBe(0);
    const kept = ['ca/ca.crt', 'master.key', 'cluster.env', 'mongo.key'].map(read);
    const [node, again] = [read('eventstore-1/node.crt'), (await made(), read('eventstore-1/node.crt'))];
    expect(again).toBe(node);
    await made('--renew');
    expect(read('eventstore-1/node.crt')).not.toBe(node);
    expect(['ca/ca.crt', 'master.key', 'cluster.env', 'mongo.key'].map(read)).toEqual(kept);
    expect(Buffer.from(read('master.key'), 'base64')).toHaveLength(32);
  });
});
