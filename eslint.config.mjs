import { readdirSync } from 'node:fs';
import reactHooks from 'eslint-plugin-react-hooks';
import tseslint from 'typescript-eslint';
import importX from 'eslint-plugin-import-x';
import { createTypeScriptImportResolver } from 'eslint-import-resolver-typescript';

const top = [
  'domain',
  'contracts',
  'workflows',
  'activities',
  'worker',
  'api',
  'db',
  'templates',
  'platform',
  'simulators',
  'web',
  'scripts',
  'bench',
  'tests',
];

/** Folder → the folders it may import (the dependency rule, docs/architecture.md). `only type` rules stand below. */
const mayImport = {
  domain: [],
  contracts: ['domain'],
  workflows: ['domain', 'contracts', 'activities'],
  activities: ['domain', 'contracts', 'db', 'templates', 'platform'],
  worker: ['contracts', 'activities', 'db', 'platform'],
  api: ['domain', 'contracts', 'workflows', 'db', 'templates', 'platform'],
  db: ['domain', 'contracts', 'platform'],
  templates: ['domain', 'contracts'],
  platform: ['contracts'],
  simulators: ['contracts', 'platform'],
  web: ['domain', 'contracts'],
};

/** The web app from the bottom up: lib ← components ← features (none imports another) ← app. */
const webFeatures = readdirSync(new URL('web/src/features', import.meta.url));
const webZones = [
  { target: './web/src/lib', from: ['./web/src/components', './web/src/features', './web/src/app'] },
  { target: './web/src/components', from: './web/src/features' },
  ...webFeatures.map((feature) => ({
    target: `./web/src/features/${feature}`,
    from: [
      './web/src/app/shell',
      ...webFeatures.filter((other) => other !== feature).map((other) => `./web/src/features/${other}`),
    ],
  })),
].map((zone) => ({ ...zone, message: 'web/src: lib ← components ← features (none imports another) ← app.' }));

const zones = [
  ...Object.entries(mayImport).map(([folder, allowed]) => ({
    target: `./${folder}`,
    from: top.filter((other) => other !== folder && !allowed.includes(other)).map((other) => `./${other}`),
    message: `${folder}/ may import only: ${[folder, ...allowed].join(', ')} (docs/architecture.md, dependency rule).`,
  })),
  ...['scripts', 'bench'].map((folder) => ({
    target: `./${folder}`,
    from: './tests',
    message: 'Nothing imports tests/ (docs/architecture.md, dependency rule).',
  })),
  ...webZones,
];

/** Imports that must be `import type`: pure shapes only, no code crosses. */
const typeOnly = (folders) => ({
  group: folders.flatMap((folder) => [`**/${folder}`, `**/${folder}/**`]),
  allowTypeImports: true,
  message: 'Only `import type` is allowed from here (docs/architecture.md, dependency rule).',
});

const nodeBuiltins = {
  group: ['node:*', 'fs', 'path', 'crypto', 'http', 'https', 'os', 'child_process'],
  message: 'Pure code: no Node built-ins.',
};

/** Packages of `domain/` are pure ones, each by ADR; today there is one. */
const foreignPackages = {
  regex: '^(?!\\.|feelin$|node:)',
  message: 'domain/ imports no package but feelin (docs/adr/0001).',
};

