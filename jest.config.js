// One runner for the whole workspace. Each project is a tier that can be run alone: npx jest --selectProjects rules.
const source = {
  testEnvironment: 'node',
  // Jest itself adds `import` or `require`, whichever the importing file used; naming one here would break the other.
  testEnvironmentOptions: { customExportConditions: ['source', 'node'] },
  extensionsToTreatAsEsm: ['.ts', '.tsx'],
  transform: {
    '^.+\\.tsx?$': [
      '@swc/jest',
      {
        // The build's .swcrc turns .ts into .js in imports, and there are no .js files beside the sources.
        swcrc: false,
        jsc: {
          parser: { syntax: 'typescript', decorators: true, tsx: false },
          transform: { legacyDecorator: true, decoratorMetadata: true, useDefineForClassFields: false },
          target: 'es2022',
          keepClassNames: true,
        },
        module: { type: 'es6' },
      },
    ],
  },
  modulePathIgnorePatterns: ['<rootDir>/.*/dist/'],
};

const tier = (displayName, testMatch, more = {}) => ({
  ...source,
  displayName,
  testMatch: testMatch.map((m) => `<rootDir>/${m}`),
  ...more,
});

export default {
  // A machine under load is slow, not wrong; what has to be quick is measured elsewhere.
  testTimeout: 30_000,
  projects: [
    tier('rules', ['packages/shared/src/**/*.spec.ts']),
    tier('stand-in', ['packages/wechat-stand-in/src/**/*.spec.ts']),
    tier('modules', ['apps/server/src/**/*.spec.ts']),
    tier('screens', ['apps/miniprogram/src/**/*.spec.ts']),
    tier('journeys', ['test/journey/**/*.e2e.ts']),
    tier('weapp', ['test/weapp/**/*.e2e.ts']),
    tier('browser', ['test/browser/**/*.e2e.ts']),
  ],
};
