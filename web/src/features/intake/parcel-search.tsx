import { useQuery } from '@tanstack/react-query';
import { Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { z } from 'zod';
import type { parcelSearchSchema } from '../../../../contracts/parcel-search.schema';
import { get } from '../../lib/api-client';
import { formatNumber } from '../../lib/format';
import { useDebounced } from '../../lib/use-debounced';

export type FoundParcel = z.infer<typeof parcelSearchSchema>['items'][number];

const FEWEST_LETTERS = 2;

export function useParcels(q: string) {
  return useQuery({
    queryKey: ['parcels', q],
    queryFn: ({ signal }) => get<z.infer<typeof parcelSearchSchema>>('/parcels', { query: { q }, signal }),
    enabled: q.length >= FEWEST_LETTERS,
    staleTime: 60_000,
  });
}

/** The parcel as the land data has it: nothing is typed off the paper that the office knows already. */
export function ParcelSearch({ onPick }: { readonly onPick: (parcel: FoundParcel) => void }) {
  const { t } = useTranslation('intake');
  const [typed, setTyped] = useState('');
  const q = useDebounced(typed.trim(), 250);
  const { data, isFetching } = useParcels(q);
  const parcels = q.length >= FEWEST_LETTERS ? (data?.items ?? []) : [];
  const keyOf = ({ parcelId, certificate }: FoundParcel) => `${parcelId} ${certificate?.serial ?? ''}`;
  return (
    <Select<string>
      id="intake-parcel"
      value={null}
      placeholder={t('parcel.placeholder')}
      aria-label={t('parcel.label')}
      style={{ width: '100%' }}
      loading={isFetching}
      notFoundContent={q.length < FEWEST_LETTERS ? t('parcel.type') : isFetching ? t('searching') : t('parcel.none')}
      showSearch={{ searchValue: typed, onSearch: setTyped, filterOption: false }}
      onSelect={(key) => {
        const picked = parcels.find((parcel) => keyOf(parcel) === key);
        setTyped('');
        if (picked) onPick(picked);
      }}
      options={parcels.map((parcel) => ({
        value: keyOf(parcel),
        label: (
          <div>
            <strong>{parcel.certificate?.serial ?? t('parcel.noCertificate')}</strong> ·{' '}
            {t('parcel.numbers', { sheet: parcel.sheetNumber, parcel: parcel.parcelNumber })} ·{' '}
            {formatNumber(parcel.areaM2)} m²
            {parcel.restrictions.length > 0 && <strong className="sodo-late"> · {t('parcel.restricted')}</strong>}
            <div className="sodo-option-detail">
              {parcel.certificate ? `${parcel.certificate.holderName} · ` : ''}
              {parcel.address}
            </div>
          </div>
        ),
      }))}
    />
  );
}
