import { choosePostgres, parsePostgresMajor } from '../../../../platform/local/postgres-installation';
import type { PostgresInstallation } from '../../../../platform/local/postgres-installation';
import { StartFailure } from '../../../../platform/local/start-failure';

const installed = (major: number): PostgresInstallation => ({ binDir: `/pg/${major}`, major, source: 'installed' });
const embedded: PostgresInstallation = { binDir: '/npm', major: 18, source: 'embedded' };

function refusalOf(found: readonly PostgresInstallation[], dataMajor: number | undefined): StartFailure {
  try {
    choosePostgres(found, dataMajor);
  } catch (error) {
    if (error instanceof StartFailure) return error;
    throw error;
  }
  throw new Error('It was not refused.');
}

describe('parsePostgresMajor', () => {
  test.each([
    ['postgres (PostgreSQL) 15.14 (Debian 15.14-0+deb12u1)', 15],
    ['postgres (PostgreSQL) 18.4', 18],
    ['postgres (PostgreSQL) 19beta1', 19],
    ['postgres (PostgreSQL) 9.6.24', 9],
    ['bash: postgres: command not found', undefined],
    ['', undefined],
  ])('%s → %s', (line, major) => {
    expect(parsePostgresMajor(line)).toBe(major);
  });
});

describe('choosePostgres', () => {
  test('given several installed versions, a new data folder gets the newest', () => {
    expect(choosePostgres([installed(15), installed(17), installed(16)], undefined)).toEqual(installed(17));
  });

  test('given an installed and a newer embedded one, the installed one is preferred (it has all tools)', () => {
    expect(choosePostgres([embedded, installed(15)], undefined)).toEqual(installed(15));
  });

  test('given only versions before 15, the embedded one is used', () => {
    expect(choosePostgres([installed(14), embedded], undefined)).toEqual(embedded);
  });

  test('given an existing data folder, only the version that made it may open it', () => {
    expect(choosePostgres([installed(15), installed(17), embedded], 18)).toEqual(embedded);
    expect(choosePostgres([installed(15), installed(17)], 15)).toEqual(installed(15));
  });

  test('given a data folder of a version that is not here, the refusal says which', () => {
    expect(refusalOf([installed(15)], 16)).toMatchObject({ code: 'POSTGRES_VERSION_MISMATCH' });
    expect(refusalOf([installed(15)], 16).message).toContain('made by version 16');
  });

  test('given nothing usable, the refusal says what to do', () => {
    expect(refusalOf([installed(13)], undefined)).toMatchObject({ code: 'POSTGRES_NOT_FOUND' });
    expect(refusalOf([installed(13)], undefined).message).toContain('DATABASE_URL');
  });
});
