import type { Pool } from 'pg';
import { branchUnitId, counterUnitId, DEMO_BRANCHES } from '../../db/seed/demo-units';
import type { ListTemplate } from './list-templates';
import { drawnSql, nameSql } from './name-sql';
import { cloneDossiers, uuidSql, withoutIndexes } from './clone-dossiers';
import { fillLand } from './fill-land';
import { fillOutbox } from './fill-outbox';

const CHUNK = 100_000;
/** About ten working days of a province's dossiers are open at any time; many, so that inboxes are long. */
const OPEN_DOSSIERS = 20_000;
/** Closed dossiers reach back this far. */
const YEARS = 4;

/** Frequent first, as in life: the first of each list gets most. */
const SURNAMES = 'Nguyễn Trần Lê Phạm Hoàng Huỳnh Phan Vũ Võ Đặng Bùi Đỗ Hồ Ngô Dương Lý Điểu Thị Lâm Trịnh'.split(' ');
const MIDDLES = 'Văn Thị Hữu Đức Minh Ngọc Thanh Quốc Hoàng Xuân Thu Kim Bích Công Anh Gia'.split(' ');
const GIVEN =
  'Hùng Hương Nam Lan Tuấn Hoa Dũng Nga Sơn Mai Long Yến Hải Thủy Phúc Thảo Đạt Trang Khoa Nhung Thành Ánh Quân Đào Lợi Bưởi Tâm Hạnh Phước Quyên'.split(
    ' ',
  );

const NAMES = [SURNAMES, MIDDLES, GIVEN] as const;

/**
 * Fills the lists as they look after years of work: `count` dossiers, most of them closed, spread unevenly over the
 * branches, with names as frequent as they are here, as many parcels, and what was sent of each dossier. Only open dossiers and one closed dossier in twenty have an event
 * log: lists never read it.
 */
export async function fillLists(
  pool: Pool,
  templates: readonly ListTemplate[],
  count: number,
  report: (line: string) => void,
): Promise<void> {
  await withoutIndexes(pool, async () => {
    for (let from = 0; from < count; from += CHUNK) {
      const to = Math.min(from + CHUNK, count);
      await cloneDossiers(pool, PLAN, listParameters(templates, count, from, to));
      report(`lists: ${to} of ${count} dossiers entered`);
    }
    await fillLand(pool, count, NAMES);
    await fillOutbox(pool);
    report('lists: parcels and deliveries entered; building indexes');
  });
}

function listParameters(templates: readonly ListTemplate[], count: number, from: number, to: number): unknown[] {
  const open = templates.filter(({ closed }) => !closed).flatMap(({ id, share }) => Array<string>(share).fill(id));
  const closed = templates
    .filter((template) => template.closed)
    .flatMap(({ id, share }) => Array<string>(share).fill(id));
  const units = DEMO_BRANCHES.map(({ id }) => id);
  return [
    from,
    to,
    Math.min(OPEN_DOSSIERS, Math.round(count / 5)),
    open,
    closed,
    units.map(branchUnitId),
    units.map(counterUnitId),
    DEMO_BRANCHES.map(({ number }) => `000.${number}.16.H10`),
    ...NAMES,
    YEARS,
    Math.ceil(count / 2), // people: they come back
  ];
}

/**
 * $1, $2 range of numbers; the first $3 numbers are open. A number's random choices come from its hash, so that the same
 * count gives the same database. `power(r, 2)` prefers the first of a list.
 */
const PLAN = `
with drawn as (
  select i, i < $3::integer as open, ${drawnSql(1)} as r1, ${drawnSql(2)} as r2,
    ${drawnSql(3)} as r3, ${drawnSql(4)} as r4
  from generate_series($1::integer, $2::integer - 1) as i, md5('list ' || i) as h
), chosen as (
  select *, 1 + floor(power(r1, 2) * cardinality($6::text[]))::integer as unit,
    case when open then interval '10 days' * r2 * r2 else interval '20 days' + interval '1 year' * $12::integer * r2 end as age
  from drawn
)
select case when open then ($4::uuid[])[1 + floor(r3 * cardinality($4::uuid[]))::integer]
    else ($5::uuid[])[1 + floor(r3 * cardinality($5::uuid[]))::integer] end,
  ${uuidSql(`'list dossier ' || i`)},
  ($8::text[])[unit] || '-' || to_char(now() - age, 'YYMMDD') || '-L' || i,
  ${nameSql(['$9', '$10', '$11'], ['power(r3, 2)', 'power(r4, 2)', '(r1 * 7919) - floor(r1 * 7919)'])},
  'CS ' || lpad(i::text, 6, '0'),
  ($7::text[])[unit], ($6::text[])[unit],
  ${nameSql(['$9', '$10', '$11'], ['power(r4, 2)', 'power(r1, 2)', '(r3 * 7919) - floor(r3 * 7919)'])},
  '070' || lpad(floor(r4 * $13::integer)::text, 9, '0'),
  people.ids[1 + (i % cardinality(people.ids))],
  age, case when not open then interval '9 days' * r1 end, open or i % 20 = 0, null
from chosen join (
  select unit_id, array_agg(account_id) as ids from account_role where role = 'officer' group by unit_id
) people on people.unit_id = ($6::text[])[unit]`;
