import { parseArgs } from 'node:util';
import { Cluster } from './cluster';
import { openControlDoor } from './control-door';
import { World } from './world';
import { worldIn } from './world-file';

/**
 * The double as a process of its own: `node dist/test/doubles/eventstoredb/main.js --port 2113 --control-port 2114`.
 * Says in one line of JSON where it can be reached, and runs until it is told to end.
 */
async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      port: { type: 'string', default: '0' },
      'control-port': { type: 'string', default: '0' },
      nodes: { type: 'string', default: '1' },
      'max-append-size': { type: 'string' },
      file: { type: 'string' },
    },
  });
  const size = values['max-append-size'];
  const cluster = await Cluster.start({
    world: values.file === undefined ? new World() : worldIn(values.file),
    port: Number(values.port),
    nodes: Number(values.nodes),
    ...(size === undefined ? {} : { maxAppendSize: Number(size) }),
  });
  const control = await openControlDoor(cluster, Number(values['control-port']));
  const end = (): void => {
    control.server.close();
    void cluster.stop();
  };
  process.once('SIGTERM', end);
  process.once('SIGINT', end);
  const where = { connectionString: cluster.connectionString(), control: `http://127.0.0.1:${control.port}` };
  process.stdout.write(`${JSON.stringify(where)}\n`);
}

void main();
