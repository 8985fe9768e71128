import { Card, Flex, Tag, Tree } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { Page } from '../../components/page';
import { WideTable } from '../../components/wide-table';
import { useUnits } from '../../lib/use-units';
import { useDutyCatalogue, type DutyCatalogue } from './accounts';

type Duty = DutyCatalogue['duties'][number];

/** Units as they stand under one another, and what each duty allows; from both to who holds it. */
export function DutiesPage() {
  const { t } = useTranslation('accounts');
  const catalogue = useDutyCatalogue();
  const { units } = useUnits();
  const known = new Set(units.map(({ id }) => id));
  const roots = units.filter(({ parentId }) => parentId === null || !known.has(parentId));
  return (
    <Page title={t('duties.title')}>
      <Flex gap={12} wrap align="start">
        <Card size="small" title={t('duties.catalogue')} style={{ flex: '2 1 480px', minWidth: 0 }}>
          <WideTable<Duty>
            label={t('duties.catalogue')}
            least={560}
            rowKey="id"
            loading={!catalogue}
            dataSource={catalogue?.duties}
            card={(duty) => <DutyText duty={duty} />}
            columns={[
              { title: t('duty.label'), render: (_, duty) => <DutyText duty={duty} /> },
              {
                title: t('duties.allows'),
                render: (_, duty) =>
                  duty.actions
                    .map((action) => t(`action.${action.replace('.', '_')}`, { defaultValue: action }))
                    .join(', '),
              },
            ]}
          />
        </Card>
        <Card size="small" title={t('duties.units')} style={{ flex: '1 1 300px', minWidth: 0 }}>
          {units.length > 0 && (
            <Tree
              aria-label={t('duties.units')}
              defaultExpandedKeys={roots.map(({ id }) => id)}
              selectable={false}
              treeData={roots.map((root) => branchOf(root, units))}
            />
          )}
        </Card>
      </Flex>
    </Page>
  );
}

type Unit = ReturnType<typeof useUnits>['units'][number];
interface Branch {
  readonly key: string;
  readonly title: React.ReactNode;
  readonly children: Branch[];
}

function branchOf(unit: Unit, units: readonly Unit[]): Branch {
  return {
    key: unit.id,
    title: <Link to={`/accounts?unit=${encodeURIComponent(unit.id)}`}>{unit.name}</Link>,
    children: units.filter(({ parentId }) => parentId === unit.id).map((child) => branchOf(child, units)),
  };
}

function DutyText({ duty }: { readonly duty: Duty }) {
  const { t } = useTranslation('accounts');
  return (
    <>
      <Link to={`/accounts?duty=${duty.id}`}>{t(`duty.${duty.id}`)}</Link>
      {duty.givesAuthority && (
        <Tag color="warning" style={{ marginInlineStart: 6 }}>
          {t('twoApprove')}
        </Tag>
      )}
      <div style={{ color: '#595f69' }}>
        {duty.unitKinds.map((kind) => t(`unitKind.${kind}`, { defaultValue: kind })).join(', ')}
      </div>
    </>
  );
}
