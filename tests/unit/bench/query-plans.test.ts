import { parseLoggedPlans } from '../../../bench/stack/query-plans';

const head = '2026-03-02 01:02:03.004 UTC [77] sodo LOG:  duration: ';

function logged(ms: number, statement: string, plan: object): string {
  const json = JSON.stringify({ 'Query Text': statement, Plan: plan }, null, 2);
  return `${head}${ms.toFixed(3)} ms  plan:\n${json
    .split('\n')
    .map((line) => `\t${line}\n`)
    .join('')}`;
}

const indexScan = {
  'Node Type': 'Index Scan',
  'Index Name': 'task_inbox_mine',
  'Relation Name': 'task',
  'Actual Rows': 3,
  'Actual Loops': 1,
};

describe("plans in PostgreSQL's log", () => {
  test('each scan is named with its index, its table and what it read', () => {
    const seqScan = {
      'Node Type': 'Seq Scan',
      'Relation Name': 'account',
      'Actual Rows': 2,
      'Actual Loops': 5,
      'Rows Removed by Filter': 240,
    };
    const plan = { 'Node Type': 'Nested Loop', 'Actual Rows': 3, 'Actual Loops': 1, Plans: [indexScan, seqScan] };
    expect(parseLoggedPlans(logged(0.123, 'select  a\n from task', plan))).toEqual([
      {
        statement: 'select a from task',
        ms: 0.123,
        scans: [
          'Index Scan using task_inbox_mine on task (3 rows)',
          'Seq Scan on account (10 rows, 1200 filtered out)',
        ],
      },
    ]);
  });

  test('of a statement run often, the last plan counts; other lines are passed over', () => {
    const log = [
      logged(1, 'select 1', { 'Node Type': 'Result' }),
      `${head.replace('LOG:  duration: ', 'LOG:  checkpoint starting: time')}\n`,
      logged(2, 'select 1', indexScan),
    ].join('');
    expect(parseLoggedPlans(log)).toMatchObject([
      { ms: 2, scans: ['Index Scan using task_inbox_mine on task (3 rows)'] },
    ]);
  });

  test('a plan cut off in the middle is no plan', () => {
    expect(parseLoggedPlans(logged(1, 'select 1', indexScan).slice(0, -20))).toEqual([]);
  });
});
