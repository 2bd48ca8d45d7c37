import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import ts from 'typescript';

const ROOT = path.resolve(__dirname, '../..');
const run = promisify(execFile);

const OPTIONS: ts.CompilerOptions = {
  strict: true,
  noUncheckedIndexedAccess: true,
  exactOptionalPropertyTypes: true,
  skipLibCheck: true,
  module: ts.ModuleKind.NodeNext,
  moduleResolution: ts.ModuleResolutionKind.NodeNext,
  target: ts.ScriptTarget.ES2023,
  types: ['node'],
};

/** A place where an integrator's programs are compiled in the types that the service's document gives, and run. */
export class TypedClient {
  /** Under node_modules, so that the programs find their packages. */
  private readonly folder: string;

  private constructor() {
    const cache = path.join(ROOT, 'node_modules/.cache');
    mkdirSync(cache, { recursive: true });
    this.folder = mkdtempSync(path.join(cache, 'typed-client-'));
  }

  static async from(document: string): Promise<TypedClient> {
    const client = new TypedClient();
    const file = path.join(client.folder, 'openapi.json');
    writeFileSync(file, document);
    const generator = path.join(ROOT, 'node_modules/openapi-typescript/bin/cli.js');
    await run(process.execPath, [generator, file, '-o', path.join(client.folder, 'paths.d.ts')]);
    return client;
  }

  /** What the compiler has to say against each program; nothing where it is right. Right ones can be run after. */
  compile(programs: Readonly<Record<string, string>>): Readonly<Record<string, readonly string[]>> {
    const files = Object.keys(programs).map((name) => this.fileOf(name));
    for (const [name, source] of Object.entries(programs)) writeFileSync(this.fileOf(name), source);
    const program = ts.createProgram(files, OPTIONS);
    const found = ts.getPreEmitDiagnostics(program);
    program.emit();
    const about = (file: string): string[] =>
      found
        .filter((each) => each.file === undefined || path.resolve(each.file.fileName) === file)
        .map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, '\n'));
    return Object.fromEntries(Object.keys(programs).map((name) => [name, about(this.fileOf(name))]));
  }

  /** The JSON document that a compiled program prints. */
  async run(name: string, env: Readonly<Record<string, string>>): Promise<unknown> {
    const compiled = this.fileOf(name).replace(/\.mts$/, '.mjs');
    const { stdout } = await run(process.execPath, [compiled], { env: { PATH: process.env['PATH'], ...env } });
    return JSON.parse(stdout);
  }

  clear(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }

  private fileOf(name: string): string {
    return path.join(this.folder, `${name}.mts`);
  }
}

export const typedStory = (): string => readFileSync(path.join(ROOT, 'test/api/typed-story.ts.txt'), 'utf8');
