import { Flex, Typography } from 'antd';
import { useTranslation } from 'react-i18next';
import { formatDate } from '../../lib/format';
import { useUnits } from '../../lib/use-units';
import { useProcedure, type Dossier } from './use-dossier';

/** Who, what, when, where: one line under the number. */
export function DossierFacts({ dossier }: { readonly dossier: Dossier }) {
  const { t } = useTranslation('dossier');
  const { nameOf } = useUnits();
  const { data: procedure } = useProcedure(dossier.id);
  const facts: readonly (readonly [string, string])[] = [
    [t('fact.received'), formatDate(dossier.receivedAt)],
    [t('fact.promised'), dossier.promisedAt ? formatDate(dossier.promisedAt) : '–'],
    [t('fact.handling'), nameOf(dossier.handlingUnitId)],
    [t('fact.receiving'), nameOf(dossier.receivingUnitId)],
    [t('fact.channel'), t(`common:channel.${dossier.channel}`)],
    ...(dossier.externalCode === null ? [] : [[t('fact.externalCode'), dossier.externalCode] as const]),
  ];
  return (
    <div style={{ marginBottom: 12 }}>
      <Typography.Paragraph style={{ margin: 0 }}>
        <strong>{dossier.applicantName}</strong> · {procedure?.shortName ?? dossier.procedureName}
      </Typography.Paragraph>
      <Flex wrap gap="2px 18px">
        {facts.map(([label, value]) => (
          <span key={label}>
            <Typography.Text type="secondary">{label}:</Typography.Text> {value}
          </span>
        ))}
      </Flex>
    </div>
  );
}
