import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import { ledger, simulated, Workplace } from '../cli/run-ledger';
import { RunningService } from './running-service';

jest.setTimeout(120_000);

const SCRIPT = path.resolve(__dirname, '../../docs/first-session.sh');
const place = new Workplace();
const folder = place.at('data');
let service: RunningService;

beforeAll(async () => {
  const file = place.at('programme.ndjson');
  await simulated(file, 60, 20);
  await ledger(['import', file, '--clock', 'simulated', '--data', folder]);
  service = await RunningService.again(folder);
});
afterAll(async () => {
  await service?.stop();
  place.clear();
});

describe('the first session of an integrator, docs/first-session.sh', () => {
  it('goes from a token to a paid case, with a repeat, a conflict, a refusal and a wait on the way', async () => {
    const { PATH, HOME } = process.env;
    const env = { PATH, HOME, LEDGER_URL: service.url, LEDGER_DATA: folder };
    const { stdout } = await promisify(execFile)('bash', [SCRIPT], { env, maxBuffer: 4_194_304 });
    const statuses = [...stdout.matchAll(/HTTP\/1\.1 (\d{3})/g)].map(([, status]) => status);
    expect(statuses.filter((status) => status !== '200')).toEqual(['412', '422']);
    expect(stdout).toContain('idempotency-replayed: true');
    expect(stdout).toContain('"ruleId":"B.5-four-eyes"');
    expect(stdout).toMatch(/status: paid/);
  });
});
