// The arrows of ARCHITECTURE.md, one rule each. A rule that has to be bent is a design to be talked about.

/** The server's modules, from the ground up. Whatever is not named here is a satellite. */
const GROUND = 'kernel';
const OUTSIDE = 'wechat';
const FOUNDATIONS = 'org|identity|media';
const CENTRE = 'ticket';

const SERVER = '^apps/server/src';
const SPECS = '\\.(spec|e2e)\\.tsx?$';
/** The files of packages/shared that hold zod schemas, and so must not be reached by what runs on a phone. */
const SCHEMAS = ['^packages/shared/.*/(contract|schema|inputs|[a-z]+-inputs)\\.ts$', '^packages/shared/src/district/'];
const ZOD = '(^|/)node_modules/zod/';

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    {
      name: 'no-cycles',
      comment: 'Modules that need each other are one module. Types alone may point back: they are gone at run time.',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'everything-resolves',
      comment: 'An import that leads nowhere fails on the first machine that runs it.',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
    {
      name: 'shared-stands-alone',
      comment: 'The rules run on a phone, on the server and in tests alike: no Node, no framework, nobody else.',
      severity: 'error',
      from: { path: '^packages/shared/src/', pathNot: SPECS },
      to: { pathNot: ['^packages/shared/src/', ZOD, '(^|/)node_modules/which-polygon/'] },
    },
    {
      name: 'rules-without-zod',
      comment: 'zod weighs more than the whole mini-program. Rules say what is right, schemas say what comes in.',
      severity: 'error',
      from: { path: '^packages/shared/src/', pathNot: [SPECS, ...SCHEMAS] },
      to: { path: ZOD },
    },
    {
      name: 'rules-know-schemas-as-types',
      comment:
        'Otherwise a rule would carry zod to the phone behind its back. A district is loaded on the server only.',
      severity: 'error',
      from: { path: '^packages/shared/src/', pathNot: [SPECS, ...SCHEMAS] },
      to: { path: SCHEMAS, dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'apps-apart',
      comment: 'Apps meet over HTTP, in the contracts of packages/shared, and nowhere else.',
      severity: 'error',
      from: { path: '^apps/([^/]+)/' },
      to: { path: '^apps/', pathNot: '^apps/$1/' },
    },
    {
      name: 'stand-in-for-tests-only',
      comment: 'What plays WeChat must never be part of what runs in a district.',
      severity: 'error',
      from: { path: '^apps/[^/]+/src/', pathNot: SPECS },
      to: { path: ['^packages/wechat-stand-in/', '^test/'] },
    },
    {
      name: 'clients-know-contracts-as-types',
      comment: 'A contract imported as a value brings zod into the bundle (90 kB packed).',
      severity: 'error',
      from: { path: '^apps/miniprogram/', pathNot: SPECS },
      to: { path: [...SCHEMAS, ZOD], dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'sub-packages-apart',
      comment: 'WeChat loads a sub-package without its neighbours: an import across would fail on the phone.',
      severity: 'error',
      from: { path: '^apps/miniprogram/src/packages/([^/]+)/' },
      to: {
        path: '^apps/miniprogram/src/packages/([^/]+)/',
        pathNot: '^apps/miniprogram/src/packages/$1/',
      },
    },
    {
      name: 'main-package-without-sub-packages',
      comment: 'The main package is loaded first and alone.',
      severity: 'error',
      from: { path: '^apps/miniprogram/src/', pathNot: '^apps/miniprogram/src/packages/' },
      to: { path: '^apps/miniprogram/src/packages/' },
    },
    {
      name: 'kernel-below-all',
      comment: 'The kernel (environment, clock, database, problems) serves every module and knows none.',
      severity: 'error',
      from: { path: `${SERVER}/${GROUND}/`, pathNot: SPECS },
      to: { path: `${SERVER}/`, pathNot: `${SERVER}/(${GROUND}|migrations)/` },
    },
    {
      name: 'wechat-knows-the-kernel',
      comment: 'The client of the outside service could serve any other program as well.',
      severity: 'error',
      from: { path: `${SERVER}/${OUTSIDE}/`, pathNot: SPECS },
      to: { path: `${SERVER}/`, pathNot: `${SERVER}/(${OUTSIDE}|${GROUND})/` },
    },
    {
      name: 'foundations-below-ticket',
      comment: 'Organisations, people and photos exist without any ticket.',
      severity: 'error',
      from: { path: `${SERVER}/(${FOUNDATIONS})/`, pathNot: SPECS },
      to: { path: `${SERVER}/`, pathNot: `${SERVER}/(${FOUNDATIONS}|${OUTSIDE}|${GROUND})/` },
    },
    {
      name: 'ticket-without-satellites',
      comment: 'Satellites call the ticket; a ticket that called back could not change without all of them.',
      severity: 'error',
      from: { path: `${SERVER}/${CENTRE}/`, pathNot: SPECS },
      to: { path: `${SERVER}/`, pathNot: `${SERVER}/(${CENTRE}|${FOUNDATIONS}|${OUTSIDE}|${GROUND})/` },
    },
    {
      name: 'notify-reads-only',
      comment:
        'Notices follow the event log. They read rows of others, and call nobody, so that nobody can be undone by one.',
      severity: 'error',
      from: { path: `${SERVER}/notify/`, pathNot: SPECS },
      to: {
        path: `${SERVER}/`,
        pathNot: [
          `${SERVER}/(notify|${OUTSIDE}|${GROUND})/`,
          `${SERVER}/(${FOUNDATIONS})/(?!.*[.]actions[.]ts$)`,
          '\\.entity\\.ts$',
        ],
      },
    },
    {
      name: 'modules-below-the-entrance',
      comment: 'main, the command line and the root module put the house together; no room may reach back to them.',
      severity: 'error',
      from: { path: `${SERVER}/[^/]+/`, pathNot: SPECS },
      to: { path: `${SERVER}/[^/]+\\.ts$` },
    },
    {
      name: 'code-without-tests',
      comment: 'A test may lean on the code, never the other way round.',
      severity: 'error',
      from: { pathNot: [SPECS, '^test/'] },
      to: { path: SPECS },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)(dist|\\.swc)/' },
    // Type imports count as arrows too; where only values matter, the rule says so.
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.arrows.json' },
    moduleSystems: ['es6'],
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['source', 'types', 'import', 'require', 'node', 'default'],
      mainFields: ['module', 'main', 'types'],
      extensions: ['.ts', '.tsx', '.mjs', '.js', '.cjs', '.json', '.d.ts'],
    },
  },
};
