import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

const ROOT = path.resolve(__dirname, '..');
const json = <T>(file: string) => JSON.parse(readFileSync(path.join(ROOT, file), 'utf8')) as T;
const foldersOf = (parent: string) => readdirSync(path.join(ROOT, parent)).filter((name) => !name.startsWith('.'));

interface NestCli {
  readonly projects: Record<string, { readonly root: string; readonly entryFile: string; readonly sourceRoot: string }>;
}

describe('the plan of the house', () => {
  const { projects } = json<NestCli>('nest-cli.json');
  const { compilerOptions } = json<{ compilerOptions: { paths: Record<string, readonly [string]> } }>('tsconfig.json');

  it('nest-cli.json lists exactly the apps and libs that there are', () => {
    const folders = ['apps', 'libs'].flatMap((parent) => foldersOf(parent).map((name) => `${parent}/${name}`));
    expect(
      Object.values(projects)
        .map(({ root }) => root)
        .toSorted(),
    ).toEqual(folders.toSorted());
  });

  it.each(Object.entries(projects))('%s has the entry file that nest-cli.json names', (_name, project) =>
    expect(existsSync(path.join(ROOT, project.sourceRoot, `${project.entryFile}.ts`))).toBe(true),
  );

  it('every lib has an alias to its front door and one to its files, and no alias leads nowhere', () => {
    const expected = foldersOf('libs').flatMap((lib) => [
      [`@ledger/${lib}`, [`./libs/${lib}/src`]],
      [`@ledger/${lib}/*`, [`./libs/${lib}/src/*`]],
    ]);
    expect(compilerOptions.paths).toEqual(Object.fromEntries(expected));
  });
});
