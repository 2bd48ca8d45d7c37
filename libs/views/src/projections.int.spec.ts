import { execFileSync } from 'node:child_process';
import { join } from 'node:path';

describe('the compiled views', () => {
  it('load by themselves in a worker thread: no command class, no validator, no framework', () => {
    const module = join(__dirname, '../../../dist/libs/views/src/projections.js');
    const script = `
      const { loadProjections } = require(${JSON.stringify(module)});
      const packages = Object.keys(require.cache).filter((file) => file.includes('node_modules'));
      console.log(JSON.stringify([loadProjections().length, packages]));`;
    const [views, packages] = JSON.parse(execFileSync(process.execPath, ['-e', script], { encoding: 'utf8' })) as [
      number,
      string[],
    ];
    expect(views).toBeGreaterThan(5);
    expect(packages).toEqual([]);
  });
});
