const { compilerOptions } = require('./tsconfig.json');

/** The aliases of tsconfig.json, as jest wants them. */
const moduleNameMapper = Object.fromEntries(
  Object.entries(compilerOptions.paths).map(([alias, [target]]) => [
    `^${alias.replace('*', '(.*)')}$`,
    target.replace('./', '<rootDir>/').replace('*', '$1'),
  ]),
);

const common = {
  rootDir: __dirname,
  testEnvironment: 'node',
  setupFiles: ['reflect-metadata'],
  moduleFileExtensions: ['ts', 'js', 'mjs', 'json', 'node'],
  moduleNameMapper,
  modulePathIgnorePatterns: ['<rootDir>/dist/', '<rootDir>/data/'],
  transform: { '^.+\\.[cm]?[jt]s$': '@swc/jest' },
  // Nest 12 and jose ship ES modules only; jest runs CommonJS, so these packages are compiled like our own files.
  transformIgnorePatterns: ['/node_modules/(?!@nestjs/|jose/)', '<rootDir>/dist/'],
};

/** @type {import('jest').Config} */
module.exports = {
  // Whole-app tests share few cores; a test that hangs still ends.
  testTimeout: 30_000,
  maxWorkers: '100%',
  projects: [
    {
      ...common,
      displayName: 'unit',
      testMatch: ['**/*.spec.ts'],
      testPathIgnorePatterns: ['/node_modules/', '<rootDir>/dist/', '\\.int\\.spec\\.ts$'],
    },
    { ...common, displayName: 'int', testMatch: ['**/*.int.spec.ts'], globalSetup: '<rootDir>/tools/fresh-build.cjs' },
    { ...common, displayName: 'e2e', testMatch: ['**/*.e2e-spec.ts'], globalSetup: '<rootDir>/tools/fresh-build.cjs' },
  ],
};
