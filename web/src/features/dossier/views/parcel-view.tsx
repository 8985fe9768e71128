import { useQuery } from '@tanstack/react-query';
import { Descriptions, Empty } from 'antd';
import { lazy, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import type { z } from 'zod';
import type { dossierParcelSchema } from '../../../../../contracts/parcel.schema';
import { PageLoading } from '../../../components/page-loading';
import { ProblemAlert } from '../../../components/problem-alert';
import { get } from '../../../lib/api-client';
import { formatNumber } from '../../../lib/format';
import type { Dossier } from '../use-dossier';

type DossierParcel = z.infer<typeof dossierParcelSchema>;

/** The map library is large: it comes when a parcel is looked at. */
const ParcelMap = lazy(async () => ({ default: (await import('../../../components/parcel-map')).ParcelMap }));

/** The parcel as the land data knows it, with its neighbours on a map. */
export function ParcelView({ dossier }: { readonly dossier: Dossier }) {
  const { t } = useTranslation('dossier');
  const { data, error } = useQuery({
    queryKey: ['parcel-of', dossier.id],
    queryFn: () => get<DossierParcel>(`/dossiers/${dossier.id}/parcel`),
    staleTime: 10 * 60_000,
  });
  if (error) return <ProblemAlert error={error} />;
  if (!data) return <PageLoading />;
  const { parcel, map } = data;
  if (!parcel) return <Empty description={t('parcel.unknown')} />;
  const name = t('parcel.name', { sheet: parcel.sheetNumber, number: parcel.parcelNumber });
  return (
    <>
      <Descriptions
        size="small"
        column={{ xs: 1, md: 2 }}
        items={[
          { key: 'name', label: t('parcel.label'), children: name },
          { key: 'area', label: t('parcel.area'), children: `${formatNumber(parcel.areaM2)} m²` },
          { key: 'address', label: t('parcel.address'), children: parcel.address },
          {
            key: 'purposes',
            label: t('parcel.purposes'),
            children: parcel.purposes.map(({ code, areaM2 }) => `${code}: ${formatNumber(areaM2)} m²`).join('; '),
          },
        ]}
      />
      {map.features.some(({ properties }) => properties.own) ? (
        <Suspense fallback={<PageLoading />}>
          <ParcelMap
            map={map}
            height={400}
            label={t('parcel.mapLabel', {
              name,
              area: formatNumber(parcel.areaM2),
              address: parcel.address,
              neighbours: map.features.length - 1,
            })}
          />
        </Suspense>
      ) : (
        <Empty description={t('parcel.noOutline')} />
      )}
    </>
  );
}
