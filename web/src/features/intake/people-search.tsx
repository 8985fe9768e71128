import { useQuery } from '@tanstack/react-query';
import { App, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { z } from 'zod';
import type { partySchema, peopleSchema } from '../../../../contracts/people.schema';
import { describeProblem } from '../../components/problem-alert';
import { get } from '../../lib/api-client';
import { formatDate } from '../../lib/format';
import { useDebounced } from '../../lib/use-debounced';

interface PeopleSearchProps {
  readonly id: string;
  readonly onPick: (party: Readonly<Record<string, unknown>>) => void;
}

const FEWEST_LETTERS = 2;

/** Somebody who was here before: his data are fetched whole only when he is picked, and that is noted. */
export function PeopleSearch({ id, onPick }: PeopleSearchProps) {
  const { t } = useTranslation('intake');
  const { t: common } = useTranslation();
  const { message } = App.useApp();
  const [typed, setTyped] = useState('');
  const q = useDebounced(typed.trim(), 250);
  const { data, isFetching } = useQuery({
    queryKey: ['people', q],
    queryFn: ({ signal }) => get<z.infer<typeof peopleSchema>>('/people', { query: { q }, signal }),
    enabled: q.length >= FEWEST_LETTERS,
    staleTime: 60_000,
  });
  const people = q.length >= FEWEST_LETTERS ? (data?.items ?? []) : [];
  const pick = async (key: string) => {
    try {
      const { party } = await get<z.infer<typeof partySchema>>(`/people/${key}`);
      setTyped('');
      onPick(party);
    } catch (error) {
      void message.error(describeProblem(error, common).title);
    }
  };
  return (
    <Select<string>
      id={id}
      value={null}
      placeholder={t('people.placeholder')}
      aria-label={t('people.label')}
      style={{ width: '100%' }}
      loading={isFetching}
      notFoundContent={q.length < FEWEST_LETTERS ? t('people.type') : isFetching ? t('searching') : t('people.none')}
      showSearch={{ searchValue: typed, onSearch: setTyped, filterOption: false }}
      onSelect={(key) => void pick(key)}
      options={people.map((person) => ({
        value: `${person.dossierId}/${person.side}`,
        label: (
          <div>
            <strong>{person.fullName}</strong> · {person.idNumber}
            <div className="sodo-option-detail">
              {person.address} · {formatDate(person.receivedAt)}
            </div>
          </div>
        ),
      }))}
    />
  );
}