export default tseslint.config(
  {
    ignores: [
      'node_modules/',
      'out/',
      '.sodo/',
      'dist/',
      'tests/lint-fixtures/**',
      '*.cjs',
      '**/*.mjs',
      '**/*.mts',
      'templates/**/*.json',
    ],
  },
  ...tseslint.configs.recommendedTypeChecked,
  {
    files: ['**/*.ts', '**/*.tsx'],
    plugins: { 'import-x': importX },
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    settings: {
      'import-x/resolver-next': [
        createTypeScriptImportResolver({
          project: ['./tsconfig.json', './web/tsconfig.json'],
          noWarnOnMultipleProjects: true,
        }),
      ],
      // Without these two, no-cycle reads no TypeScript file and never finds anything.
      'import-x/extensions': ['.ts', '.tsx'],
      'import-x/parsers': { '@typescript-eslint/parser': ['.ts', '.tsx'] },
    },
    rules: {
      'import-x/no-restricted-paths': ['error', { zones }],
      'import-x/no-cycle': 'error',
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      'max-lines': ['error', { max: 500, skipBlankLines: false, skipComments: false }],
      'no-console': 'error',
    },
  },
  {
    files: ['domain/**/*.ts', 'contracts/**/*.ts', 'workflows/**/*.ts'],
    rules: { '@typescript-eslint/no-restricted-imports': ['error', { patterns: [nodeBuiltins] }] },
  },
  {
    // In workflows/ Temporal itself makes Date and Math.random deterministic; the pure core has no clock at all.
    files: ['domain/**/*.ts'],
    rules: {
      'no-restricted-syntax': [
        'error',
        {
          selector: "CallExpression[callee.object.name='Date'][callee.property.name='now']",
          message: 'Time comes in as a value: no clock in pure code.',
        },
        {
          selector: "NewExpression[callee.name='Date'][arguments.length=0]",
          message: 'Time comes in as a value: no clock in pure code.',
        },
        { selector: "CallExpression[callee.name='Date']", message: 'Time comes in as a value: no clock in pure code.' },
        {
          selector: "CallExpression[callee.object.name='Math'][callee.property.name='random']",
          message: 'No randomness in pure code.',
        },
        { selector: ':function[async=true]', message: 'Pure code waits for nothing.' },
      ],
    },
  },
  {
    files: ['domain/**/*.ts'],
    rules: {
      '@typescript-eslint/no-restricted-imports': ['error', { patterns: [nodeBuiltins, foreignPackages] }],
      'no-restricted-globals': [
        'error',
        ...['setTimeout', 'setInterval', 'setImmediate', 'queueMicrotask', 'fetch', 'process', 'Promise', 'require'],
        ...['crypto', 'performance', 'globalThis', 'Buffer', 'Intl'],
      ],
    },
  },
  {
    files: ['contracts/**/*.ts'],
    rules: {
      '@typescript-eslint/no-restricted-imports': ['error', { patterns: [nodeBuiltins, typeOnly(['domain'])] }],
    },
  },
  {
    files: ['contracts/**/*.ts'],
    ignores: ['contracts/**/*.schema.ts'],
    rules: {
      '@typescript-eslint/no-restricted-imports': [
        'error',
        {
          patterns: [
            nodeBuiltins,
            typeOnly(['domain']),
            {
              group: ['zod', './*.schema', '**/*.schema'],
              allowTypeImports: true,
              message: 'zod lives only in *.schema.ts.',
            },
          ],
        },
      ],
    },
  },
  {
    files: ['workflows/**/*.ts'],
    rules: {
      '@typescript-eslint/no-restricted-imports': [
        'error',
        {
          patterns: [
            nodeBuiltins,
            typeOnly(['activities']),
            { group: ['**/*.schema', 'zod'], message: 'zod stays out of the workflow bundle.' },
          ],
        },
      ],
    },
  },
  {
    files: ['templates/**/*.ts'],
    rules: { '@typescript-eslint/no-restricted-imports': ['error', { patterns: [typeOnly(['domain', 'contracts'])] }] },
  },
  {
    files: ['db/**/*.ts'],
    rules: { '@typescript-eslint/no-restricted-imports': ['error', { patterns: [typeOnly(['domain', 'contracts'])] }] },
  },
  {
    files: ['api/**/*.ts'],
    rules: {
      '@typescript-eslint/no-restricted-imports': [
        'error',
        {
          patterns: [
            {
              regex: '(^|/)workflows(?!/messages$)(/|$)',
              allowTypeImports: true,
              message: 'Of workflows/ the api may import messages.ts, and types.',
            },
          ],
        },
      ],
    },
  },
  {
    files: ['web/**/*.ts', 'web/**/*.tsx'],
    plugins: { 'react-hooks': reactHooks },
    rules: {
      ...reactHooks.configs.recommended.rules,
      '@typescript-eslint/no-restricted-imports': [
        'error',
        {
          patterns: [
            nodeBuiltins,
            typeOnly(['domain']),
            {
              group: ['**/*.schema', 'zod'],
              allowTypeImports: true,
              message: 'zod stays out of the browser: types only.',
            },
          ],
        },
      ],
    },
  },
  {
    files: ['scripts/**/*.ts', 'bench/**/*.ts', 'simulators/**/*.ts'],
    rules: { 'no-console': 'off' },
  },
  {
    files: ['tests/**/*.ts'],
    rules: {
      'max-lines': 'off',
      '@typescript-eslint/unbound-method': 'off',
      // Rows and answers are compared with what is expected; giving each a type would only repeat the expectation.
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-call': 'off',
      '@typescript-eslint/no-unsafe-return': 'off',
      '@typescript-eslint/no-unsafe-argument': 'off',
    },
  },
);
