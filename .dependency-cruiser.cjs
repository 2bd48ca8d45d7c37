/**
 * The walls of the house. `npm run boundaries` fails when one is broken; test/boundaries.e2e-spec.ts shows that each holds.
 *
 * Three kinds of file in the domain (libs/kernel and libs/streams):
 *   pure   – decides, states, events, rules, effects, vocabulary: data in, data out;
 *   shape  – `*.command.ts`, `*.dto.ts` and libs/streams/src/shapes: what a caller may send, checked by decorators;
 *   wired  – `*.handler.ts`, `*.module.ts` and the front door libs/streams/src/index.ts: known to the framework.
 */
const SPEC = '[.-]spec\\.ts$';
const STREAMS = '^libs/streams/src/';
const SHAPE = '^libs/streams/src/(shapes/|.+\\.(command|dto)\\.ts$)';
const WIRED = '^libs/streams/src/(.+\\.(handler|module)\\.ts$|index\\.ts$)';
const KERNEL = '^libs/kernel/src/';
const SHAPE_PACKAGES = '(^|/)node_modules/(class-validator|class-transformer|class-validator-jsonschema)/';
const TYPE_ONLY = ['type-only'];

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    {
      name: 'kernel-stands-alone',
      comment: 'The kernel is the words everything else is written in; it imports nothing but itself.',
      severity: 'error',
      from: { path: KERNEL, pathNot: SPEC },
      to: { pathNot: KERNEL },
    },
    {
      name: 'pure-imports-pure',
      comment:
        'Pure files of the domain import only the kernel and each other; shapes (command classes) as types only.',
      severity: 'error',
      from: { path: STREAMS, pathNot: [SPEC, SHAPE, WIRED] },
      to: { pathNot: [KERNEL, STREAMS] },
    },
    {
      name: 'pure-knows-shapes-as-types',
      comment:
        'Only a decider names the class of its command as a value, to pair them; state, events, rules and effects use `import type`.',
      severity: 'error',
      from: { path: STREAMS, pathNot: [SPEC, SHAPE, WIRED, '\\.decide\\.ts$'] },
      to: { path: SHAPE, dependencyTypesNot: TYPE_ONLY },
    },
    {
      name: 'pure-knows-no-wiring',
      comment: 'Handlers and modules know the deciders, never the other way round.',
      severity: 'error',
      from: { path: [STREAMS, KERNEL], pathNot: [SPEC, WIRED] },
      to: { path: WIRED },
    },
    {
      name: 'shapes-know-validators-only',
      comment: 'Shapes import the kernel, pure files, other shapes, class-validator and class-transformer.',
      severity: 'error',
      from: { path: SHAPE, pathNot: SPEC },
      to: { pathNot: [KERNEL, STREAMS, SHAPE_PACKAGES] },
    },
    {
      name: 'slice-through-its-face',
      comment: 'A slice (a folder of libs/streams/src) reaches another only through that slice’s index.ts.',
      severity: 'error',
      from: { path: '^libs/streams/src/([^/]+)/', pathNot: SPEC },
      to: {
        path: '^libs/streams/src/[^/]+/',
        pathNot: ['^libs/streams/src/$1/', '^libs/streams/src/[^/]+/index\\.ts$'],
      },
    },
    {
      name: 'nothing-imports-apps',
      comment: 'Apps are doors: they translate, nobody depends on them.',
      severity: 'error',
      from: { path: '^(libs|test|bench)/' },
      to: { path: '^apps/' },
    },
    {
      name: 'apps-do-not-import-each-other',
      severity: 'error',
      from: { path: '^apps/([^/]+)/' },
      to: { path: '^apps/', pathNot: '^apps/$1/' },
    },
    {
      name: 'product-knows-no-tests',
      comment: 'What ships never leans on tests or benches; libs/testing is for specs only.',
      severity: 'error',
      from: { path: '^(apps|libs)/', pathNot: [SPEC, '^libs/testing/'] },
      to: { path: '^(test|bench|libs/testing)/' },
    },
    {
      name: 'driver-in-its-adapter',
      comment:
        'better-sqlite3 is known to the SQLite adapters and to the hand-written limits they are measured against.',
      severity: 'error',
      from: {
        pathNot: [
          '^libs/(eventlog|viewstore|vault|saved-filters)/src/sqlite/',
          '^libs/sqlite/src/',
          '^libs/bulk/src/jobs/sqlite/',
          '^bench/limits/',
          SPEC,
        ],
      },
      to: { path: '(^|/)node_modules/(@types/)?better-sqlite3/' },
    },
    {
      name: 'client-in-its-adapter',
      comment:
        'The client of EventStoreDB is known to its adapter, to the double of its server, and to the limit it is measured against.',
      severity: 'error',
      from: {
        pathNot: ['^libs/eventlog/src/eventstoredb/', '^test/doubles/eventstoredb/', '^bench/limits/'],
      },
      to: { path: '(^|/)node_modules/(@eventstore/|@grpc/|google-protobuf/)' },
    },
    {
      name: 'mongodb-in-its-adapter',
      comment:
        'mongodb and bson are known to the MongoDB adapters, to the double that stands in for the server, and to benches of both.',
      severity: 'error',
      from: {
        pathNot: [
          '^libs/(viewstore|vault|leases|processes|saved-filters)/src/mongodb/',
          '^libs/bulk/src/jobs/mongodb/',
          '^libs/mongodb/src/',
          '^test/doubles/mongodb/',
          '^bench/limits/',
          SPEC,
        ],
      },
      to: { path: '(^|/)node_modules/(mongodb|bson)/' },
    },
    {
      name: 'opentelemetry-in-its-adapter',
      comment: 'OpenTelemetry is known to what tells it of spans; all else knows the port (libs/runtime/src/tracing).',
      severity: 'error',
      from: { pathNot: ['^libs/operating/src/tracing/'] },
      to: { path: '(^|/)node_modules/@opentelemetry/' },
    },
    {
      name: 'no-cycles',
      comment: 'Two files that need each other are one file, or a third is missing.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'no-orphans',
      comment: 'A file that nobody imports and that imports nobody is dead, unless it is an entry point.',
      severity: 'error',
      from: {
        orphan: true,
        pathNot: [SPEC, '\\.d\\.ts$', '^apps/[^/]+/src/main\\.ts$', '^libs/[^/]+/src/index\\.ts$', '\\.worker\\.ts$'],
      },
      to: {},
    },
    {
      name: 'not-to-unresolvable',
      comment: 'An import that cannot be found.',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
    {
      name: 'not-to-dev-dependencies',
      comment: 'What ships runs without the packages of development.',
      severity: 'error',
      from: { path: '^(apps|libs)/', pathNot: [SPEC, '^libs/testing/'] },
      to: { dependencyTypes: ['npm-dev'], dependencyTypesNot: TYPE_ONLY, pathNot: '(^|/)node_modules/@types/' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
      extensions: ['.ts', '.mjs', '.cjs', '.js', '.json'],
    },
  },
};
