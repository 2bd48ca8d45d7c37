import type { AddressInfo } from 'node:net';
import { controlServer } from './faults/control-server';
import { MongoDouble } from './mongo-double';

/** `main.js [port] [control port]`: a double for several processes; writes where it is as one line of JSON, and ends with its input. */
async function main(port = '0', control = '0'): Promise<void> {
  const double = await MongoDouble.start(Number(port));
  const server = controlServer(double);
  await new Promise<void>((resolve) => {
    server.listen(Number(control), '127.0.0.1', resolve);
  });
  const controlUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  process.stdout.write(`${JSON.stringify({ url: double.url, control: controlUrl })}\n`);
  process.stdin.on('end', () => process.exit(0)).resume();
}

void main(...process.argv.slice(2));
