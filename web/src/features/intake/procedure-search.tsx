import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Button, Empty, Flex, Input, Select, Tag } from 'antd';
import { useState, type KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { z } from 'zod';
import type { procedureListSchema } from '../../../../contracts/procedure.schema';
import { get } from '../../lib/api-client';
import { useDebounced } from '../../lib/use-debounced';
import { useMe } from '../../lib/use-session';
import { useShortcut } from '../../lib/use-shortcut';
import { useUnits } from '../../lib/use-units';

interface ProcedureSearchProps {
  readonly onPick: (procedureKey: string, unitId?: string) => void;
  readonly isStarting: boolean;
}

const FIELD_ID = 'procedure-search';
const ask = (q: string) => ({
  queryKey: ['procedures', q],
  queryFn: () => get<z.infer<typeof procedureListSchema>>('/procedures', { query: { q } }),
  staleTime: 10 * 60_000,
});

/** Type a few letters, with or without accents, and Enter: the first one found is begun. */
export function ProcedureSearch({ onPick, isStarting }: ProcedureSearchProps) {
  const { t } = useTranslation('intake');
  const queries = useQueryClient();
  const counters = useCounters();
  const [unitId, setUnitId] = useState<string>();
  const [typed, setTyped] = useState('');
  const { data } = useQuery(ask(useDebounced(typed.trim(), 150)));
  useShortcut('n', () => document.getElementById(FIELD_ID)?.focus());
  const chosenUnit = counters.length > 1 ? (unitId ?? counters[0]) : undefined;
  /** What Enter means is what was typed, also when the list has not followed yet. */
  const pickFirst = async () => {
    const { items } = await queries.fetchQuery(ask(typed.trim()));
    if (items[0]) onPick(items[0].key, chosenUnit);
  };
  return (
    <div onKeyDown={moveByArrows}>
      <Flex gap={8} wrap>
        <Input
          id={FIELD_ID}
          autoFocus
          allowClear
          value={typed}
          aria-label={t('new.search')}
          placeholder={t('new.placeholder')}
          onChange={({ target }) => setTyped(target.value)}
          onPressEnter={() => void pickFirst()}
          style={{ flex: '1 1 260px' }}
        />
        {counters.length > 1 && <CounterChoice units={counters} value={chosenUnit} onChange={setUnitId} />}
      </Flex>
      <Flex vertical gap={4} style={{ marginTop: 8 }}>
        {data?.items.map(({ key, name, officialCode, limit }) => (
          <Button
            key={key}
            type="text"
            className="sodo-choice"
            disabled={isStarting}
            onClick={() => onPick(key, chosenUnit)}
          >
            <span className="sodo-choice-name">{name}</span>
            <Tag variant="outlined">{officialCode}</Tag>
            <span className="sodo-option-detail">{t(`limit.${limit.unit}`, { count: limit.amount })}</span>
          </Button>
        ))}
        {data?.items.length === 0 && <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={t('new.none')} />}
      </Flex>
    </div>
  );
}

function CounterChoice(props: {
  readonly units: readonly string[];
  readonly value: string | undefined;
  readonly onChange: (unitId: string) => void;
}) {
  const { t } = useTranslation('intake');
  const { nameOf } = useUnits();
  return (
    <Select<string>
      aria-label={t('new.unit')}
      value={props.value}
      onChange={props.onChange}
      options={props.units.map((id) => ({ value: id, label: nameOf(id) }))}
      style={{ flex: '0 1 320px' }}
    />
  );
}

/** Units this person receives in. */
function useCounters(): readonly string[] {
  return useMe()
    .roles.filter(({ role }) => role === 'oneStopClerk')
    .map(({ unitId }) => unitId);
}

/** Up and down go through the field and what was found. */
function moveByArrows(event: KeyboardEvent<HTMLElement>): void {
  const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
  if (step === 0) return;
  const stops = [...event.currentTarget.querySelectorAll<HTMLElement>(`#${FIELD_ID}, .sodo-choice`)];
  const next = stops[stops.findIndex((stop) => stop === document.activeElement) + step];
  if (!next) return;
  event.preventDefault();
  next.focus();
}
